import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { BrowserContext, Page } from 'playwright-core'
import { callAs, good } from '../../local/call-as'
import { someId } from '../../local/city/identity'
import { personas } from '../../local/city/personas'
import { startOfDay } from '../../miniprogram/rules/days'
import { addPaper, addPapers } from '../areas/papers'
import type { World } from '../areas/world'
import { errorsOf, phone, phoneContext } from '../web/browser'
import { see, shown, startJourney, tap, type Journey } from './support'

/** After handing in, on the worker's phone: papers asked for and brought, a notice and an objection, the end, and family. */

let journey: Journey
let world: World
const phones: { page: Page; context: BrowserContext }[] = []
let now = startOfDay('2026-07-13') + 10 * 3_600_000
async function goTo(day: string) {
  now = startOfDay(day) + 10 * 3_600_000
  for (const { context } of phones) await context.clock.setFixedTime(now)
}

beforeAll(async () => {
  journey = await startJourney(40, () => new Date(now))
  const { started } = journey
  const openidOf = (who: string) => personas.find(({ id }) => id === who)!.openid
  world = { url: started.url, openidOf, as: (who: string) => callAs(started.cloud, openidOf(who)) } as World
}, 120_000)
/** Each test's phones are put away at its end; what went wrong unseen in them fails it. */
afterEach(async () => {
  const wrong: string[] = []
  for (const { page, context } of phones.splice(0)) {
    wrong.push(...(await errorsOf(page)))
    await context.close()
  }
  expect(wrong).toEqual([])
})
afterAll(() => journey.close())
jest.setTimeout(120_000)

/** A phone whose own clock is the cloud's. */
async function phoneOf(persona: string, at: string, font = 17): Promise<Page> {
  const context = await phoneContext(journey.browser)
  await context.clock.setFixedTime(now)
  const page = await phone(journey.browser, journey.started.url, { persona, page: at, font, context })
  phones.push({ page, context })
  return page
}

/** Into the folder JOURNEY_PICTURES, to look at; `large` opens the same page in large type as well. */
async function picture(page: Page, name: string, large?: { persona: string; at: string }) {
  const folder = process.env.JOURNEY_PICTURES
  if (!folder) return
  mkdirSync(folder, { recursive: true })
  await page.waitForTimeout(600)
  await page.screenshot({ path: join(folder, `${name}.png`) })
  if (large) await picture(await phoneOf(large.persona, large.at, 23.8), `${name}-large`)
}

const WORKER = 'lostcard'
let caseId = ''
const read = async (who: string) => (await good(world.as(who)('cases.read', { caseId }))).case
async function acted(who: string, act: string, more: object = {}) {
  const { version } = await read(who)
  return (await good(world.as(who)('cases.decide', { caseId, version, act, note: '', ...more }))).case
}
const story = () => `packages/cases/story/story?area=cases&id=${caseId}`

test('what is asked stands on home; a sensitive paper is not ticked for her; brought, the clock goes on', async () => {
  const slots = {
    idCard: 'idCard',
    householdBook: 'householdBook',
    income: 'incomeProof',
    authority: 'checkAuthority',
    diagnosis: 'diagnosis',
  } as const
  const member = (relation: string, n: number, incomeFen: number) => ({ relation, idNumber: someId(n), incomeFen })
  const made = await good(
    world.as(WORKER)('cases.submit', {
      kind: 'hardship',
      version: 1,
      clientKey: 'after-applying-1',
      form: {
        district: '371002',
        members: [member('self', 720, 3_600_000), member('spouse', 721, 0), member('child', 722, 0)],
        medicalFen: 1_200_000,
        tuitionFen: 200_000,
        otherRigidFen: 0,
        lossFen: 0,
        cause: 'ownIllness',
        bankAccount: '990000000000000001',
        bankName: '海岬银行',
        compareConsent: true,
        noticeConsent: true,
      },
      papers: await addPapers(world, WORKER, slots),
    }),
  )
  caseId = made.case.id
  await addPaper(world, WORKER, 'settlementSheet')
  await goTo('2026-07-15')
  await acted('officer', 'ask', { note: '要盖医院章的那张', slots: ['bills', 'school'] })

  const page = await phoneOf(WORKER, 'pages/home/home')
  await see(page, '等您办的事')
  await picture(page, 'home-asked', { persona: WORKER, at: 'pages/home/home' })
  await tap(page, '去补材料')
  await see(page, '一次补齐这 2 样')
  await see(page, /要盖医院章的那张/)
  await picture(page, 'supply', { persona: WORKER, at: `packages/cases/supply/supply?area=cases&id=${caseId}` })
  // Held, but health is not ticked beforehand; the other one she does not have.
  await see(page, '先给看病的结算单打勾')
  await page.getByRole('checkbox', { name: /看病的结算单/ }).tap()
  await see(page, '还差学生证或录取通知书')
  await page.getByRole('textbox', { name: '有哪样拿不出来？' }).fill('孩子还没收到通知书')
  await picture(page, 'supply-ready')
  await tap(page, '先交这 1 样和说明')
  await see(page, '现在等工会')
  await see(page, '您补了材料')
  expect((await read(WORKER)).papers.map(({ slot }) => slot)).toContain('bills')
  await picture(page, 'story-back')
})

test('while it stands, the story says so, when an answer would come, and how every day was reckoned', async () => {
  await acted('officer', 'accept')
  await goTo('2026-07-16')
  await acted('town', 'ask', { note: '户口本每一页都要', slots: ['householdBook'] })
  await goTo('2026-07-20')
  const page = await phoneOf(WORKER, story())
  await see(page, '补一份户口本')
  await see(page, /今天补，最晚/)
  await picture(page, 'story-asked')
  await tap(page, '日子是怎么算的，按哪条规定')
  await see(page, /停下：等您补材料/)
  await picture(page, 'story-clock')
  const large = await phoneOf(WORKER, story(), 23.8)
  await see(large, '补一份户口本')
  await picture(large, 'story-asked-large')
  const mine = await phoneOf(WORKER, 'packages/cases/mine/mine')
  await see(mine, '等您办')
  await picture(mine, 'mine-asked', { persona: WORKER, at: 'packages/cases/mine/mine' })
})

test('a consent is taken back: the desk is shut out, and her page says what became of it', async () => {
  const page = await phoneOf(WORKER, story())
  await page.getByRole('button', { name: '收回诊断证明的同意' }).tap()
  await see(page, /谁也打不开它/)
  await picture(page, 'story-drop')
  await tap(page, '收回来')
  await see(page, '您收回了，工会不能再看')
  await picture(page, 'story-dropped')
  const opened = await world.as('officer')('cases.openPaper', { caseId, slot: 'diagnosis', reason: '再看看' })
  expect(opened.ok).toBe(false)
})

test('a colleague reads the notice, masked, and objects; the day after its end it is gone in words', async () => {
  const { version } = await read(WORKER)
  const book = await addPaper(world, WORKER, 'householdBook')
  const papers = [{ slot: 'householdBook', paper: book, consent: true as const }]
  await good(world.as(WORKER)('cases.supply', { caseId, version, papers, note: '' }))
  await acted('town', 'visited', { fields: { visitors: '姜晓燕、王海', agrees: 'yes', findings: '租房住' } })
  await acted('county', 'compared', { fields: { result: '与申报一致' } })

  const worker = await phoneOf(WORKER, story())
  await see(worker, '正在公示')
  await picture(worker, 'story-notice')

  const page = await phoneOf('officer', 'pages/me/me')
  await tap(page, '本单位的公示')
  await see(page, '鞠＊，竹岛街道')
  await picture(page, 'notices', { persona: 'officer', at: 'packages/cases/notices/notices' })
  await tap(page, '鞠＊，竹岛街道')
  await see(page, '环翠区总工会')
  expect(await page.locator('body').innerText()).not.toMatch(/洪波|海滨物业/)
  const { id } = (await good(world.as('officer')('cases.notices', {}))).notices[0]!
  await picture(page, 'notice', { persona: 'officer', at: `packages/cases/notice/notice?id=${id}` })
  await tap(page, '我有异议')
  await page.getByRole('textbox').fill('他家买了车')
  await see(page, '再写 5 个字')
  await page.getByRole('textbox').fill('他家今年刚买了车，请核实一下')
  await picture(page, 'notice-objecting')
  await tap(page, '交给工会核实')
  await see(page, '工会收到了，正在核实')
  await picture(page, 'notice-objected')

  await worker.reload()
  await see(worker, '有人提了异议，正在核实')
  expect(await worker.locator('body').innerText()).not.toMatch(/宋丽华|买了车/)
  await picture(worker, 'story-objected')

  await goTo('2026-08-20')
  await good(world.as(WORKER)('cases.dropConsent', { caseId, slot: 'notice' }))
  const gone = await phoneOf('officer', `packages/cases/notice/notice?id=${id}`)
  await see(gone, '这份公示撤下来了')
  await picture(gone, 'notice-gone')
})

test('refused, she asks the next level; agreed and paid, she reads the sum and says how it went, once', async () => {
  const { version } = await read(WORKER)
  await good(world.as('county')('cases.decide', { caseId, version, act: 'refuse', note: '按规定算下来，暂时够不上' }))
  const page = await phoneOf(WORKER, story())
  await see(page, '没同意')
  await picture(page, 'story-refused')
  await tap(page, '请上级再看一遍')
  await page.getByRole('textbox', { name: '为什么要再看一遍？' }).fill('去年住院花的钱没算进去')
  await picture(page, 'story-appeal')
  await page.getByRole('button', { name: '请上级再看一遍' }).tap()
  await see(page, '您请上级再看一遍')
  await acted('city', 'reopen')
  await acted('county', 'approve', { fields: { class: 'deep', grantFen: 600_000 } })
  await page.reload()
  await see(page, '同意了')
  await picture(page, 'story-approved')
  await acted('city', 'pay', { fields: { amountFen: 600_000 } })
  await page.reload()
  await see(page, '办好了')
  await see(page, /6000 元已经打到您的银行卡|6,000 元已经打到您的银行卡/)
  await picture(page, 'story-paid', { persona: WORKER, at: story() })
  await page.getByRole('radio', { name: '4 颗星' }).tap()
  await tap(page, '就打这个分')
  await see(page, /您打了 4 颗星/)
  expect(await shown(page, '这件事办得怎么样？').count()).toBe(0)
  await page.evaluate('window.scrollTo(0, 1200)')
  await picture(page, 'story-rated')
})

test('family: a code on one phone, typed on another; both see who may, and it ends at once', async () => {
  const page = await phoneOf('member', 'pages/me/me')
  await picture(page, 'me')
  await tap(page, '家里人')
  await tap(page, '给家里人一个码')
  await tap(page, '儿子')
  await picture(page, 'family-giving')
  await tap(page, '给儿子一个码')
  await see(page, /工会的人不会要/)
  await picture(page, 'family-code')
  const code = (await shown(page, /^\d{3} \d{3}$/).innerText()).replace(' ', '')

  const kin = await phoneOf('rider', 'packages/cases/family/family')
  await tap(kin, '输家里人给的码')
  const digits = kin.getByRole('textbox', { name: '家里人给的 6 个数字' })
  await digits.fill(code === '000000' ? '000001' : '000000')
  await tap(kin, '就是这个码')
  await see(kin, /这个码不对/)
  await picture(kin, 'family-wrong')
  await digits.fill(code)
  await tap(kin, '就是这个码')
  await see(kin, '好了，您可以替林＊兰办了')
  await tap(kin, '替林＊兰申请')
  await see(kin, '家里日子困难')
  await picture(kin, 'family-held', { persona: 'rider', at: 'packages/cases/family/family' })

  await tap(page, '记下了')
  await see(page, '家里人（儿子）')
  await picture(page, 'family-given', { persona: 'member', at: 'packages/cases/family/family' })
  await tap(page, '收回')
  await see(page, /从现在起不能再替您交/)
  await tap(page, '收回来')
  await see(page, '收回了')
  expect((await good(world.as('rider')('cases.authorities', {}))).held.filter(({ revoked }) => !revoked)).toEqual([])
})

test('the board is public: nothing before there are five, then bars by town', async () => {
  const page = await phoneOf('newcomer', 'packages/cases/board/board')
  await see(page, '还数不出来')
  await picture(page, 'board-empty')
  const row = (town: string, decided: number, inTimePercent: number, days: number) => ({
    town,
    decided,
    inTimePercent,
    days,
  })
  const rows = [
    row('竹岛街道', 41, 97, 12.4),
    row('孙家疃街道', 18, 100, 9.1),
    row('羊亭镇', 9, 78, 21),
    row('其他镇街', 6, 100, 8),
  ]
  journey.started.cloud.load('boards', [{ _id: 'time', day: '2026-08-20', from: '2025-09', until: '2026-08', rows }])
  // Kept for an hour on the phone: another one asks.
  const later = await phoneOf('newcomer', 'packages/cases/board/board')
  await see(later, '2025年9月到2026年8月，算到 8月20日')
  const towns = () => later.locator('.bar-town').allInnerTexts()
  expect(await towns()).toEqual(['孙家疃街道', '竹岛街道', '羊亭镇', '其他镇街'])
  await picture(later, 'board', { persona: 'newcomer', at: 'packages/cases/board/board' })
  await tap(later, '按期的多少')
  await see(later, '78%')
  await see(later, /少于 5 件的镇街并到/)
  await picture(later, 'board-in-time')
})
