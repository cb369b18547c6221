import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { good } from '../../local/call-as'
import { codeImage } from '../../local/cloud/wechat/code-image'
import { makeCardCode } from '../../miniprogram/rules/card-code'
import { creditCode } from '../areas/merchant-world'
import type { World } from '../areas/world'
import { worldOf } from './desk-cases'
import { fill, photograph, see, shown, startJourney, tap, type Journey } from './support'

/** A partner merchant by hand: a shop applies, the county signs, a clerk is bound by a code, a card is used, it is suspended. */

let journey: Journey
let world: World
const pictures = mkdtempSync(join(tmpdir(), 'union-shop-'))
beforeAll(async () => {
  journey = await startJourney(60)
  world = worldOf(journey.started)
}, 120_000)
afterEach(() => journey.picture(expect.getState().currentTestName?.slice(-30) ?? 'end'))
afterAll(async () => {
  await journey.close()
  rmSync(pictures, { recursive: true, force: true })
})

const SHOP = '建军家拌面'
let shot = 0
/** For who looks at the pages: JOURNEY_PICTURES. */
const look = (name: string) => journey.picture(`merchants-${(shot += 1)}-${name}`)

async function apply(owner: Page): Promise<void> {
  await tap(owner, '我是商家')
  await tap(owner, '我要让店加入')
  await tap(owner, '开始填')
  await fill(owner, '店名', SHOP)
  await tap(owner, '吃饭')
  await fill(owner, '您的名字', '毕建军')
  await fill(owner, '怎么找您', '0631-5000077')
  await fill(owner, '统一社会信用代码', creditCode(77).toLowerCase())
  await look('shop')
  await tap(owner, '下一步')
  await tap(owner, '选区和镇街')
  await tap(owner, '确定')
  await fill(owner, '哪条路，多少号', '海滨路 77 号')
  await tap(owner, '打开地图')
  await tap(owner, '同意，往下走')
  await tap(owner, '允许')
  await tap(owner, '我现在的位置')
  await see(owner, '在地图上标好了')
  for (let i = 0; i < 2; i += 1) {
    await shown(owner, '选几点').first().tap()
    await tap(owner, '确定')
  }
  await fill(owner, '店里的电话', '0631-5000077')
  await look('place')
  await tap(owner, '下一步')
  await tap(owner, '打折')
  await fill(owner, '收原价的百分之几', '80')
  await fill(owner, '哪些东西能用', '全部')
  await tap(owner, '没有')
  await look('offer')
  await tap(owner, '下一步')
  await tap(owner, '下一步')
  await photograph(owner, '营业执照')
  await tap(owner, '下一步')
  await look('review')
  await tap(owner, /^我答应/)
  await tap(owner, '交上去')
  await see(owner, '交上去了')
}

/** The county's desk, in two steps. */
async function sign(county: Page): Promise<void> {
  await tap(county, '都行，去签协议')
  await see(county, '按下以后')
  await tap(county, '都行')
  await tap(county, '协议签好了，写下来')
  await fill(county, '协议编号', '惠字 77 号')
  await tap(county, '选日子')
  const year = String(new Date().getFullYear() + 1)
  await county.locator('.wxp-wheel').getByText(year, { exact: false }).first().click()
  await tap(county, '确定')
  await look('agreement')
  await tap(county, '协议签好了')
  await see(county, /已经告诉/)
}

/** The member's card, held before the clerk's camera. */
async function scan(clerk: Page): Promise<void> {
  const { card } = await good(world.as('member')('membership.myCard', {}))
  const picture = join(pictures, 'card.png')
  writeFileSync(picture, codeImage(makeCardCode(card!, Date.now()), 430))
  await tap(clerk, '扫顾客的会员卡')
  const [chooser] = await Promise.all([clerk.waitForEvent('filechooser'), tap(clerk, '选一张图片')])
  await chooser.setFiles(picture)
}

test('a shop joins, its clerk records a card, the union suspends it, the card is refused there', async () => {
  const owner = await journey.phoneOf('rider', 'pages/me/me')
  await apply(owner)

  const { posts } = await good(world.as('county')('membership.me', {}))
  const { desk } = posts.find(({ level }) => level === 'county')!
  const { rows } = await good(world.as('county')('cases.queue', { desk }))
  const waiting = rows.find(({ name }) => name === SHOP)!
  const county = await journey.phoneOf('county', `packages/staff/case/case?area=benefits&id=${waiting.id}`)
  await see(county, /工友手机上就这样写/)
  await look('case')
  await sign(county)

  await owner.goto(`${journey.started.url}/app/?persona=rider&page=pages/me/me`)
  await tap(owner, '我的店')
  await see(owner, '正常')
  await look('my-shop')
  await tap(owner, '店员')
  await tap(owner, '添一个店员')
  const code = (
    await shown(owner, /^\d{3} \d{3}$/)
      .last()
      .innerText()
  ).replace(' ', '')

  const clerk = await journey.phoneOf('newcomer', 'packages/merchant/begin/begin')
  await tap(clerk, '我是店员')
  await fill(clerk, '店员码', code)
  await fill(clerk, '您叫什么', '小孙')
  await tap(clerk, '当店员')
  await see(clerk, SHOP)
  await scan(clerk)
  await see(clerk, /有效/)
  await look('valid')
  await fill(clerk, /账单/, '100')
  await tap(clerk, '记上这一笔')
  await see(clerk, '记上了')
  await look('recorded')
  // The owner's page came to know of the new clerk by itself.
  await shown(owner, '小孙').last().waitFor({ timeout: 15_000 })

  const list = await journey.phoneOf('county', 'packages/staff/desk/desk')
  await tap(list, '合作商家')
  await fill(list, '找商家', SHOP.slice(0, 3))
  await tap(list, SHOP)
  await tap(list, '暂停会员优惠')
  await tap(list, '优惠跟协议写的不一样')
  await tap(list, '暂停')
  await see(list, '恢复会员优惠')
  await look('suspended')

  await clerk.goto(`${journey.started.url}/app/?persona=newcomer&page=packages/merchant/counter/counter`)
  await scan(clerk)
  await see(clerk, /优惠跟协议写的不一样/)
  await look('refused')
  const search = await good(world.as('member')('benefits.search', { text: SHOP.slice(0, 3) }))
  expect(search.offers).toEqual([])
  await journey.noErrors()
}, 180_000)
