import type { Page } from 'playwright-core'
import { good } from '../../local/call-as'
import { personas } from '../../local/city/personas'
import { addPaper } from '../areas/papers'
import type { World } from '../areas/world'
import { applyForHardship, worldOf } from './desk-cases'
import { fill, see, shown, startJourney, tap, type Journey } from './support'

/**
 * Desks at work, by hand in Chromium: hardship aid decided at the enterprise, the town, the county and the city, with
 * one return for more papers; several joining applications at once; an officer applies for a worker.
 */

let journey: Journey
let world: World
beforeAll(async () => {
  journey = await startJourney()
  world = worldOf(journey.started)
}, 120_000)
afterEach(() => journey.picture(expect.getState().currentTestName?.slice(-30) ?? 'end'))
afterAll(() => journey.close())

const worker = personas.find((one) => one.id === 'lostcard')!

/** The act's sheet: what pressing will cause is read, then it is pressed. */
async function press(desk: Page, words: string | RegExp): Promise<void> {
  await see(desk, '按下以后')
  await tap(desk, words)
}

test('hardship aid goes through four desks, once back for a paper, each look with its reason', async () => {
  const made = await applyForHardship(world, 'lostcard', 700)
  const read = async () => (await good(world.as('lostcard')('cases.read', { caseId: made.id }))).case
  const page = `packages/staff/case/case?area=cases&id=${made.id}`

  const enterprise = await journey.phoneOf('officer', 'packages/staff/desk/desk')
  await tap(enterprise, worker.name)
  await see(enterprise, '算一算：家里的账')
  await see(enterprise, /还有 5 份没看/)
  await tap(enterprise, '户口本')
  await tap(enterprise, '打开看')
  await see(enterprise, /请写一句为什么/)
  await tap(enterprise, '核对申请里填的内容')
  await tap(enterprise, '打开看')
  await enterprise.waitForSelector('.wxp-preview, .wxp-overlay img, img[src*="/storage/"]', { timeout: 10_000 })
  const { looks } = await good(world.as('lostcard')('vault.looks', {}))
  expect(looks.map(({ title, reason }) => [title, reason])).toEqual([['户口本', '核对申请里填的内容']])

  // Back at the case, as on the phone after the pictures were closed.
  await enterprise.goto(`${journey.started.url}/app/?persona=officer&page=${encodeURIComponent(page)}`)
  await see(enterprise, /还有 4 份没看/)
  await tap(enterprise, `打给${worker.name}`)
  await tap(enterprise, '问清申请里的一件事')
  await tap(enterprise, '看号码，打电话')
  await see(enterprise, worker.phone)
  await tap(enterprise, '取消')
  await tap(enterprise, '别的办法')
  await tap(enterprise, '还差材料，请工友补')
  await see(enterprise, '按下以后')
  await tap(enterprise, '请工友补')
  await see(enterprise, /一次说清$/)
  await tap(enterprise, '看病的结算单')
  await tap(enterprise, '要盖章的那一张')
  await tap(enterprise, '请工友补这 1 样')
  await see(enterprise, `还差材料：已经告诉${worker.name}`)
  await see(enterprise, /^等工友补/)
  const asked = await read()
  expect(asked).toMatchObject({ state: 'returned', asked: { note: '要盖章的那一张', slots: [{ slot: 'bills' }] } })

  const bills = await addPaper(world, 'lostcard', 'settlementSheet')
  const papers = [{ slot: 'bills', paper: bills, consent: true as const }]
  await good(world.as('lostcard')('cases.supply', { caseId: made.id, version: asked.version, papers, note: '' }))

  await enterprise.reload()
  await see(enterprise, '住院结算单')
  await tap(enterprise, '初审通过，安排家访')
  await press(enterprise, '初审通过')
  await see(enterprise, `初审通过：已经告诉${worker.name}`)

  const town = await journey.phoneOf('town', page)
  await tap(town, '家访过了，记下来')
  await see(town, '按下以后')
  await tap(town, '家访过了')
  await see(town, /请填谁去的/)
  await fill(town, /谁去的/, '姜晓燕、王海')
  await tap(town, '一样')
  await fill(town, /看到的情况/, '租房住，墙上挂着药')
  await tap(town, '家访过了')
  await see(town, `家访过了：已经告诉${worker.name}`)

  const county = await journey.phoneOf('county', page)
  await see(county, '租房住，墙上挂着药')
  await tap(county, '核对一致，往下办')
  await fill(county, /核对结果/, '与申报一致')
  await tap(county, '核对一致')
  await tap(county, '同意建档，定帮扶金')
  await tap(county, '深度困难')
  await fill(county, /帮扶金/, '5800')
  await tap(county, '同意建档')
  await see(county, `同意建档：已经告诉${worker.name}`)
  await see(county, '打印困难职工帮扶决定书')

  const city = await journey.phoneOf('city', page)
  await tap(city, '钱发了，记下来')
  await fill(city, /发了多少/, '5800')
  await tap(city, '钱发了')
  await see(city, '办好了')
  expect(await read()).toMatchObject({ state: 'served', open: false })
  await journey.noErrors()
}, 240_000)

test("an officer's own application offers her no act", async () => {
  const made = await applyForHardship(world, 'officer', 730)
  const own = await journey.phoneOf('officer', `packages/staff/case/case?area=cases&id=${made.id}`)
  await see(own, /· 困难职工建档帮扶$/)
  expect(await shown(own, '初审通过，安排家访').count()).toBe(0)
  expect(await shown(own, '别的办法').count()).toBe(0)
}, 60_000)

test('several joining applications are decided with one act, and the result is said', async () => {
  const desk = await journey.phoneOf('officer', 'packages/staff/desk/desk')
  const { posts } = await good(world.as('officer')('membership.me', {}))
  const before = (await good(world.as('officer')('cases.queue', { desk: posts[0]!.desk }))).rows
  const joining = before.filter(({ kind }) => kind === 'joining')
  expect(joining.length).toBeGreaterThan(1)
  // One of them is decided elsewhere meanwhile: it is named, the others are done.
  await tap(desk, '选几件一起办')
  await tap(desk, '能一起的全选')
  await tap(desk, `一起办这 ${joining.length} 件`)
  await see(desk, '按下以后')
  const { id, version, name } = joining[0]!
  await good(world.as('officer')('membership.decide', { caseId: id, version, act: 'approve', note: '' }))
  await tap(desk, '同意入会')
  await see(desk, `${joining.length - 1} 件办好了，1 件没成`)
  await see(desk, name)
  await tap(desk, '回案头')
  const after = (await good(world.as('officer')('cases.queue', { desk: posts[0]!.desk }))).rows
  expect(after.filter(({ kind }) => kind === 'joining')).toEqual([])
  await journey.noErrors()
}, 90_000)

test('an officer writes down that a worker asked her in person, and goes on to the form in his name', async () => {
  const desk = await journey.phoneOf('officer', 'packages/staff/desk/desk')
  await tap(desk, '替工友申请')
  await fill(desk, '工友姓名', worker.name)
  await fill(desk, '身份证号', worker.idNumber)
  await tap(desk, '记下来，选要申请的')
  await see(desk, '请选一句怎么委托的，或自己写')
  await tap(desk, '本人到办公室口头申请')
  await tap(desk, '记下来，选要申请的')
  await see(desk, /^替.＊.?申请什么$/)
  const { given } = await good(world.as('lostcard')('cases.authorities', {}))
  expect(given.map(({ basis }) => basis)).toEqual(['本人到办公室口头申请'])
  await tap(desk, '急事要用钱')
  await desk.waitForFunction(`location.href.includes('apply') || document.body.innerText.includes('急')`)
}, 60_000)
