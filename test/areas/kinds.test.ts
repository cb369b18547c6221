import type { LedgerEntry } from '../../cloudfunctions/kernel/ledger'
import { good } from '../../local/call-as'
import { idNumberOf } from '../../local/city/identity'
import { startOfDay } from '../../miniprogram/rules/days'
import { sdk } from '../cloud/support'
import { addPapers } from './papers'
import { openWorld, type World } from './world'

/** Emergency relief, student aid and counselling through the real entries: what they read and refuse. */

let world: World
let now = new Date(startOfDay('2026-07-13') + 10 * 3_600_000)
const goTo = (day: string) => (now = new Date(startOfDay(day) + 10 * 3_600_000))

beforeAll(async () => {
  world = await openWorld(60, {}, () => now)
}, 60_000)
afterAll(() => world.close())

const WORKER = 'lostcard'
const BANK = { bankAccount: '990000000000000001', bankName: '海岬银行', bankConsent: true }
let tries = 0
async function apply(who: string, kind: string, form: object, papers: Parameters<typeof addPapers>[2] = {}) {
  return world.as(who)('cases.submit', {
    kind,
    version: 1,
    clientKey: `kinds-key-${(tries += 1)}`,
    form: form as never,
    papers: await addPapers(world, who, papers),
  })
}
const read = async (who: string, caseId: string) => (await good(world.as(who)('cases.read', { caseId }))).case
async function act(who: string, caseId: string, name: string, more: object = {}) {
  const { version } = await read(who, caseId)
  return world.as(who)('cases.decide', { caseId, version, act: name, note: '', ...more })
}
const message = (answer: unknown) => (answer as { error?: { message: string } }).error?.message

describe('emergency relief', () => {
  const form = {
    event: 'disaster',
    happenedOn: '2026-07-10',
    story: '家里失火，东西都烧了',
    needFen: 300_000,
    helped: 'no',
    ...BANK,
  }
  const papers = { idCard: 'idCard', event: 'accidentProof', bankCard: 'bankCard' } as const

  test('a day that has not come is refused; the cap is the city’s; paid, it stands in the ledger', async () => {
    goTo('2026-07-13')
    expect(message(await apply(WORKER, 'emergencyRelief', { ...form, happenedOn: '2026-07-14' }, papers))).toMatch(
      /还没到/,
    )
    const { id } = (await good(apply(WORKER, 'emergencyRelief', form, papers))).case
    expect(message(await act('town', id, 'grant', { fields: { grantFen: 100_000_000 } }))).toMatch(/^镇街最多定/)
    await good(act('town', id, 'grant', { fields: { grantFen: 100_000 } }))
    await good(act('county', id, 'pay', { fields: { amountFen: 100_000 } }))
    const { data } = await sdk(world.url).database().collection('ledger').where({ source: id, kind: 'aid.paid' }).get()
    expect((data as LedgerEntry[]).map(({ amountFen }) => amountFen)).toEqual([100_000])
  })

  test('the next one tells the desk of the first', async () => {
    const { id } = (await good(apply(WORKER, 'emergencyRelief', form, papers))).case
    expect((await read('town', id)).warnings).toContain('半年里发过 1 次临时救助，共 1000 元')
  })
})

describe('student aid', () => {
  test('out of season the dates are told instead of the form', async () => {
    goTo('2026-09-01')
    expect(message(await world.as(WORKER)('cases.form', { kind: 'studentAid' }))).toMatch(/7月1日到8月31日/)
    goTo('2026-07-13')
    expect((await good(world.as(WORKER)('cases.form', { kind: 'studentAid' }))).title).toBe('金秋助学')
  })

  test('a child under 14 ticked as older is asked again', async () => {
    const form = {
      childName: '林小满',
      childIdNumber: idNumberOf('test', '2015-03-05', 9, 'female'),
      childAge: 'from14',
      level: 'college',
      school: '海岬大学',
      entering: 'new',
      ...BANK,
      checkConsent: true,
    }
    const papers = {
      idCard: 'idCard',
      householdBook: 'householdBook',
      familyIdCards: 'familyIdCards',
      income: 'incomeProof',
      unit: 'unitProof',
      community: 'communityProof',
      contract: 'laborContract',
      authority: 'checkAuthority',
      bankCard: 'bankCard',
      admissionLetter: 'admissionLetter',
    } as const
    expect(message(await apply(WORKER, 'studentAid', form, papers))).toMatch(/还没满 14 周岁/)
    const older = { ...form, childIdNumber: idNumberOf('test', '2008-03-05', 9, 'female') }
    const made = (await good(apply(WORKER, 'studentAid', older, papers))).case
    expect(made.reckoning?.lines[1]?.value).toBe('没有建档')
  })
})

describe('counselling', () => {
  const form = { name: '小林', phone: '19900001234', words: '我不想活了', how: 'phone', consent: true }

  test('never at the employer: the county reads it, the union of the enterprise cannot', async () => {
    const { id, orgName, news } = (await good(apply(WORKER, 'counselling', form))).case
    expect(orgName).toBe('环翠区总工会')
    expect(news.title).toBe('请现在就打 12356')
    expect(message(await world.as('officer')('cases.read', { caseId: id }))).toMatch(/没找到/)
    const seen = await read('county', id)
    expect(seen.warnings[0]).toMatch(/^紧急/)
    expect(seen.answers).toContainEqual({ label: '想说点什么', value: form.words })
    const { data } = await sdk(world.url).database().collection('ledger').where({ source: id }).get()
    expect(data).toEqual([expect.objectContaining({ person: null, persons: 1, kind: 'application.submitted' })])
    expect(JSON.stringify(world.logged)).not.toContain(form.words)
  })
})
