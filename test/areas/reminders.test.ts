import { good } from '../../local/call-as'
import { addDays, startOfDay, type Day } from '../../miniprogram/rules/days'
import { limitationOf } from '../../miniprogram/rules/limitation'
import { openWorld, type World } from './world'

/** The year to go to arbitration: who has a dispute with the union hears of its end two months, one month and a week before. */

let now: Date
const goTo = (day: Day) => (now = new Date(startOfDay(day) + 10 * 3_600_000))
const KNEW = '2026-01-20'
const LAST = limitationOf({ about: 'other', knewOn: KNEW, jobEndedOn: KNEW, interruptions: [] }, KNEW).lastDay!

let world: World
beforeAll(async () => {
  goTo('2026-07-20')
  world = await openWorld(5, {}, () => now)
}, 60_000)
afterAll(() => world.close())

const tick = () => world.cloud.fireTimer('cases', 'tick')
const told = async (who: string) =>
  (await good(world.as(who)('inbox.list', {}))).messages.filter(({ title }) => title.startsWith('申请仲裁还剩'))

async function dispute(who: string, key: string) {
  const { towns } = (await good(world.as(who)('membership.city', {}))).districts[0]!
  const form = {
    matter: 'dismissed',
    story: '干了四年，突然不让来了',
    want: '补偿金',
    people: 1,
    employer: '远岬货运车队',
    knewOn: KNEW,
    job: 'over',
    jobEndedOn: KNEW,
    town: towns[0]!.code,
  }
  return (
    await good(world.as(who)('cases.submit', { kind: 'mediation', version: 1, clientKey: key, form, papers: [] }))
  ).case
}

test('each on its day, once, with the last day in it; none after the end', async () => {
  const open = await dispute('member', 'reminded-1')
  const gone = await dispute('rider', 'reminded-2')
  await good(world.as('rider')('cases.withdraw', { caseId: gone.id }))
  const heard: [left: number, day: Day, messages: number][] = []
  for (const left of [61, 60, 59, 31, 30, 8, 7, 6, -1]) {
    goTo(addDays(LAST, -left))
    await tick()
    await tick()
    heard.push([left, addDays(LAST, -left), (await told('member')).length])
  }
  expect(heard.map(([left, , messages]) => [left, messages])).toEqual([
    [61, 0],
    [60, 1],
    [59, 1],
    [31, 1],
    [30, 2],
    [8, 2],
    [7, 3],
    [6, 3],
    [-1, 3],
  ])
  const [newest] = await told('member')
  expect(newest).toMatchObject({ title: '申请仲裁还剩 7 天', unread: true, link: expect.stringContaining(open.id) })
  expect(newest!.text).toContain('2027年1月')
  expect(await told('rider')).toEqual([])
})
