import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { callAs, good } from '../../local/call-as'
import { personas } from '../../local/city/personas'
import { joinAs } from '../../local/costs'
import { fill, scan, see, shown, startJourney, tap, type Journey } from './support'

/**
 * The main job, by hand: a worker joins, the union's officer agrees, the card comes, a clerk scans its pixels and
 * records what it saved. Phones are browser contexts of their own; the clerk's scan decodes a picture of the worker's screen.
 */

let journey: Journey
let pictures: string
beforeAll(async () => {
  journey = await startJourney()
  pictures = mkdtempSync(join(tmpdir(), 'union-screens-'))
}, 120_000)
afterEach(() => journey.picture(expect.getState().currentTestName?.slice(-30) ?? 'end'))
afterAll(async () => {
  await journey.close()
  rmSync(pictures, { recursive: true, force: true })
})

const newcomer = personas.find((one) => one.id === 'newcomer')!

/** From home to the last page of the form. */
async function fillForm(worker: Page): Promise<void> {
  await tap(worker, '我要入会')
  await tap(worker, '我看过，同意《隐私说明》')
  await tap(worker, '用微信手机号，下一步')
  await tap(worker, '允许')
  await fill(worker, '姓名', newcomer.name)
  await fill(worker, '身份证号', newcomer.idNumber!)
  await tap(worker, '下一步')
  await tap(worker, '单位职工')
  await fill(worker, /干活/, '海滨物业')
  await tap(worker, '下一步')
}

async function chooseUnion(worker: Page): Promise<void> {
  await tap(worker, '按单位、地方或行业找')
  await fill(worker, /单位|工会/, '海滨')
  await tap(worker, '海滨物业工会')
  await see(worker, '海滨物业工会')
  await tap(worker, '下一步')
}

/** What the camera of another phone would see now: a picture file of this phone's screen. */
async function photograph(phone: Page, name: string): Promise<string> {
  const path = join(pictures, `${name}.png`)
  await phone.screenshot({ path })
  return path
}

/** An impatient finger: the same spot three times, whatever the button has become. */
async function pressThrice(phone: Page, words: string): Promise<void> {
  const box = (await shown(phone, words).last().boundingBox())!
  for (let i = 0; i < 3; i += 1) await phone.touchscreen.tap(box.x + box.width / 2, box.y + box.height / 2)
}

test('a worker joins, gets her card, shows it, a clerk records what it saved', async () => {
  const worker = await journey.phoneOf('newcomer', 'pages/home/home')
  await see(worker, '有事，找工会。')
  await fillForm(worker)
  await chooseUnion(worker)
  await see(worker, '9900**********0043')
  await tap(worker, /^同意用身份证号/)
  await tap(worker, '交上去')
  await see(worker, '交上去了')

  const officer = await journey.phoneOf('officer', 'pages/home/home')
  await tap(officer, '我的案头')
  await tap(officer, newcomer.name)
  await see(officer, '9900**********0043')
  await tap(officer, '同意入会')
  await see(officer, /马上成为会员/)
  await tap(officer, '同意入会')
  await see(officer, `同意入会：已经告诉${newcomer.name}`)

  await worker.goto(`${journey.started.url}/app/?persona=newcomer&page=pages/inbox/inbox`)
  await tap(worker, '您入会了')
  await see(worker, /秒后换新码/)
  await see(worker, '海滨物业工会')
  await see(worker, /^3710 \d{4} \d{4}$/)

  const clerk = await journey.phoneOf('clerk', 'packages/merchant/counter/counter')
  const screen = await photograph(worker, 'card')
  await scan(clerk, '扫顾客的会员卡', screen)
  await see(clerk, '有效')
  await see(clerk, '孙＊香')
  expect(await shown(clerk, newcomer.name).count()).toBe(0)
  await tap(clerk, '85 折')
  await fill(clerk, /账单/, '186')
  await see(clerk, /^158\.10/)
  await pressThrice(clerk, '记上这一笔')
  await see(clerk, '记上了')
  await see(clerk, /27\.90/)

  await tap(worker, '首页')
  await tap(worker, '会员卡')
  await see(worker, /27\.90/)
  await see(worker, '用了 1 次，看明细')

  // The third press fell on 扫下一位, which had taken the button's place, and was not heard.
  expect(await shown(clerk, '选一张图片').count()).toBe(0)
  await scan(clerk, '扫下一位', screen)
  await see(clerk, '不能用')
  await see(clerk, /这个码(用过|过期)了/)
  await journey.noErrors()
}, 120_000)

test('the card shows without a network once it has been opened, and its code is taken', async () => {
  const member = await journey.phoneOf('member', 'pages/card/card')
  await see(member, /秒后换新码/)
  await member.context().setOffline(true)
  await tap(member, '首页')
  await tap(member, '会员卡')
  await see(member, '没有网络，照样能用')
  const clerk = await journey.phoneOf('clerk', 'packages/merchant/counter/counter')
  await scan(clerk, '扫顾客的会员卡', await photograph(member, 'offline'))
  await see(clerk, '有效')
  await see(clerk, '林＊兰')
}, 60_000)

test('the network goes while a bill is recorded: the page says so, a second press does not double it', async () => {
  const member = await journey.phoneOf('member', 'pages/card/card')
  await see(member, /秒后换新码/)
  const clerk = await journey.phoneOf('clerk', 'packages/merchant/counter/counter')
  await scan(clerk, '扫顾客的会员卡', await photograph(member, 'broken'))
  await see(clerk, '有效')
  await tap(clerk, '85 折')
  await fill(clerk, /账单/, '100')
  // The request arrives, the answer is lost: the worst moment.
  await clerk.route('**/functions/benefits', async (route) => {
    await route.fetch()
    await route.abort()
  })
  await tap(clerk, '记上这一笔')
  await see(clerk, '网断了，不知道记上没有')
  await clerk.unroute('**/functions/benefits')
  await tap(clerk, '再记一次，不会多记')
  await see(clerk, '记上了')
  const mine = (await journey.started.cloud.invoke(
    'benefits',
    { action: 'mySavings', input: {} },
    { openid: 'persona-member' },
  )) as {
    data: { receipts: { billFen: number; at: number }[] }
  }
  const now = Date.now()
  expect(mine.data.receipts.filter((one) => one.billFen === 10_000 && now - one.at < 60_000)).toHaveLength(1)
}, 90_000)

test('a refusal is read with its reason; no union at the employer still leads to one', async () => {
  const { cloud, url } = journey.started
  const openid = personas.find((one) => one.id === 'rider')!.openid
  const [union] = (await good(callAs(cloud, openid)('membership.findUnion', { text: '海滨物业' }))).unions
  const made = await joinAs(cloud, url, openid, 900, union!.id)
  const officer = callAs(cloud, personas.find((one) => one.id === 'officer')!.openid)
  const note = '您不在我们这里上班。请到干活那个地方的工会申请'
  await good(officer('membership.decide', { caseId: made.id, version: 1, act: 'refuse', note }))

  const rider = await journey.phoneOf('rider', 'pages/home/home')
  await see(rider, '这次没有同意入会')
  await tap(rider, '看看怎么办')
  await see(rider, note)
  await rider.goto(`${journey.started.url}/app/?persona=rider&page=packages/membership/find-union/find-union`)
  await fill(rider, /单位|工会/, '没有这个单位')
  await tap(rider, '按干活的地方找')
  await tap(rider, '环翠区')
  await tap(rider, /^竹岛街道/)
  await see(rider, /联合工会|总工会/)
  await journey.noErrors()
}, 60_000)
