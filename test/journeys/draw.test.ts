import { fill, see, startJourneyOn, tap, type TimedJourney } from './support'

/** Scarce goods by a draw: an officer opens it, a worker takes part, it is drawn by itself, she works it out again on her phone. */

let journey: TimedJourney
beforeAll(async () => {
  journey = await startJourneyOn('2026-07-13')
}, 120_000)
afterAll(() => journey.close())

test('opened, entered, drawn, worked out again, fetched', async () => {
  const officer = await journey.phoneOf('officer', 'packages/staff/desk/desk')
  await tap(officer, '抽签发放')
  await see(officer, '还没有开过。')
  await tap(officer, '开一次抽签')
  await tap(officer, '开始报名')
  await see(officer, /请填|请写|请选/)
  await fill(officer, '抽的是什么', '疗休养名额')
  await fill(officer, '说清楚有什么', '那香海五天四晚，吃住都包')
  await fill(officer, '几个名额', '1')
  await fill(officer, '算哪一类', '疗休养')
  await fill(officer, '抽中了怎么领', '带身份证到会里领通知')
  await journey.look(officer, 'draw-new')
  await tap(officer, '开始报名')
  await see(officer, '0 人')

  const worker = await journey.phoneOf('lostcard', 'pages/services/services')
  await tap(worker, '抽签')
  await journey.look(worker, 'draw-list', { persona: 'lostcard', page: 'packages/draws/list/list' })
  await tap(worker, '疗休养名额')
  await tap(worker, '我要参加')
  await see(worker, '已经报名')
  await journey.look(worker, 'draw-entered')

  await journey.goTo('2026-07-21')
  await journey.started.cloud.fireTimer('draws', 'draw')
  const winner = await journey.phoneOf('lostcard', 'packages/draws/list/list')
  await see(winner, '抽中了')
  await tap(winner, '疗休养名额')
  await see(winner, /您是第 1 个，抽中了/)
  await tap(winner, '在我手机上算一遍')
  await see(winner, '您手机上算出来的，跟公布的一样')
  await tap(winner, '看那把锁')
  await journey.look(winner, 'draw-won')

  const chair = await journey.phoneOf('officer', 'packages/draws/desk/desk')
  await tap(chair, '疗休养名额')
  await see(chair, '1 人')
  await journey.look(chair, 'draw-result')
  await tap(chair, '领了')
  await chair.getByRole('button', { name: '领了' }).waitFor({ state: 'detached' })
  await winner.reload()
  await see(winner, '抽中了，领走了')
  await journey.noErrors()
}, 120_000)
