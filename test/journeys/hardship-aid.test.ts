import type { Page } from 'playwright-core'
import { good } from '../../local/call-as'
import { personas } from '../../local/city/personas'
import { addPapers } from '../areas/papers'
import { fill, see, shown, startJourneyOn, tap, tickOf, type TimedJourney } from './support'

/**
 * Hardship aid from the pre-check to payment, every act by hand: reckoned on the phone, applied for with papers already
 * in the vault, one more paper asked for and brought, home visit, comparison, a masked notice that ends by itself,
 * decision, payment, stars.
 */

let journey: TimedJourney
beforeAll(async () => void (journey = await startJourneyOn('2026-07-13')), 120_000)
afterEach(() => journey.picture('hardship-end'))
afterAll(() => journey.close())

const worker = personas.find((one) => one.id === 'lostcard')!
const PAPERS = {
  idCard: 'idCard',
  householdBook: 'householdBook',
  income: 'incomeProof',
  authority: 'checkAuthority',
  diagnosis: 'diagnosis',
} as const

let phone: Page
let caseId = ''
const desk = () => `packages/staff/case/case?area=cases&id=${caseId}`
const story = () => `packages/cases/story/story?area=cases&id=${caseId}`
/** The same phone opens another page. */
const open = (page: Page, who: string, at: string) =>
  page.goto(`${journey.started.url}/app/?persona=${who}&page=${encodeURIComponent(at)}`)

test('reckoned on the phone without one call, applied for with papers that are held', async () => {
  await addPapers(journey.world, 'lostcard', PAPERS)
  phone = await journey.phoneOf('lostcard', 'pages/services/services')
  await tap(phone, '家里日子困难')
  await phone.waitForLoadState('networkidle')
  await tap(phone, '先算一算，能不能领帮扶')
  await see(phone, '家里几口人，挣多少')

  const calls: string[] = []
  phone.on('request', (request) => {
    if (/^\/(functions|storage|wx)\//.test(new URL(request.url()).pathname)) calls.push(request.url())
  })
  await tap(phone, '环翠区')
  await tap(phone, '本人')
  await fill(phone, /一年到手/, '30000')
  await tap(phone, '下一步')
  await fill(phone, /看病/, '20000')
  for (const none of [/学费/, /别的/, /突然/]) await fill(phone, none, '0')
  await tap(phone, '下一步')
  await tap(phone, '本人大病')
  await tap(phone, '算一算')
  await see(phone, '您家可能可以领帮扶')
  await tap(phone, /^要 5 样材料/)
  await journey.look(phone, 'hardship-verdict')
  expect(calls).toEqual([])

  await tap(phone, '照这个填申请')
  await tap(phone, '开始填')
  await fill(phone, /身份证号/, worker.idNumber)
  for (let page = 0; page < 3; page += 1) await tap(phone, '下一步')
  await fill(phone, /银行卡号/, '6200000000000000')
  await fill(phone, /哪家银行/, '海边银行')
  await tap(phone, '下一步')
  await see(phone, '您交过的 5 样')
  await journey.look(phone, 'hardship-papers')
  // Health is ticked by herself or not at all.
  expect(await tickOf(phone, '诊断证明').getAttribute('aria-checked')).toBe('false')
  await tickOf(phone, '诊断证明').tap()
  await tap(phone, '下一步')
  await tap(phone, '同意请民政部门核对家里的收入')
  await tap(phone, '同意公示')
  await journey.look(phone, 'hardship-review')
  await tap(phone, '交上去')
  await see(phone, '交上去了')
  await see(phone, '最晚 7月20日（周一）答复您')
  await journey.look(phone, 'hardship-done')
  const { rows } = await good(journey.world.as('lostcard')('cases.mine', {}))
  caseId = rows.find(({ kind }) => kind === 'hardship')!.id
}, 90_000)

test('the enterprise asks for one more paper; she brings it; the clock stood meanwhile', async () => {
  await journey.goTo('2026-07-15')
  const officer = await journey.phoneOf('officer', 'packages/staff/desk/desk')
  await tap(officer, worker.name)
  await tap(officer, '别的办法')
  await tap(officer, '还差材料，请工友补')
  await tap(officer, '看病的结算单')
  await tap(officer, '要盖章的那一张')
  await journey.look(officer, 'hardship-asking')
  await tap(officer, '请工友补这 1 样')
  await see(officer, `还差材料：已经告诉${worker.name}`)

  await journey.goTo('2026-07-17')
  await addPapers(journey.world, 'lostcard', { bills: 'settlementSheet' })
  await open(phone, 'lostcard', 'pages/home/home')
  await tap(phone, '去补材料')
  await see(phone, /要盖章的那一张/)
  await phone.getByRole('checkbox', { name: /看病的结算单/ }).tap()
  await journey.look(phone, 'hardship-supply')
  await tap(phone, '交给工会')
  // Five working days from the 13th, two of them stood still.
  await see(phone, '最晚 7月22日（周三）答复您')
  await journey.look(phone, 'hardship-supplied')

  await open(officer, 'officer', desk())
  await tap(officer, '初审通过，安排家访')
  await see(officer, '按下以后')
  await tap(officer, '初审通过')
  await see(officer, `初审通过：已经告诉${worker.name}`)
}, 60_000)

test('home visit and comparison; the notice is read masked by a colleague and ends by itself', async () => {
  await journey.goTo('2026-07-20')
  const town = await journey.phoneOf('town', desk())
  await tap(town, '家访过了，记下来')
  await see(town, '按下以后')
  await fill(town, /谁去的/, '姜晓燕、王海')
  await tap(town, '一样')
  await fill(town, /看到的情况/, '租房住，墙上挂着药')
  await journey.look(town, 'hardship-visit')
  await tap(town, '家访过了')
  await see(town, `家访过了：已经告诉${worker.name}`)

  const county = await journey.phoneOf('county', desk())
  await see(county, '租房住，墙上挂着药')
  await tap(county, '核对一致，往下办')
  await fill(county, /核对结果/, '与申报一致')
  await tap(county, '核对一致')
  await see(county, '正在公示')
  await journey.look(county, 'hardship-in-notice')

  const colleague = await journey.phoneOf('officer', 'packages/cases/notices/notices')
  await tap(colleague, '鞠＊，竹岛街道')
  await see(colleague, '困难职工建档帮扶公示')
  await journey.look(colleague, 'hardship-notice')
  expect(await colleague.locator('body').innerText()).not.toMatch(/洪波|海滨物业|6200|\d{6}/)
  await open(phone, 'lostcard', story())
  await see(phone, '公示到 7月27日（周一）')

  // Nobody objected: the day after its end the timer goes on, whoever sleeps.
  await journey.goTo('2026-07-28')
  await journey.started.cloud.fireTimer('cases', 'tick')
  await open(colleague, 'officer', 'packages/cases/notices/notices')
  await see(colleague, /公示/)
  expect(await shown(colleague, '鞠＊，竹岛街道').count()).toBe(0)
}, 60_000)

test('the county agrees, the city pays, she reads it and says how it went', async () => {
  const county = await journey.phoneOf('county', desk())
  await tap(county, '同意建档，定帮扶金')
  await tap(county, '深度困难')
  await fill(county, /帮扶金/, '5800')
  await journey.look(county, 'hardship-approving')
  await tap(county, '同意建档')
  await see(county, `同意建档：已经告诉${worker.name}`)

  await journey.goTo('2026-07-30')
  const city = await journey.phoneOf('city', desk())
  await tap(city, '钱发了，记下来')
  await fill(city, /发了多少/, '5800')
  await tap(city, '钱发了')
  await see(city, '办好了')
  await journey.look(city, 'hardship-paid-desk')

  await open(phone, 'lostcard', 'pages/inbox/inbox')
  await tap(phone, '钱发了')
  await see(phone, /5800 元已经打到您的银行卡/)
  await journey.look(phone, 'hardship-paid', { persona: 'lostcard', page: story() })
  await phone.getByRole('radio', { name: '5 颗星' }).tap()
  await fill(phone, '想说的话', '跑了一趟就办好了')
  await tap(phone, '就打这个分')
  await see(phone, '您打了 5 颗星：跑了一趟就办好了')
  await journey.look(phone, 'hardship-rated')
  expect(await journey.read('lostcard', caseId)).toMatchObject({ state: 'served', open: false })
  await journey.noErrors()
}, 60_000)
