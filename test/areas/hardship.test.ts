import { good } from '../../local/call-as'
import type { LedgerEntry } from '../../cloudfunctions/kernel/ledger'
import { someId } from '../../local/city/identity'
import { sdk } from '../cloud/support'
import { DESKS, openAid, REQUIRED, WORKER } from './aid'
import { addPaper } from './papers'
import type { World } from './world'

/** 困难帮扶 across enterprise, town, county and city, through the real entries, with the days passing. */

let aid: Awaited<ReturnType<typeof openAid>>
let world: World
beforeAll(async () => {
  aid = await openAid('2026-07-13')
  world = aid.world
}, 60_000)
afterAll(() => world.close())

let id = ''
describe('from the form to the money', () => {
  test('handed in with papers of the vault, each with its consent; the arithmetic is shown', async () => {
    const made = (await good(aid.apply(WORKER))).case
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
    expect(await aid.apply(WORKER)).toMatchObject({ ok: false, error: { code: 'ALREADY' } })
  })

  test('the enterprise asks for one more paper; the clock stands until it comes', async () => {
    aid.goTo('2026-07-15')
    expect(await aid.act(DESKS.enterprise, id, 'ask', { note: '要盖章的', slots: [] })).toMatchObject({
      ok: false,
      error: { code: 'BAD_INPUT' },
    })
    await aid.acted(DESKS.enterprise, id, 'ask', { note: '要盖医院章的那张', slots: ['bills'] })
    const asked = await aid.read(WORKER, id)
    expect(asked).toMatchObject({
      state: 'returned',
      asked: { due: '2026-07-29', slots: [{ slot: 'bills', title: '看病的结算单' }] },
    })
    expect(asked.clock?.due).toBeNull()
    expect(await aid.act(DESKS.enterprise, id, 'accept')).toMatchObject({ ok: false, error: { code: 'NOT_NOW' } })

    aid.goTo('2026-07-17')
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

  test('a desk asks for the phone number with a reason, and that is seen too', async () => {
    const asked = { caseId: id, reason: '约家访的时间' }
    expect(await good(world.as(DESKS.enterprise)('cases.showPhone', asked))).toEqual({ phone: '19900009004' })
    const { looks } = await good(world.as(WORKER)('vault.looks', {}))
    expect(looks.find(({ title }) => title === '您的手机号')).toMatchObject({
      reason: '约家访的时间',
      by: '海滨物业工会 工会主席',
    })
    expect(await world.as('county')('cases.showPhone', asked)).toMatchObject({
      ok: false,
      error: { code: 'NOT_FOUND' },
    })
  })

  test('visit and comparison; then the notice hangs for colleagues, and says nothing more than it must', async () => {
    const noticed = await aid.toNotice(id, DESKS.enterprise)
    expect(noticed).toMatchObject({ state: 'inNotice', due: '2026-07-24' })
    const notices = await aid.hanging('officer')
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
    expect(await aid.hanging('member')).toEqual([])
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
    aid.goTo('2026-07-20')
    const notice = (await aid.hanging('officer'))[0]!.id
    const sent = { id: notice, words: '他家今年刚买了车，请核实一下', clientKey: 'objecting-1' }
    const first = await good(world.as('officer')('cases.object', sent))
    expect(await good(world.as('officer')('cases.object', sent))).toEqual(first)
    const own = { ...sent, clientKey: 'objecting-2' }
    expect(await world.as(WORKER)('cases.object', own)).toMatchObject({ ok: false })
    const stopped = await aid.read(WORKER, id)
    expect(stopped).toMatchObject({ state: 'objected', due: null })
    expect(JSON.stringify(stopped)).not.toMatch(/宋丽华|买了车/)

    aid.goTo('2026-07-22')
    const desk = (await good(world.as('county')('membership.me', {}))).posts.find(
      ({ orgName }) => orgName === '环翠区总工会',
    )!.desk
    const rows = (await good(world.as('county')('cases.queue', { desk }))).rows
    expect(rows.find(({ kind }) => kind === 'objection')?.id).toBe(first.caseId)
    await aid.acted('county', first.caseId, 'dismiss', { note: '车是借来拉活的，已核实' })
    expect(await aid.read(WORKER, id)).toMatchObject({ state: 'inNotice', due: '2026-07-28' })
    expect((await good(world.as('officer')('cases.notice', { id: notice }))).notice.until).toBe('2026-07-28')
  })

  test('the day after its end it is not to be found, and the case goes on by itself', async () => {
    const notice = (await aid.hanging('officer'))[0]!.id
    aid.goTo('2026-07-28')
    await aid.tick()
    expect(await aid.read(WORKER, id)).toMatchObject({ state: 'inNotice' })
    aid.goTo('2026-07-29')
    expect(await world.as('officer')('cases.notice', { id: notice })).toMatchObject({
      ok: false,
      error: { code: 'NOT_FOUND' },
    })
    await aid.tick()
    expect(await aid.read(WORKER, id)).toMatchObject({
      state: 'reviewing',
      stage: expect.stringContaining('环翠区总工会'),
    })
  })

  test('county approves, the file is opened, the city pays, the ledger has it, the worker says how it went', async () => {
    const approved = await aid.acted('county', id, 'approve', { fields: { class: 'deep', grantFen: 600_000 } })
    expect(approved).toMatchObject({ state: 'approved', orgName: '威海市总工会' })
    expect(approved.documents.map(({ document }) => document)).toContain('decision')
    const { ticket } = await good(world.as(WORKER)('cases.print', { caseId: id, document: 'decision' }))
    expect((await good(world.as(WORKER)('documents.render', { ticket }))).url).toContain('http')
    const paid = await aid.acted('city', id, 'pay', { fields: { amountFen: 600_000 } })
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
    expect(await aid.apply(WORKER)).toMatchObject({
      ok: false,
      error: { code: 'ALREADY', message: expect.stringContaining('一家一份') },
    })
  })

  test('nothing personal is logged', () => {
    const text = JSON.stringify(world.logged)
    for (const secret of ['鞠', someId(700), '99000000000', '买了车', '帮了大忙']) expect(text).not.toContain(secret)
  })
})

const db = () => sdk(world.url).database()

async function ledgerOf(source: string): Promise<LedgerEntry[]> {
  return (await db().collection('ledger').where({ source }).limit(100).get()).data as LedgerEntry[]
}
