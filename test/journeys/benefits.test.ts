import { codeImage } from '../../local/cloud/wechat/code-image'
import { good } from '../../local/call-as'
import { makeCardCode } from '../../miniprogram/rules/card-code'
import type { Page } from 'playwright-core'
import type { Offer } from '../../cloudfunctions/benefits/offers'
import { fill, scan, see, startJourney, tap, type Journey } from './support'
import { worldOf } from './desk-cases'
import type { World } from '../areas/world'

/** An offer found near me and used both ways; undone; the shop that did not honour it complained of. */

let journey: Journey
let world: World
let merchantId: string
let merchantName: string
let shopCode: string
beforeAll(async () => {
  journey = await startJourney(60)
  world = worldOf(journey.started)
  const [stands] = (await good(world.as('clerk')('membership.me', {}))).counters
  merchantId = stands!.merchantId
  merchantName = stands!.merchantName
  const counter = await good(world.as('clerk')('benefits.counter', { merchantId }))
  shopCode = counter.shopCode
  const { card } = await good(world.as('member')('membership.myCard', {}))
  expect(card?.state).toBe('active')
}, 120_000)
afterEach(() => journey.picture(expect.getState().currentTestName?.slice(0, 30) ?? 'end'))
afterAll(() => journey.close())

/** Holds a code before the camera. */
async function scanCode(page: Page, button: string | RegExp, text: string): Promise<void> {
  await scan(page, button, { name: 'code.png', mimeType: 'image/png', buffer: codeImage(text, 430) })
}

/** The calls of a function that a page makes from now on. */
function callsOf(page: Page, area: string): string[] {
  const calls: string[] = []
  page.on('request', (request) => {
    if (request.url().includes(`/functions/${area}`)) calls.push(request.postData() ?? '')
  })
  return calls
}

test('found near me and kept; used by the shop’s code, live for a minute; the clerk sees it at once and undoes it', async () => {
  const member = await journey.phoneOf('member', 'packages/benefits/nearby/nearby')
  await see(member, '地图')
  const looker = await journey.phoneOf('member', 'packages/benefits/nearby/nearby')
  await tap(looker, '地图')
  await see(looker, /环翠区/)
  await journey.picture('map')
  await fill(member, '找优惠', merchantName)
  await tap(member, merchantName)
  await see(member, '到店出示会员卡')
  await member.getByRole('button', { name: '收藏', exact: true }).tap()
  await see(member, '收藏好了')
  await journey.picture('offer')

  await scanCode(member, '店员忙？自己扫店里的码', shopCode)
  await see(member, '用哪个优惠')
  await tap(member, '85 折')
  await fill(member, /账单/, '186')
  await see(member, /^158\.10/)
  await journey.picture('here-bill')
  await tap(member, '记上，给店员看')
  await see(member, /^还亮 \d+ 秒$/)
  await journey.picture('here-live')
  const { word } = await good(world.as('clerk')('benefits.counter', { merchantId }))
  await see(member, new RegExp(word.text))

  const clerk = await journey.phoneOf('clerk', `packages/merchant/counter/counter?merchant=${merchantId}`)
  await see(clerk, '今天的词')
  await see(clerk, new RegExp(word.text))
  await see(clerk, /顾客自己记的/)
  await tap(clerk, '撤销')
  await tap(clerk, '顾客不买了')
  await see(clerk, '撤销了')
  await journey.noErrors()
}, 90_000)

test('a card is valid within one call, two offers on one bill, both on both phones', async () => {
  const one = (await good(world.as('clerk')('benefits.counter', { merchantId }))).offers[0]!
  const stored = world.cloud.read('offers', one.id) as Offer
  const rules = { ...stored.rules, withOthers: true }
  world.cloud.load('offers', [
    { ...stored, _id: 'of_a', covers: '套餐', rules, terms: { kind: 'percent', payPercent: 90 } },
    { ...stored, _id: 'of_b', covers: '主食', rules, terms: { kind: 'amountOff', fromFen: 5000, offFen: 500 } },
  ])
  const clerk = await journey.phoneOf('clerk', `packages/merchant/counter/counter?merchant=${merchantId}`)
  await see(clerk, '满 50 减 5')
  await see(clerk, '今天记的')
  const calls = callsOf(clerk, 'benefits')
  const { card } = await good(world.as('member')('membership.myCard', {}))
  await scanCode(clerk, '扫顾客的会员卡', makeCardCode(card!, Date.now()))
  await see(clerk, '有效')
  expect(calls.map((body) => (JSON.parse(body) as { action?: string }).action ?? body)).toHaveLength(1)
  await tap(clerk, '套餐')
  await see(clerk, '还能一起用')
  await tap(clerk, '主食')
  await fill(clerk, /账单/, '100')
  await see(clerk, /^85\.00/)
  await journey.picture('verify-both')
  await tap(clerk, '记上这一笔')
  await see(clerk, '记上了')
  await see(clerk, /^85\.00/)

  const member = await journey.phoneOf('member', 'packages/benefits/savings/savings')
  await see(member, /一共付 85\.00 元/)
  await tap(member, '按店')
  await see(member, merchantName)
  await journey.picture('savings-shops')
  await tap(member, '按月')
  await see(member, /^\d+ 月$/)
  await journey.noErrors()
}, 90_000)

test('complained of: on the desk of the union that signed with the shop; heard, settled, counted', async () => {
  const member = await journey.phoneOf('member', 'packages/benefits/savings/savings')
  await member
    .getByRole('button', { name: `评价或投诉${merchantName}` })
    .first()
    .tap()
  await tap(member, '投诉这家店')
  await tap(member, '开始填')
  await see(member, '怎么了')
  await see(member, merchantName)
  await tap(member, '不收会员卡')
  await tap(member, '选日子')
  await tap(member, '确定')
  await fill(member, '当时怎么回事', '店员说今天不收卡')
  await journey.picture('complaint')
  await tap(member, '下一步')
  await see(member, /照片/)
  await tap(member, '下一步')
  await see(member, '店员说今天不收卡')
  await tap(member, '交上去')
  await see(member, '交上去了')
  await journey.picture('complaint-in')

  const county = world.as('county')
  const { posts } = await good(county('membership.me', {}))
  const { desk, orgName } = posts.find(({ level }) => level === 'county')!
  const officer = await journey.phoneOf('county', 'packages/staff/desk/desk')
  await tap(officer, posts[0]!.orgName)
  await tap(officer, orgName)
  await tap(officer, /会员优惠投诉/)
  await see(officer, '不收会员卡')
  await see(officer, merchantName)
  await journey.picture('complaint-desk')
  await tap(officer, '问过店里了，记下来')
  await fill(officer, '店里怎么说', '新来的店员不知道')
  await tap(officer, '问过店里了')
  await see(officer, /^问过店里了：已经告诉/)
  await tap(officer, '是店里不对，写明怎么改')
  await fill(officer, '店里怎么改', '店员重新教过')
  await tap(officer, '是店里不对')
  await see(officer, /^是店里不对：已经告诉/)
  await journey.picture('complaint-settled')
  await tap(member, /看办到哪/)
  await see(member, `${merchantName}改了`)
  await see(member, /店员重新教过/)
  await journey.picture('complaint-read')

  await world.cloud.fireTimer('benefits', 'figures')
  const { complaints } = await good(county('benefits.figures', { desk }))
  expect(complaints).toContainEqual({ shop: merchantName, complained: 1, cardRefused: 1, upheld: 1 })
  await officer.goto(
    `${journey.started.url}/app/?persona=county&page=${encodeURIComponent(`packages/staff/savings/savings?desk=${desk}`)}`,
  )
  await see(officer, '有人投诉的店')
  await see(officer, '投诉 1 件，不收卡 1 件，查实 1 件')
  await journey.noErrors()
}, 90_000)
