import type { Page } from 'playwright-core'
import { good } from '../../local/call-as'
import { personas } from '../../local/city/personas'
import { codeImage } from '../../local/cloud/wechat/code-image'
import { makeCardCode } from '../../miniprogram/rules/card-code'
import { fill, see, shown, startJourneyOn, tap, type TimedJourney } from './support'

/**
 * A membership's life by hand: it goes with the worker to another union while her card goes on; the card is lost, made
 * anew, stopped and given back; and she leaves, which the committee declares.
 */

let journey: TimedJourney
beforeAll(async () => void (journey = await startJourneyOn('2026-07-13')), 120_000)
afterEach(() => journey.picture('membership-end'))
afterAll(() => journey.close())

const worker = personas.find((one) => one.id === 'member')!
const UNION = 'packages/me/union/union'

/** A clerk scans a code; what the counter says is waited for. */
async function scanned(clerk: Page, code: string, says: string | RegExp): Promise<void> {
  await tap(clerk, '扫顾客的会员卡')
  const [chooser] = await Promise.all([clerk.waitForEvent('filechooser'), tap(clerk, '选一张图片')])
  await chooser.setFiles({ name: 'code.png', mimeType: 'image/png', buffer: codeImage(code, 430) })
  await see(clerk, says)
}

async function codeOf(who: string): Promise<string> {
  const { card, now } = await good(journey.world.as(who)('membership.myCard', {}))
  return makeCardCode(card!, now)
}

test('transfer: she chooses the new union, its officer takes her, the card goes on', async () => {
  const phone = await journey.phoneOf('member', UNION)
  await see(phone, '竹岛街道联合工会')
  await journey.look(phone, 'member-union', { persona: 'member', page: UNION })
  await tap(phone, '转会')
  await see(phone, '换了单位，转到新工会')
  await journey.look(phone, 'transfer-start')
  await tap(phone, '开始填')
  await tap(phone, '按单位、地方或行业找')
  await fill(phone, /单位|工会/, '海滨')
  await tap(phone, '海滨物业工会')
  await fill(phone, /在哪儿干活/, '海滨物业')
  await journey.look(phone, 'transfer-form')
  await tap(phone, '下一步')
  await journey.look(phone, 'transfer-review')
  await tap(phone, '交上去')
  await see(phone, '交上去了')
  await journey.look(phone, 'transfer-done')
  await tap(phone, '看办到哪一步')
  await see(phone, /海滨物业工会/)
  await journey.look(phone, 'transfer-story')

  const card = await journey.phoneOf('member', 'pages/card/card')
  await see(card, /秒后换新码/)
  await see(card, '竹岛街道联合工会')

  const officer = await journey.phoneOf('officer', 'packages/staff/desk/desk')
  await tap(officer, worker.name)
  await see(officer, '从竹岛街道联合工会转来')
  await journey.look(officer, 'transfer-desk')
  await tap(officer, '同意接收')
  await see(officer, /会籍马上转到本工会/)
  await tap(officer, '同意接收')
  await see(officer, `同意接收：已经告诉${worker.name}`)

  const inbox = await journey.phoneOf('member', 'pages/inbox/inbox')
  await tap(inbox, '转会办好了')
  await see(inbox, /秒后换新码/)
  await see(inbox, '海滨物业工会')
  await journey.noErrors()
}, 120_000)

test('the card: lost, made anew, the old code refused; stopped by her officer, who says why, and given back', async () => {
  const clerk = await journey.phoneOf('clerk', 'packages/merchant/counter/counter')
  const old = await codeOf('member')
  const phone = await journey.phoneOf('member', 'pages/card/card')
  await see(phone, /秒后换新码/)
  await journey.look(phone, 'card-works', { persona: 'member', page: 'pages/card/card' })
  await tap(phone, '丢了、换手机')
  await see(phone, '换了新手机，旧手机里的卡作废')
  await journey.look(phone, 'card-ways')
  await tap(phone, '卡丢了，马上挂失')
  await see(phone, '这张卡挂失了')
  await journey.look(phone, 'card-lost')
  await tap(phone, '补一张新卡')
  await see(phone, /秒后换新码/)
  await scanned(clerk, old, '这是旧卡')

  const { membership } = await ids()
  const asked = { ...membership, reason: '会籍资料要重新核对' }
  await good(journey.world.as('officer')('membership.suspendCard', asked))
  const stopped = await journey.phoneOf('member', 'pages/card/card')
  await see(stopped, '这张卡停用了')
  await see(stopped, /会籍资料要重新核对/)
  await journey.look(stopped, 'card-stopped', { persona: 'member', page: 'pages/card/card' })
  const again = await journey.phoneOf('clerk', 'packages/merchant/counter/counter')
  await scanned(again, await codeOf('member'), '这张卡停用了')
  await journey.look(again, 'card-stopped-counter')
  expect(await shown(again, /重新核对/).count()).toBe(0)
  await good(journey.world.as('officer')('membership.restoreCard', { ...asked, reason: '核对过了，没有问题' }))
  await journey.noErrors()
}, 120_000)

/** Her membership as her officer names it. */
async function ids() {
  const desk = (await good(journey.world.as('officer')('membership.me', {}))).posts[0]!.desk
  const { members } = await good(
    journey.world.as('officer')('membership.findMembers', { desk, by: 'name', text: worker.name }),
  )
  return { membership: { desk, id: members[0]!.id } }
}

test('leaving: said, declared, over; the card says so, and leads back', async () => {
  const phone = await journey.phoneOf('member', UNION)
  await tap(phone, '退会')
  await see(phone, '我要退会')
  await journey.look(phone, 'leaving-start')
  await tap(phone, '开始填')
  await journey.look(phone, 'leaving-form')
  await tap(phone, '下一步')
  await tap(phone, /我知道：会员卡会停/)
  await journey.look(phone, 'leaving-review')
  await tap(phone, '交上去')
  await see(phone, '交上去了')
  await journey.look(phone, 'leaving-done')

  const officer = await journey.phoneOf('officer', 'packages/staff/desk/desk')
  await tap(officer, worker.name)
  await journey.look(officer, 'leaving-desk')
  await tap(officer, '宣布退会')
  await see(officer, /退会是会员的自由/)
  await tap(officer, '宣布退会')
  await see(officer, `宣布退会：已经告诉${worker.name}`)

  const card = await journey.phoneOf('member', 'pages/card/card')
  await see(card, '您退会了，这张卡不能用了')
  await journey.look(card, 'card-retired', { persona: 'member', page: 'pages/card/card' })
  await tap(card, '我要入会')
  await see(card, /您是谁|加入工会|入会/)
  await journey.noErrors()
}, 120_000)
