import { good } from '../../local/call-as'
import type { LedgerEntry } from '../../cloudfunctions/kernel/ledger'
import { startOfDay } from '../../miniprogram/rules/days'
import { sdk } from '../cloud/support'
import { addPapers } from './papers'
import { openWorld, type World } from './world'

/** Kinds about rights, through the real entries: who they stand with, numbers given out once, names that stay unread. */

let world: World
let now = new Date(startOfDay('2026-07-13') + 10 * 3_600_000)
const goTo = (day: string) => (now = new Date(startOfDay(day) + 10 * 3_600_000))

beforeAll(async () => {
  world = await openWorld(40, {}, () => now)
}, 60_000)
afterAll(() => world.close())

const TOWN = '371002003'
let tries = 0
async function submit(who: string, kind: string, form: object, slots: Parameters<typeof addPapers>[2] = {}) {
  const papers = await addPapers(world, who, slots)
  const clientKey = `rights-key-${(tries += 1)}`
  return world.as(who)('cases.submit', { kind, version: 1, clientKey, form: form as never, papers })
}
const submitted = async (...given: Parameters<typeof submit>) => (await good(submit(...given))).case
const read = async (who: string, caseId: string) => (await good(world.as(who)('cases.read', { caseId }))).case
async function act(who: string, caseId: string, name: string, more: object = {}) {
  const { version } = await read(who, caseId)
  return world.as(who)('cases.decide', { caseId, version, act: name, note: '', ...more })
}
const acted = async (who: string, caseId: string, name: string, more: object = {}) =>
  (await good(act(who, caseId, name, more))).case
async function crewOf(who: string, caseId: string): Promise<string> {
  return (await good(world.as(who)('cases.crew', { caseId }))).crew[0]!.desk
}
const facts = (caseId: string) => (world.cloud.read('cases', caseId) as { facts: Record<string, unknown> }).facts
const db = () => sdk(world.url).database()
/** What the ledger says of a case under one kind. */
const entriesOf = async (source: string, kind: string) =>
  (await db().collection('ledger').where({ source, kind }).limit(100).get()).data as LedgerEntry[]

describe('opinion letters', () => {
  const form = {
    employer: '海岬电子公司',
    contact: '人事部',
    inspectedOn: '2026-07-10',
    inspectors: [
      { name: '宋丽华', card: '990001' },
      { name: '于海', card: '990002' },
    ],
    findings: [{ what: '加班超过每月 36 小时', article: '劳动法 第四十一条', demand: '调整排班' }],
  }

  test('two approved at one moment get two numbers, none twice, none left out', async () => {
    const ids = await Promise.all([1, 2].map(async () => (await submitted('officer', 'opinionLetter', form)).id))
    await Promise.all(ids.map((id) => acted('county', id, 'approve')))
    const numbers = ids.map((id) => (facts(id).letter as { number: number }).number)
    expect(numbers.sort()).toEqual([1, 2])
    for (const id of ids) expect(await entriesOf(id, 'opinionLetter.sent')).toHaveLength(1)
    const shown = await read('officer', ids[0]!)
    expect(shown.documents).toEqual([{ document: 'letter', title: '工会劳动法律监督意见书' }])
    expect(await good(world.as('county')('cases.print', { caseId: ids[0]!, document: 'letter' }))).toHaveProperty(
      'ticket',
    )
  })

  test('a refused approval uses no number; a new year begins at one', async () => {
    const stale = await submitted('officer', 'opinionLetter', form)
    const decide = { caseId: stale.id, version: 7, act: 'approve', note: '' }
    expect(await world.as('county')('cases.decide', decide)).toMatchObject({ error: { code: 'MOVED_ON' } })
    await acted('county', stale.id, 'approve')
    expect(facts(stale.id).letter).toMatchObject({ year: '2026', number: 3 })
    goTo('2027-01-04')
    const later = await submitted('officer', 'opinionLetter', form)
    await acted('county', later.id, 'approve')
    expect(facts(later.id).letter).toMatchObject({ year: '2027', number: 1 })
    goTo('2026-07-13')
  })

  test('workers write none', async () => {
    expect(await submit('lostcard', 'opinionLetter', form)).toMatchObject({ error: { code: 'FORBIDDEN' } })
  })
})

describe('letters and visits', () => {
  const form = {
    about: 'townUnion',
    story: '去街道工会三次，都说没有人管',
    want: '请有人答复',
    together: 'alone',
  }

  test('about the town’s union: begins at the county, which cannot pass it to that town', async () => {
    const made = await submitted('lostcard', 'petition', form)
    expect(made).toMatchObject({ orgName: '环翠区总工会', due: '2026-07-28' })
    const { accused } = facts(made.id) as { accused: string[] }
    const { orgs } = await good(world.as('county')('cases.passTo', { caseId: made.id }))
    const town = orgs.find(({ id }) => accused.includes(id))!
    expect(await act('county', made.id, 'pass', { note: '归街道', to: town.id })).toMatchObject({
      error: { code: 'FORBIDDEN' },
    })
    expect(await read('county', made.id)).toMatchObject({ version: 1, orgName: '环翠区总工会' })
  })

  test('accepted, extended once, answered, reviewed by the city', async () => {
    const { id } = await submitted('lostcard', 'petition', { ...form, about: 'employer' })
    expect(await act('officer', id, 'accept').catch((error: Error) => error.message)).toMatch(/NOT_FOUND/)
    await acted('town', id, 'accept')
    const extend = { note: '要核实', fields: { approver: '姜主席' } }
    await acted('town', id, 'extend', extend)
    expect(await act('town', id, 'extend', extend)).toMatchObject({ error: { code: 'NOT_NOW' } })
    expect(await read('lostcard', id)).toMatchObject({ due: '2026-10-12' })
    const fields = { outcome: 'partly', opinion: '到单位看过，已经改了一部分。', basis: '工会法' }
    await acted('town', id, 'answer', { fields })
    const answered = await read('lostcard', id)
    expect(answered.may.appeal).toBe(true)
    const { version } = answered
    const again = await good(world.as('lostcard')('cases.appeal', { caseId: id, version, note: '没有改完' }))
    expect(again.case).toMatchObject({ orgName: '环翠区总工会', due: '2026-08-12' })
    await acted('county', id, 'reviewed', { fields })
    const reviewed = await read('lostcard', id)
    expect(reviewed.documents.map(({ document }) => document)).toEqual(['accepted', 'answer', 'reviewed'])
    expect(await entriesOf(id, 'petition.closed')).toHaveLength(2)
  })
})

describe('legal aid', () => {
  // Nobody's member: the rider names his town. The job ended on 2025-07-18.
  const form = {
    matter: 'wages',
    employer: '海鸥到家配送站',
    story: '最后两个月的钱没给',
    knewOn: '2025-06-30',
    job: 'over',
    jobEndedOn: '2025-07-18',
    means: 'migrant',
  }

  test('five days left: flagged, aid first, to a lawyer, closed with the sum', async () => {
    expect(await submit('rider', 'legalAid', form, { idCard: 'idCard' })).toMatchObject({
      error: { message: '请选您在哪个镇街' },
    })
    const { id } = await submitted('rider', 'legalAid', { ...form, town: TOWN }, { idCard: 'idCard' })
    const atDesk = await read('county', id)
    expect(atDesk.warnings[0]).toBe('时效只剩 5 天，先援助后补手续')
    expect(atDesk.answers.find(({ label }) => label === '您在哪个镇街干活')!.value).toContain('竹岛街道')
    await acted('county', id, 'aidFirst', { fields: {} })
    await acted('county', id, 'assign', { to: await crewOf('county', id) })
    expect(await act('county', id, 'note', { note: '看看' }).catch((error: Error) => error.message)).toMatchObject({
      error: { code: 'FORBIDDEN' },
    })
    await acted('lawyer', id, 'close', { fields: { result: 'settled', amountFen: 920_000, summary: '单位付清' } })
    expect(await entriesOf(id, 'legalAid.closed')).toMatchObject([
      { amountFen: 920_000, detail: { outcome: 'served' } },
    ])
    const rated = await good(world.as('rider')('cases.rate', { caseId: id, stars: 5, words: '' }))
    expect(rated.case.rating).toEqual({ stars: 5, words: '' })
  })
})

describe('mediation', () => {
  test('from the town to a mediator to an agreement on paper', async () => {
    const { id } = await submitted('lostcard', 'mediation', {
      matter: 'hours',
      story: '加班三个月没给加班费',
      want: '补上加班费',
      people: 1,
      employer: '海滨物业',
      knewOn: '2026-05-31',
      job: 'lasts',
    })
    await acted('town', id, 'assign', { to: await crewOf('town', id) })
    const fields = { otherSide: '王经理', terms: '一、补发加班费。', amountFen: 600_000, confirm: 'yes' }
    expect(await acted('mediator', id, 'agreed', { fields })).toMatchObject({ state: 'approved', due: '2026-08-12' })
    expect(await entriesOf(id, 'mediation.agreed')).toMatchObject([{ amountFen: 600_000 }])
    expect(await good(world.as('lostcard')('cases.print', { caseId: id, document: 'agreement' }))).toHaveProperty(
      'ticket',
    )
  })
})

describe('wages owed and dangers', () => {
  test('wages go to the town where the work is, wherever one is a member', async () => {
    const made = await submitted('lostcard', 'wageArrears', {
      employer: '海岬建筑公司',
      town: '371002012',
      owedWhom: 'me',
      months: 2,
      owedFen: 900_000,
      migrant: 'yes',
    })
    const where = { town: '371002012', form: 'townshipFederation' }
    const [town] = (await db().collection('orgs').where(where).limit(1).get()).data as { name: string }[]
    expect(made.orgName).toBe(town!.name)
    expect(await submit('lostcard', 'wageArrears', { town: '999999' })).toMatchObject({ error: { code: 'BAD_INPUT' } })
  })

  test('who reported a danger is read by no desk', async () => {
    const photo = { photo: 'sitePhoto' } as const
    const form = { grave: 'no', what: '电梯井没有护栏', place: '二号楼', employer: '海滨物业' }
    const { id } = await submitted('lostcard', 'hazard', form, photo)
    const atDesk = await read('officer', id)
    expect(atDesk.name).toBe('一位工友')
    expect(JSON.stringify(atDesk)).not.toContain('鞠洪波')
    const fields = { fixBy: '2026-07-11', who: '工程部', measure: '拉线' }
    expect(await act('officer', id, 'accept', { fields })).toMatchObject({ error: { code: 'BAD_INPUT' } })
    expect(await act('officer', id, 'accept', { fields: { ...fields, fixBy: '2026-07-10' } })).toMatchObject({
      error: { message: '修好的日子过了。请选今天或以后' },
    })
    expect(await acted('officer', id, 'accept', { fields: { ...fields, fixBy: '2026-07-15' } })).toMatchObject({
      due: '2026-07-15',
    })
  })
})
