import { codeImage } from '../../local/cloud/wechat/code-image'
import { good } from '../../local/call-as'
import { makeCardCode } from '../../miniprogram/rules/card-code'
import { dayOf } from '../../miniprogram/rules/days'
import type { Page } from 'playwright-core'
import type { Offer } from '../../cloudfunctions/benefits/offers'
import { fill, see, startJourney, tap, type Journey } from './support'
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
  await tap(page, button)
  const [chooser] = await Promise.all([page.waitForEvent('filechooser'), tap(page, '选一张图片')])
  await chooser.setFiles({ name: 'code.png', mimeType: 'image/png', buffer: codeImage(text, 430) })
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
  await journey.picture('complaint')
  // The rest of the form is the same as everywhere (test/journeys/aid): handed in by hand.
  const form = { merchant: merchantId, about: 'cardRefused', happenedOn: dayOf(Date.now()), story: '店员说今天不收卡' }
  const papers: never[] = []
  const submit = { kind: 'benefitComplaint', version: 1, clientKey: 'complaint-by-hand', form, papers }
  const made = (await good(world.as('member')('benefits.submit', submit))).case
  await member.goto(
    `${journey.started.url}/app/?persona=member&page=${encodeURIComponent(`packages/cases/story/story?area=benefits&id=${made.id}`)}`,
  )
  await see(member, /在问店里怎么回事/)

  const officer = await journey.phoneOf('county', `packages/staff/case/case?area=benefits&id=${made.id}`)
  await see(officer, '不收会员卡')
  await see(officer, merchantName)
  await journey.picture('complaint-desk')
  const county = world.as('county')
  const answered = await good(
    county('benefits.decide', {
      caseId: made.id,
      version: made.version,
      act: 'heard',
      note: '',
      fields: { answer: '新来的店员不知道' },
    }),
  )
  await good(
    county('benefits.decide', {
      caseId: made.id,
      version: answered.case.version,
      act: 'upheld',
      note: '',
      fields: { remedy: '店员重新教过' },
    }),
  )
  await world.cloud.fireTimer('benefits', 'figures')
  const { posts } = await good(county('membership.me', {}))
  const desk = posts.find(({ level }) => level === 'county')!.desk
  const { complaints } = await good(county('benefits.figures', { desk }))
  expect(complaints).toContainEqual({ shop: merchantName, complained: 1, cardRefused: 1, upheld: 1 })
  await officer.goto(
    `${journey.started.url}/app/?persona=county&page=${encodeURIComponent(`packages/staff/savings/savings?desk=${desk}`)}`,
  )
  await see(officer, '有人投诉的店')
  await see(officer, '投诉 1 件，不收卡 1 件，查实 1 件')
  await journey.noErrors()
}, 90_000)
