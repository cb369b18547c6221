import { good } from '../../local/call-as'
import { applyForHardship } from './desk-cases'
import { see, shown, startJourneyOn, tap, type TimedJourney } from './support'

/**
 * A consent taken back shuts the next desk out: what one desk could read, the next one cannot; its page says so, the
 * worker's says what became of it, and nobody looked at it after.
 */

let journey: TimedJourney
beforeAll(async () => void (journey = await startJourneyOn('2026-07-13')), 120_000)
afterEach(() => journey.picture('consent-end'))
afterAll(() => journey.close())

test('the first desk reads it; taken back, the next desk is refused; both pages say so', async () => {
  const { world } = journey
  const { id } = await applyForHardship(world, 'lostcard', 760)
  const desk = `packages/staff/case/case?area=cases&id=${id}`
  const story = `packages/cases/story/story?area=cases&id=${id}`

  const officer = await journey.phoneOf('officer', desk)
  await tap(officer, '诊断证明')
  await tap(officer, '核对申请里填的内容')
  await tap(officer, '打开看')
  await officer.waitForSelector('.wxp-viewer img')
  await journey.act('officer', id, 'accept')

  const worker = await journey.phoneOf('lostcard', story)
  await tap(worker, '谁看过我的资料')
  await see(worker, /核对申请里填的内容/)
  await journey.look(worker, 'consent-looks', { persona: 'lostcard', page: 'packages/vault/looks/looks' })
  await worker.goto(`${journey.started.url}/app/?persona=lostcard&page=${encodeURIComponent(story)}`)
  const town = await journey.phoneOf('town', desk)
  await see(town, /还有 5 份没看/)

  await worker.getByRole('button', { name: '收回诊断证明的同意' }).tap()
  await see(worker, /从现在起，工会谁也打不开它/)
  await journey.look(worker, 'consent-asking')
  await tap(worker, '收回来')
  await see(worker, '您收回了，工会不能再看')
  await see(worker, '您收回了“诊断证明”，工会不能再看')
  await journey.look(worker, 'consent-story', { persona: 'lostcard', page: story })

  // The desk had the page open already: what it still shows cannot be opened.
  await tap(town, '诊断证明')
  await tap(town, '核对金额和日期')
  await tap(town, '打开看')
  await see(town, /收回/)
  await journey.look(town, 'consent-refused')
  expect(await town.locator('.wxp-viewer img').count()).toBe(0)
  await town.reload()
  await see(town, '工友收回了同意，不能看')
  await see(town, /还有 4 份没看/)
  await journey.look(town, 'consent-desk', { persona: 'town', page: desk })
  await tap(town, '诊断证明')
  expect(await shown(town, '打开看').count()).toBe(0)

  const refused = await world.as('town')('cases.openPaper', { caseId: id, slot: 'diagnosis', reason: '再看看' })
  expect(refused).toMatchObject({ ok: false })
  // One look stands in the worker's record, made before.
  const { looks } = await good(world.as('lostcard')('vault.looks', {}))
  expect(looks.map(({ title, reason }) => [title, reason])).toEqual([['诊断证明', '核对申请里填的内容']])
  await journey.noErrors()
}, 90_000)
