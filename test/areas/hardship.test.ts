import type { LedgerEntry } from '../../cloudfunctions/kernel/ledger'
import { good } from '../../local/call-as'
import { someId } from '../../local/city/identity'
import { startOfDay } from '../../miniprogram/rules/days'
import { sdk } from '../cloud/support'
import { addPaper, addPapers } from './papers'
import { openWorld, type World } from './world'

/** 困难帮扶 across enterprise, town, county and city, through the real entries, with the days passing. */

let world: World
let now = new Date(startOfDay('2026-07-13') + 10 * 3_600_000)
const goTo = (day: string) => (now = new Date(startOfDay(day) + 10 * 3_600_000))

beforeAll(async () => {
  world = await openWorld(60, {}, () => now)
  // The city begins with one of hers under way.
  const begun = (await good(world.as('member')('cases.mine', {}))).rows.find(({ open }) => open)
  if (begun) await good(world.as('member')('cases.withdraw', { caseId: begun.id }))
}, 60_000)
afterAll(() => world.close())

// The worker of 海滨物业工会, and the desks above him.
const WORKER = 'lostcard'
const DESKS = { enterprise: 'officer', town: 'town', county: 'county', city: 'city' }

const REQUIRED = {
  idCard: 'idCard',
  householdBook: 'householdBook',
  income: 'incomeProof',
  authority: 'checkAuthority',
  diagnosis: 'diagnosis',
} as const

const form = (more: object = {}) => ({
  district: '371002',
  members: [
    { relation: 'self', idNumber: someId(700), incomeFen: 3_600_000 },
    { relation: 'spouse', idNumber: someId(701), incomeFen: 0 },
    { relation: 'child', idNumber: someId(702), incomeFen: 0 },
  ],
  medicalFen: 1_200_000,
  tuitionFen: 200_000,
  otherRigidFen: 0,
  lossFen: 0,
  cause: 'ownIllness',
  bankAccount: '990000000000000001',
  bankName: '海岬银行',
  compareConsent: true,
  noticeConsent: true,
  ...more,
})

let tries = 0
async function apply(who: string, more: object = {}, papers?: Awaited<ReturnType<typeof addPapers>>) {
  return world.as(who)('cases.submit', {
    kind: 'hardship',
    version: 1,
    clientKey: `hardship-key-${(tries += 1)}`,
    form: form(more),
    papers: papers ?? (await addPapers(world, who, REQUIRED)),
  })
}
const read = async (who: string, caseId: string) => (await good(world.as(who)('cases.read', { caseId }))).case
async function act(who: string, caseId: string, name: string, more: object = {}) {
  const { version } = await read(who, caseId)
  return world.as(who)('cases.decide', { caseId, version, act: name, note: '', ...more })
}
const acted = async (who: string, caseId: string, name: string, more: object = {}) =>
  (await good(act(who, caseId, name, more))).case
/** Notices of the workers of this file: the city begins with one of somebody else. */
const hanging = async (who: string) =>
  (await good(world.as(who)('cases.notices', {}))).notices.filter(
    ({ maskedName }) => maskedName === '鞠＊' || maskedName === '林＊',
  )
const tick = () => world.cloud.fireTimer('cases', 'tick')

async function toNotice(caseId: string) {
  await acted(DESKS.enterprise, caseId, 'accept')
  await acted(DESKS.town, caseId, 'visited', {
    fields: { visitors: '姜晓燕、王海', agrees: 'yes', findings: '租房住，墙上挂着药' },
  })
  return acted(DESKS.county, caseId, 'compared', { fields: { result: '与申报一致' } })
}

let id = ''
describe('from the form to the money', () => {
  test('handed in with papers of the vault, each with its consent; the arithmetic is shown', async () => {
    const made = (await good(apply(WORKER))).case
    id = made.id
    expect(made).toMatchObject({ state: 'submitted', open: true, due: '2026-07-20', orgName: '海滨物业工会' })
    expect(made.papers.map(({ slot, consent }) => [slot, consent])).toEqual(
      Object.keys(REQUIRED).map((slot) => [slot, 'given']),
    )
    expect(made.reckoning?.words).toContain('深度困难')
    const text = JSON.stringify(made)
    for (const secret of [someId(700), someId(701), '990000000000000001']) expect(text).not.toContain(secret)
    expect(text).toContain('尾号 0001')
  })

  test('one household, one application: a second is refused while one is open', async () => {
    expect(await apply(WORKER)).toMatchObject({ ok: false, error: { code: 'ALREADY' } })
  })

  test('the enterprise asks for one more paper; the clock stands until it comes', async () => {
    goTo('2026-07-15')
    expect(await act(DESKS.enterprise, id, 'ask', { note: '要盖章的', slots: [] })).toMatchObject({
      ok: false,
      error: { code: 'BAD_INPUT' },
    })
    await acted(DESKS.enterprise, id, 'ask', { note: '要盖医院章的那张', slots: ['bills'] })
    const asked = await read(WORKER, id)
    expect(asked).toMatchObject({
      state: 'returned',
      asked: { due: '2026-07-29', slots: [{ slot: 'bills', title: '看病的结算单' }] },
    })
    expect(asked.clock?.due).toBeNull()
    expect(await act(DESKS.enterprise, id, 'accept')).toMatchObject({ ok: false, error: { code: 'NOT_NOW' } })

    goTo('2026-07-17')
    const bills = await addPaper(world, WORKER, 'settlementSheet')
    const sent = {
      caseId: id,
      version: asked.version,
      papers: [{ slot: 'bills', paper: bills, consent: true as const }],
      note: '',
    }
    const back = (await good(world.as(WORKER)('cases.supply', sent))).case
    // Two working days did not count: from the 20th to the 22nd.
    expect(back).toMatchObject({ state: 'submitted', due: '2026-07-22', asked: null })
    expect(back.clock?.words.join('')).toContain('等您补材料')
    expect(await world.as(WORKER)('cases.supply', sent)).toMatchObject({ ok: false, error: { code: 'MOVED_ON' } })
  })

  test('a desk looks at a paper with a reason; the worker reads who, why and when', async () => {
    const looked = { caseId: id, slot: 'bills', reason: '核对金额' }
    const opened = await good(world.as(DESKS.enterprise)('cases.openPaper', looked))
    expect((await fetch(opened.files[0]!.url)).status).toBe(200)
    await good(world.as(DESKS.enterprise)('cases.openPaper', looked))
    const { looks } = await good(world.as(WORKER)('vault.looks', {}))
    expect(looks).toHaveLength(1)
    expect(looks[0]).toMatchObject({
      title: '住院结算单',
      by: '海滨物业工会 工会主席',
      reason: '核对金额',
      kindTitle: '困难职工建档帮扶',
    })
    for (const who of ['town', 'county', 'city', 'member', 'clerk'])
      expect(await world.as(who)('cases.openPaper', looked)).toMatchObject({ ok: false, error: { code: 'NOT_FOUND' } })
  })

  test('visit and comparison; then the notice hangs for colleagues, and says nothing more than it must', async () => {
    const noticed = await toNotice(id)
    expect(noticed).toMatchObject({ state: 'inNotice', due: '2026-07-24' })
    const notices = await hanging('officer')
    expect(notices).toEqual([
      {
        id: expect.any(String),
        maskedName: '鞠＊',
        townName: '竹岛街道',
        kindTitle: '困难职工建档帮扶',
        classWords: '困难职工建档帮扶',
        from: '2026-07-17',
        until: '2026-07-24',
        noticeOrg: '环翠区总工会',
      },
    ])
    expect(await hanging('member')).toEqual([])
    expect(await world.as('newcomer')('cases.notices', {})).toMatchObject({
      ok: false,
      error: { code: 'NOT_A_MEMBER' },
    })
    expect(await world.as('member')('cases.notice', { id: notices[0]!.id })).toMatchObject({
      ok: false,
      error: { code: 'NOT_FOUND' },
    })
  })

  test('an objection becomes a case at the desk that hangs it; dismissed, the notice goes on for the days it has left', async () => {
    goTo('2026-07-20')
    const notice = (await hanging('officer'))[0]!.id
    const sent = { id: notice, words: '他家今年刚买了车，请核实一下', clientKey: 'objecting-1' }
    const first = await good(world.as('officer')('cases.object', sent))
    expect(await good(world.as('officer')('cases.object', sent))).toEqual(first)
    const own = { ...sent, clientKey: 'objecting-2' }
    expect(await world.as(WORKER)('cases.object', own)).toMatchObject({ ok: false })
    const stopped = await read(WORKER, id)
    expect(stopped).toMatchObject({ state: 'objected', due: null })
    expect(JSON.stringify(stopped)).not.toMatch(/宋丽华|买了车/)

    goTo('2026-07-22')
    const desk = (await good(world.as('county')('membership.me', {}))).posts.find(
      ({ orgName }) => orgName === '环翠区总工会',
    )!.desk
    const rows = (await good(world.as('county')('cases.queue', { desk }))).rows
    expect(rows.find(({ kind }) => kind === 'objection')?.id).toBe(first.caseId)
    await acted('county', first.caseId, 'dismiss', { note: '车是借来拉活的，已核实' })
    expect(await read(WORKER, id)).toMatchObject({ state: 'inNotice', due: '2026-07-28' })
    expect((await good(world.as('officer')('cases.notice', { id: notice }))).notice.until).toBe('2026-07-28')
  })

  test('the day after its end it is not to be found, and the case goes on by itself', async () => {
    const notice = (await hanging('officer'))[0]!.id
    goTo('2026-07-28')
    await tick()
    expect(await read(WORKER, id)).toMatchObject({ state: 'inNotice' })
    goTo('2026-07-29')
    expect(await world.as('officer')('cases.notice', { id: notice })).toMatchObject({
      ok: false,
      error: { code: 'NOT_FOUND' },
    })
    await tick()
    expect(await read(WORKER, id)).toMatchObject({ state: 'reviewing', stage: expect.stringContaining('环翠区总工会') })
  })

  test('county approves, the file is opened, the city pays, the ledger has it, the worker says how it went', async () => {
    const approved = await acted('county', id, 'approve', { fields: { class: 'deep', grantFen: 600_000 } })
    expect(approved).toMatchObject({ state: 'approved', orgName: '威海市总工会' })
    expect(approved.documents.map(({ document }) => document)).toContain('decision')
    const { ticket } = await good(world.as(WORKER)('cases.print', { caseId: id, document: 'decision' }))
    expect((await good(world.as(WORKER)('documents.render', { ticket }))).url).toContain('http')
    const paid = await acted('city', id, 'pay', { fields: { amountFen: 600_000 } })
    expect(paid).toMatchObject({ state: 'served', open: false, due: null })
    expect((await good(world.as(WORKER)('inbox.list', {}))).messages[0]).toMatchObject({
      title: '钱发了',
      unread: true,
    })
    const rated = (await good(world.as(WORKER)('cases.rate', { caseId: id, stars: 5, words: '帮了大忙' }))).case
    expect(rated.rating).toEqual({ stars: 5, words: '帮了大忙' })

    const entries = await ledgerOf(id)
    expect(
      entries.filter(({ kind }) => kind === 'aid.paid').map(({ amountFen, persons }) => [amountFen, persons]),
    ).toEqual([[600_000, 1]])
    expect(await apply(WORKER)).toMatchObject({
      ok: false,
      error: { code: 'ALREADY', message: expect.stringContaining('一家一份') },
    })
  })

  test('nothing personal is logged', () => {
    const text = JSON.stringify(world.logged)
    for (const secret of ['鞠', someId(700), '99000000000', '买了车', '帮了大忙']) expect(text).not.toContain(secret)
  })
})

describe('consent', () => {
  test('taken back before the next desk: that desk is refused and told so, also the one that saw it before', async () => {
    goTo('2026-08-03')
    const made = (await good(apply('member', { members: [{ relation: 'self', idNumber: someId(710), incomeFen: 0 }] })))
      .case
    await acted('town', made.id, 'accept')
    await good(world.as('member')('cases.dropConsent', { caseId: made.id, slot: 'diagnosis' }))
    await good(world.as('member')('cases.dropConsent', { caseId: made.id, slot: 'diagnosis' }))
    const reply = await world.as('town')('cases.openPaper', {
      caseId: made.id,
      slot: 'diagnosis',
      reason: '家访前看看',
    })
    expect(reply).toMatchObject({ ok: false, error: { code: 'FORBIDDEN', message: expect.stringContaining('收回') } })
    const seen = await read('town', made.id)
    expect(seen.papers.find(({ slot }) => slot === 'diagnosis')).toMatchObject({ consent: 'withdrawn' })
    expect(seen.story.some(({ title }) => title.includes('收回'))).toBe(true)
    await good(world.as('member')('cases.withdraw', { caseId: made.id }))
  })

  test('without the consent to a notice there is none: the case goes on, and the desk knows', async () => {
    const made = (
      await good(
        apply('member', { noticeConsent: false, members: [{ relation: 'self', idNumber: someId(711), incomeFen: 0 }] }),
      )
    ).case
    await acted('town', made.id, 'accept')
    await acted('town', made.id, 'visited', { fields: { visitors: '姜晓燕、王海', agrees: 'yes', findings: '属实' } })
    const next = await acted('county', made.id, 'compared', { fields: { result: '一致' } })
    expect(next).toMatchObject({ state: 'reviewing' })
    expect((await read('county', made.id)).warnings.join('')).toContain('没有同意公示')
    expect(await hanging('town')).toEqual([])
    await good(world.as('member')('cases.withdraw', { caseId: made.id }))
  })

  test('taken back while the notice hangs: it comes down in the same moment', async () => {
    const made = (await good(apply('member', { members: [{ relation: 'self', idNumber: someId(712), incomeFen: 0 }] })))
      .case
    await acted('town', made.id, 'accept')
    await acted('town', made.id, 'visited', { fields: { visitors: '姜晓燕、王海', agrees: 'yes', findings: '属实' } })
    await acted('county', made.id, 'compared', { fields: { result: '一致' } })
    expect(await hanging('town')).toHaveLength(1)
    await good(world.as('member')('cases.dropConsent', { caseId: made.id, slot: 'notice' }))
    expect(await hanging('town')).toEqual([])
    await good(world.as('member')('cases.withdraw', { caseId: made.id }))
  })
})

describe('papers', () => {
  test.each([
    ['missing', {}, '还差 5 样材料'],
    ['of the wrong type', { idCard: 'ticket' }, '不能当'],
  ] as const)('%s: refused in words, nothing stored', async (_what, slots, words) => {
    const papers = await addPapers(world, 'officer', slots)
    const reply = await apply('officer', {}, papers)
    expect(reply).toMatchObject({ ok: false, error: { code: 'BAD_INPUT', message: expect.stringContaining(words) } })
    expect((await good(world.as('officer')('cases.mine', {}))).rows.filter(({ kind }) => kind === 'hardship')).toEqual(
      [],
    )
  })

  test('somebody else’s, or past its day: refused', async () => {
    const theirs = await addPaper(world, 'member', 'idCard')
    expect(await apply('officer', {}, [{ slot: 'idCard', paper: theirs, consent: true }])).toMatchObject({
      error: { code: 'NOT_FOUND' },
    })
    const old = await addPaper(world, 'officer', 'incomeProof', '2025-01-05')
    expect(await apply('officer', {}, [{ slot: 'income', paper: old, consent: true }])).toMatchObject({
      error: { code: 'BAD_INPUT', message: expect.stringContaining('过了日子') },
    })
  })
})

describe('many at once', () => {
  test('two desks decide at the same moment: one act stands, the other is told', async () => {
    const made = (await good(apply('member', { members: [{ relation: 'self', idNumber: someId(713), incomeFen: 0 }] })))
      .case
    const replies = await Promise.all(Array.from({ length: 6 }, () => act('town', made.id, 'accept')))
    expect(replies.filter(({ ok }) => ok)).toHaveLength(1)
    for (const reply of replies) if (!reply.ok) expect(['MOVED_ON', 'NOT_NOW']).toContain(reply.error.code)
    await good(world.as('member')('cases.withdraw', { caseId: made.id }))
  })

  test('a silent desk loses the case to the level above after the city’s days', async () => {
    goTo('2026-09-07')
    const made = (await good(apply('member', { members: [{ relation: 'self', idNumber: someId(714), incomeFen: 0 }] })))
      .case
    expect(made.orgName).toBe('竹岛街道联合工会')
    goTo('2026-09-16')
    await tick()
    expect((await read('member', made.id)).orgName).toBe('竹岛街道联合工会')
    goTo('2026-09-17')
    await tick()
    await tick()
    const risen = await read('member', made.id)
    expect(risen).toMatchObject({ orgName: '竹岛街道总工会', due: '2026-09-14' })
    expect(risen.story.filter(({ title }) => title.includes('没按时答复'))).toHaveLength(1)
    await good(world.as('member')('cases.withdraw', { caseId: made.id }))
  })

  test('a holiday added to the settings moves open cases at the next tick', async () => {
    goTo('2026-10-19')
    const made = (await good(apply('member', { members: [{ relation: 'self', idNumber: someId(715), incomeFen: 0 }] })))
      .case
    expect(made.due).toBe('2026-10-26')
    await db()
      .collection('settings')
      .doc('city')
      .update({ calendar: { version: 2, holidays: ['2026-10-22'], workedWeekends: [] } })
    now = new Date(Number(now) + 61_000)
    await tick()
    expect((await read('member', made.id)).due).toBe('2026-10-27')
  })
})

const db = () => sdk(world.url).database()

async function ledgerOf(source: string): Promise<LedgerEntry[]> {
  return (await db().collection('ledger').where({ source }).limit(100).get()).data as LedgerEntry[]
}
