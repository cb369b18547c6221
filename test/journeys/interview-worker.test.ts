import { see, shown, startJourneyOn, tap, type TimedJourney } from './support'

/** A worker finds the micro-interview that is live, reads, joins a question, asks her own: on the phone. */

let journey: TimedJourney
beforeAll(async () => {
  journey = await startJourneyOn('2026-07-13')
}, 120_000)
afterAll(() => journey.close())

test('found, read, joined, asked with a number hidden', async () => {
  const worker = await journey.phoneOf('member', 'packages/interviews/list/list')
  await see(worker, '高温天干活，津贴怎么发？')
  await journey.look(worker, 'interview-list', { persona: 'member', page: 'packages/interviews/list/list' })
  await tap(worker, '高温天干活，津贴怎么发？')
  await see(worker, '工地不给高温津贴，找谁要？')
  await see(worker, /还有 38 分钟/)
  await see(worker, '先说这一件')
  await journey.look(worker, 'interview-live')
  const live = worker.url().match(/id=([^&]+)/)?.[1] ?? ''
  await journey.look(worker, 'interview-live-2', {
    persona: 'member',
    page: `packages/interviews/live/live?id=${live}`,
  })

  await worker.getByRole('button', { name: '我也问，207 人' }).click()
  await worker.getByRole('button', { name: '我问过，208 人' }).waitFor()
  await tap(worker, '车间没有空调，38 度还让加班，合不合规矩？')
  await see(worker, /气温到 37 度/)
  await journey.look(worker, 'interview-question')
  await tap(worker, '做成一张图，发给工友')
  await worker.waitForFunction(`(document.querySelector('.wxp-viewer img') || {}).naturalWidth === 750`)
  await journey.look(worker, 'interview-card')
  await worker.locator('.wxp-viewer').tap()
  await worker.locator('.wxp-nav-back:visible').last().tap()

  await tap(worker, '我要问一句')
  await tap(worker, '发出去')
  await see(worker, '请写几个字，想问什么')
  await worker.getByRole('textbox', { name: '您想问什么' }).fill('送外卖的有没有高温津贴')
  await see(worker, '有人问过差不多的')
  await journey.look(worker, 'interview-ask')
  await worker.getByRole('textbox', { name: '您想问什么' }).fill('宿舍没有空调，有事打 13800138000')
  await tap(worker, '发出去')
  await see(worker, /您写的手机号已经隐去/)
  await journey.look(worker, 'interview-asked')
  await tap(worker, '回去接着看')
  await tap(worker, '我问的')
  await see(worker, '主持人正在看')
  await journey.look(worker, 'interview-mine')

  // What was answered before is found by words and by who answers for it.
  const reader = await journey.phoneOf('newcomer', 'packages/interviews/archive/archive')
  await see(reader, '平台罚款说扣就扣，能不能管管？')
  const search = reader.getByRole('textbox', { name: '找以前的问答' })
  await search.fill('换电')
  await search.press('Enter')
  await see(reader, '电动车换电的地方太少，能不能多几个？')
  await shown(reader, '平台罚款说扣就扣，能不能管管？').waitFor({ state: 'detached' })
  await reader.getByRole('button', { name: '清空' }).tap()
  await see(reader, '平台罚款说扣就扣，能不能管管？')
  await tap(reader, '权益保障部')
  await shown(reader, '电动车换电的地方太少，能不能多几个？').waitFor({ state: 'detached' })
  await journey.look(reader, 'interview-archive')
  await journey.noErrors()
}, 120_000)
