import type { Page } from 'playwright-core'
import { good } from '../../local/call-as'
import { fill, see, startJourneyOn, tap, turnTo, type TimedJourney } from './support'

/**
 * A micro-interview by hand, on three phones: the host prepares it and lets questions in, an interviewee sits down and
 * answers, promises and passes on, workers ask and vote; a week later what was promised and is late opens the next one.
 */

let journey: TimedJourney
beforeAll(async () => void (journey = await startJourneyOn('2026-07-13')), 120_000)
afterEach(() => journey.picture('interview-end'))
afterAll(() => journey.close())

const TOPIC = '夜班食堂几点关门'
/** The button of a sheet. */
const press = (page: Page, words: string) =>
  page.getByRole('dialog').getByText(words, { exact: true }).filter({ visible: true }).last().tap()
const back = (page: Page) => page.locator('.wxp-nav-back:visible').last().tap()

/** Opened anew, as one comes back to it. */
async function again(page: Page): Promise<void> {
  await page.reload()
  await tap(page, TOPIC)
}

async function prepare(host: Page, topic: string): Promise<void> {
  await tap(host, '开一场微访谈')
  await fill(host, '谈什么', topic)
  await tap(host, '福利帮扶')
  await fill(host, '请大家来问什么', '后勤的和工会的都来，吃饭、住宿的事当面说。')
  await fill(host, '姓名', '邹立新')
  await fill(host, '职务', '后勤部主任')
}

async function ask(worker: Page, text: string): Promise<void> {
  await tap(worker, '我要问一句')
  await fill(worker, '您想问什么', text)
  await tap(worker, '发出去')
  await see(worker, '发出去了')
  await tap(worker, '回去接着看')
}

test('asked, merged, voted, answered, promised, passed on, closed; the next one opens with what is late', async () => {
  // The host prepares it the day before.
  const { posts } = await good(journey.world.as('county')('membership.me', {}))
  const desk = encodeURIComponent(posts.find(({ level }) => level === 'county')!.desk)
  const host = await journey.phoneOf('county', `packages/staff/interviews/list?desk=${desk}`)
  await journey.look(host, 'host-list')
  await prepare(host, TOPIC)
  await journey.look(host, 'host-prepare')
  await tap(host, '发布')
  await see(host, '发布这一场？')
  await tap(host, '发布')
  await see(host, '来答的 1 位，到了 0 位')
  await journey.look(host, 'host-published')

  // The interviewee sits down with the code that the host reads out.
  await tap(host, '来答的 1 位，到了 0 位')
  await tap(host, '给一个码')
  const digits = host.locator('.seat-digits').filter({ visible: true })
  await digits.waitFor()
  const code = (await digits.textContent())!
  await journey.look(host, 'host-code')
  await tap(host, '收起')
  const guest = await journey.phoneOf('rider', 'packages/interviews/seat/seat')
  await fill(guest, '主持人给的码', 'AAAA2345')
  await tap(guest, '坐下')
  await journey.look(guest, 'seat-wrong', { persona: 'rider', page: 'packages/interviews/seat/seat' })
  await fill(guest, '主持人给的码', code)
  await tap(guest, '坐下')
  await see(guest, '邹立新，后勤部主任')
  await journey.look(guest, 'seat-empty')

  // Two workers ask nearly the same, one of them more.
  const worker = await journey.phoneOf('member', 'packages/interviews/list/list')
  await tap(worker, TOPIC)
  await ask(worker, '夜班下来食堂关门了，吃不上热饭')
  await ask(worker, '去年工伤的补助到现在没有发下来')
  const other = await journey.phoneOf('lostcard', 'packages/interviews/list/list')
  await tap(other, TOPIC)
  await ask(other, '食堂晚上能不能多开一个窗口')
  await ask(other, '宿舍的热水到几点')

  // The host lets in, makes two into one, puts it on top.
  await again(host)
  await see(host, '夜班下来食堂关门了，吃不上热饭')
  await journey.look(host, 'host-queue')
  await tap(host, '夜班下来食堂关门了，吃不上热饭')
  await journey.look(host, 'host-question')
  await tap(host, '放出来')
  await see(host, '放出来了，大家看得到')
  await tap(host, '食堂晚上能不能多开一个窗口')
  await tap(host, '合并到…')
  await press(host, '夜班下来食堂关门了，吃不上热饭')
  await journey.look(host, 'host-merge')
  await press(host, '合并')
  await see(host, '合并了，问的人都留着，也告诉了')
  for (const text of ['去年工伤的补助到现在没有发下来', '宿舍的热水到几点']) {
    await tap(host, text)
    await tap(host, '放出来')
    await see(host, '放出来了，大家看得到')
  }

  // The hour begins. The other worker wants to know as well.
  await journey.goTo('2026-07-14')
  await again(other)
  await see(other, '正在访谈')
  const vote = other.getByRole('button', { name: '我也问，1 人' }).filter({ visible: true })
  await vote.first().click()
  await other.getByRole('button', { name: '我问过，2 人' }).first().waitFor()
  await ask(other, '新来的什么时候发饭卡')
  await again(worker)
  await tap(worker, '我问的')
  await journey.look(worker, 'worker-mine')

  // He answers one, promises one, passes one on.
  await again(guest)
  await see(guest, '夜班下来食堂关门了，吃不上热饭')
  await journey.look(guest, 'seat-live')
  await tap(guest, '宿舍的热水到几点')
  await tap(guest, '现在答复')
  await fill(guest, '您的答复', '热水到夜里十一点，冬天到十二点。')
  await tap(guest, '点一下，开始说')
  await tap(guest, '同意，往下走')
  await tap(guest, '允许')
  await see(guest, '说完了')
  await guest.waitForTimeout(1600)
  await tap(guest, '说完了')
  await see(guest, /^听 [12] 秒$/)
  await journey.look(guest, 'seat-answer')
  await tap(guest, '发出答复')
  await tap(guest, '夜班下来食堂关门了，吃不上热饭')
  await tap(guest, '答应办')
  await fill(guest, '答应办什么', '夜宵窗口开到凌晨一点')
  await fill(guest, '谁来办', '后勤部')
  await turnTo(guest, '哪天前办成', '20日')
  await fill(guest, '跟大家说几句', '这件事我们管，下个星期一开起来。')
  await journey.look(guest, 'seat-promise')
  await tap(guest, '答应下来')
  await tap(guest, '去年工伤的补助到现在没有发下来')
  await tap(guest, '转去办')
  await fill(guest, '跟问的人说几句', '要看您的具体情况，请专人来办。')
  await tap(guest, '转去办')
  await journey.look(guest, 'seat-done')

  // Both who asked about the canteen read the promise.
  await again(worker)
  await see(worker, '夜宵窗口开到凌晨一点')
  await journey.look(worker, 'worker-answered')
  await tap(worker, '宿舍的热水到几点')
  await tap(worker, /^听 [12] 秒$/)
  await see(worker, /^在放 [12] 秒$/)
  await journey.look(worker, 'worker-hears')
  await see(worker, /^听 [12] 秒$/)
  await back(worker)
  await tap(other, '我问的')
  await journey.look(other, 'other-mine')

  // The host ends it, and closes it the day after: what nobody answered becomes an application.
  await again(host)
  await tap(host, '管时间')
  await tap(host, '现在结束')
  await tap(host, '结束')
  await see(host, '结束了，没答的接着补答')
  await journey.look(host, 'host-ended')
  await journey.goTo('2026-07-15')
  await again(host)
  await tap(host, '管时间')
  await tap(host, '现在收尾')
  await tap(host, '收尾')
  await see(host, '收尾了，没答的都转成申请了')
  await see(host, '5 条，2 人')
  await journey.look(host, 'host-closed')
  await again(other)
  await tap(other, '我问的')
  await see(other, '转去办了')
  await journey.look(other, 'other-closed')

  // A week later the promise is late, and stands at the head of the next one.
  await journey.goTo('2026-07-20')
  await back(host)
  await prepare(host, '夏天怎么歇班')
  await tap(host, '发布')
  await see(host, '发布这一场？')
  await tap(host, '发布')
  await see(host, '来答的 1 位，到了 0 位')
  await journey.goTo('2026-07-21')
  const next = await journey.phoneOf('lostcard', 'packages/interviews/list/list')
  await tap(next, '夏天怎么歇班')
  await see(next, '先说这一件')
  await see(next, /夜宵窗口开到凌晨一点/)
  await journey.look(next, 'next-session')

  // It is kept after all: everybody reads how.
  await again(guest)
  await tap(guest, '我答应过的事')
  await journey.look(guest, 'my-promises')
  await tap(guest, '晚了，说一声')
  await tap(guest, '做成了')
  await fill(guest, '做成了什么样', '昨天夜里开到了一点')
  await tap(guest, '做成了，告诉大家')
  await see(guest, '做成了')
  await tap(next, /上次答应 1 件/)
  await tap(next, '做成了')
  await see(next, '昨天夜里开到了一点')
  await journey.look(next, 'promise-kept')
  await journey.noErrors()
}, 240_000)
