import type { Page } from 'playwright-core'
import { good } from '../../local/call-as'
import { fill, photograph, see, shown, startJourneyOn, tap, turnTo, type TimedJourney } from './support'

/**
 * A danger at work by hand: reported with a photograph, taken up with the day by which it is mended, closed with a
 * photograph through a net that lets go twice; the worker sees it.
 */

let journey: TimedJourney
beforeAll(async () => void (journey = await startJourneyOn('2026-07-13')), 120_000)
afterEach(() => journey.picture('hazard-end'))
afterAll(() => journey.close())

/** A picture from the album, as large as the screen it shows. */
async function addPicture(page: Page, words: string, first = false): Promise<void> {
  await tap(page, words)
  const chooser = page.waitForEvent('filechooser')
  await tap(page, '从手机相册选')
  if (first) await tap(page, '同意，往下走')
  const buffer = await page.screenshot({ type: 'jpeg' })
  await (await chooser).setFiles({ name: 'railing.jpg', mimeType: 'image/jpeg', buffer })
}

/** The button of an act's sheet. */
const press = (page: Page, words: string) =>
  page.getByRole('dialog').getByText(words, { exact: true }).filter({ visible: true }).last().tap()

/** The picture that WeChat's viewer shows, once it is there. */
async function seePicture(page: Page): Promise<void> {
  await page.waitForFunction(`(document.querySelector('.wxp-viewer img') || {}).naturalWidth > 600`)
  await page.locator('.wxp-viewer').tap()
}

test('reported with a photo, taken up with a day, closed with a photo that the worker opens', async () => {
  const apply = 'packages/cases/apply/apply?kind=hazard'
  const worker = await journey.phoneOf('lostcard', apply)
  await tap(worker, '开始填')
  await tap(worker, '现在不会')
  await fill(worker, '哪儿不对', '二楼护栏松了，一靠就晃')
  await fill(worker, '在什么地方', '三号车间二楼')
  await journey.look(worker, 'hazard-form')
  await tap(worker, '下一步')
  await photograph(worker, '现场照片', { first: true })
  await tap(worker, '下一步')
  await tap(worker, '交上去')
  await see(worker, '交上去了')
  const { rows } = await good(journey.world.as('lostcard')('cases.mine', {}))
  const caseId = rows.find(({ kind, open }) => kind === 'hazard' && open)!.id
  const desk = `packages/staff/case/case?area=cases&id=${caseId}`
  const story = `packages/cases/story/story?area=cases&id=${caseId}`

  // Nobody reads who reported it.
  const officer = await journey.phoneOf('officer', desk)
  await see(officer, /^一位工友 · 身边隐患$/)
  expect(await shown(officer, /鞠洪波/).count()).toBe(0)
  await tap(officer, '看过了，定哪天前修好')
  await turnTo(officer, '哪天前修好', '24日')
  await fill(officer, '单位里谁负责修', '设备科于海')
  await fill(officer, '修好前怎么防着', '拉线围住，不许靠近')
  await press(officer, '看过了')
  await see(officer, '看过了：已经告诉一位工友')

  await journey.goTo('2026-07-22')
  const again = await journey.phoneOf('officer', desk)
  await tap(again, '修好了，去看过')
  await fill(again, '怎么修的', '换了新护栏，焊牢了')
  await fill(again, '谁去看的', '姜晓燕')
  await press(again, '修好了')
  await see(again, '要拍一张照片才能记')
  await journey.look(again, 'hazard-no-picture')

  await addPicture(again, '拍一张', true)
  await addPicture(again, '再加一张')
  await see(again, '再加一张')
  await again.getByRole('button', { name: '第 2 张，点开看' }).waitFor()
  await journey.look(again, 'hazard-pictures')
  await again.getByRole('button', { name: '不要第 2 张' }).tap()
  await again.getByRole('button', { name: '第 2 张，点开看' }).waitFor({ state: 'detached' })

  // No net: nothing is recorded, nothing has to be written again.
  await again.context().setOffline(true)
  await press(again, '修好了')
  await see(again, /照片没传完，还没有记|网络不通/)
  await journey.look(again, 'hazard-offline')
  await again.context().setOffline(false)
  expect(await journey.read('lostcard', caseId)).toMatchObject({ open: true })

  // The act arrives, its answer is lost; pressed again it is recorded once.
  let answers = 0
  await again.route('**/functions/cases*', async (route) => {
    if (!route.request().postData()?.includes('"decide"') || (answers += 1) > 1) return route.continue()
    await route.fetch()
    await route.abort()
  })
  await press(again, '修好了')
  await see(again, /网断了，不知道记上没有/)
  await journey.look(again, 'hazard-unsure')
  await press(again, '修好了')
  await see(again, /已经办过：修好了/)
  expect(answers).toBe(2)
  await shown(again, '看照片（1 张）').scrollIntoViewIfNeeded()
  await journey.look(again, 'hazard-closed', { persona: 'officer', page: desk })
  await tap(again, '看照片（1 张）')
  await seePicture(again)

  await worker.goto(`${journey.started.url}/app/?persona=lostcard&page=${encodeURIComponent(story)}`)
  await see(worker, '您报的隐患修好了')
  await shown(worker, '看照片（1 张）').scrollIntoViewIfNeeded()
  await journey.look(worker, 'hazard-story', { persona: 'lostcard', page: story })
  await tap(worker, '看照片（1 张）')
  await seePicture(worker)
  const done = await journey.read('lostcard', caseId)
  expect(done).toMatchObject({ state: 'served', open: false })
  expect(done.records.map(({ title, photos }) => [title, photos])).toEqual([
    ['看过了，定了修好的日子', 0],
    ['修好了', 1],
  ])
  await journey.noErrors()
}, 180_000)
