import { good } from '../../local/call-as'
import { hostedSession, putQuestion, questionIn, type Hosted } from './interview-world'
import { openWorld, type World } from './world'

/** What leaders promised: read by all, kept, moved or given up openly, and called to mind: through the real entry. */

let now = Date.parse('2026-07-13T02:00:00Z')
const DAY = 86_400_000
let world: World
let hosted: Hosted
let keys = 0
beforeAll(async () => {
  world = await openWorld(60, {}, () => new Date(now))
  hosted = await hostedSession(world, 'ivw_promised', now, 'lostcard')
}, 60_000)
afterAll(() => world.close())

const newKey = () => `promise-key-${(keys += 1)}`
const refusal = (code: string, words: string) => ({
  ok: false,
  error: { code, message: expect.stringContaining(words) },
})
/** Promised from the seat of `lostcard`; answers with the promise's id. */
async function promised(id: string, by: string): Promise<string> {
  putQuestion(world, hosted.session, id, 'member', { state: 'accepted', shown: true, acceptedAt: new Date(now) })
  const { question } = await good(
    world.as('lostcard')('interviews.answer', {
      ...{ question: id, version: 1, clientKey: newKey(), kind: 'promised', text: '这件事我们来办', files: [] },
      promise: { what: '给 3 号楼装空调', who: '后勤部', by },
    }),
  )
  return question.answers[0]!.promise!.id
}
const end = (who: string, promise: string, more: object = {}) =>
  world.as(who)('interviews.endPromise', {
    ...{ promise, version: 1, clientKey: newKey(), as: 'kept', how: '7 月 20 日装好了', files: [] },
    ...more,
  } as never)
const list = async (show: 'late' | 'open' | 'kept' | 'dropped') =>
  (await good(world.as('stranger')('interviews.promises', { show, org: hosted.session.org }))).promises.map(
    ({ id }) => id,
  )
const told = async (who: string, title: string) =>
  (await good(world.as(who)('inbox.list', {}))).messages.filter((one) => one.title === title)

test('everybody reads what is open and what is late, in one request; names of askers are not there', async () => {
  const soon = await promised('ivq_soon', '2026-07-15')
  const far = await promised('ivq_far', '2026-09-01')
  world.cloud.resetCosts()
  expect(await list('open')).toEqual([soon, far])
  expect(world.cloud.costs()[0]).toMatchObject({ calls: 1, requests: 1 })
  now += 4 * DAY
  expect(await list('late')).toEqual([soon])
  expect(await list('open')).toEqual([far])
  const session = await good(world.as('stranger')('interviews.session', { interview: 'ivw_promised' }))
  expect(session.promises).toMatchObject({ open: 2, late: 1, kept: 0 })
  expect(session.promises.first[0]!.id).toBe(soon)
  expect(JSON.stringify(session)).not.toMatch(/真名|openid/)
})

test('kept: the question shows it, the ledger counts it, whoever asked is told; the same again is once', async () => {
  const id = await promised('ivq_kept', '2026-07-31')
  expect(await end('member', id)).toMatchObject(refusal('NOT_FOUND', ''))
  expect(await end('lostcard', id, { version: 7 })).toMatchObject(refusal('MOVED_ON', '刚刚改过'))
  const { promise } = await good(end('lostcard', id))
  expect(promise).toMatchObject({ state: 'kept', how: '7 月 20 日装好了', version: 2 })
  expect((await good(end('lostcard', id))).promise.version).toBe(2)
  expect(await end('lostcard', id, { how: '另一句话' })).toMatchObject(refusal('MOVED_ON', '办到了'))
  expect(questionIn(world, 'ivq_kept').answers[0]!.promise).toMatchObject({ state: 'kept' })
  expect(await list('kept')).toEqual([id])
  const led = world.cloud.all('ledger').filter((one) => (one as { kind: string }).kind === 'interview.kept')
  expect(led).toHaveLength(1)
  await world.cloud.fireTimer('interviews', 'tell')
  expect(await told('member', '您问的，答应的事办到了')).toHaveLength(1)
})

test('given up, by a host for the one who left, with the reason for all to read', async () => {
  const id = await promised('ivq_dropped', '2026-08-31')
  const { promise } = await good(end('county', id, { desk: hosted.desk, as: 'dropped', how: '楼要拆了，改发补贴' }))
  expect(promise).toMatchObject({ state: 'dropped', how: '楼要拆了，改发补贴' })
  expect(await list('dropped')).toEqual([id])
})

test('moved to another day: the first day stays to be read', async () => {
  const id = await promised('ivq_moved', '2026-07-30')
  const move = (to: string, version: number, why = '设备晚到') =>
    world.as('lostcard')('interviews.movePromise', { promise: id, version, to, why })
  expect(await move('2026-07-01', 1)).toMatchObject(refusal('BAD_INPUT', '已经过了'))
  expect(await move('2026-07-30', 1)).toMatchObject(refusal('BAD_INPUT', '没有变'))
  const { promise } = await good(move('2026-08-10', 1))
  expect(promise).toMatchObject({
    by: '2026-08-10',
    moves: [{ from: '2026-07-30', to: '2026-08-10', why: '设备晚到' }],
  })
  expect((await good(move('2026-08-10', 1))).promise.version).toBe(2)
  expect(questionIn(world, 'ivq_moved').answers[0]!.promise!.by).toBe('2026-08-10')
})

test('who promised and the hosts are reminded of what is due, once a day', async () => {
  const id = await promised('ivq_due', '2026-07-19')
  const mine = await good(world.as('lostcard')('interviews.myPromises', {}))
  expect(mine.promises.map((one) => one.id)).toContain(id)
  const atDesk = await good(world.as('county')('interviews.myPromises', { desk: hosted.desk }))
  expect(atDesk.promises.map((one) => one.id)).toContain(id)
  const before = (await told('lostcard', '答应工友的事快到期了')).length
  await world.cloud.fireTimer('interviews', 'promises')
  await world.cloud.fireTimer('interviews', 'promises')
  expect((await told('lostcard', '答应工友的事快到期了')).length).toBe(before + 1)
  expect((await told('county', '答应工友的事快到期了')).length).toBe(1)
  expect((await told('lostcard', '答应工友的事过期了')).length).toBe(1)
  now += DAY
  await world.cloud.fireTimer('interviews', 'promises')
  expect((await told('lostcard', '答应工友的事快到期了')).length).toBe(before + 2)
})
