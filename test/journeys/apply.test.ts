import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { callAs, good } from '../../local/call-as'
import { idNumberOf } from '../../local/city/identity'
import { personas } from '../../local/city/personas'
import { see, shown, startJourney, tap, type Journey } from './support'

/**
 * Asking for hardship aid by hand: by life situation to the pre-check, which asks the network for nothing, on with its
 * numbers into the application, papers photographed (a real picture file each), handed in.
 */

let journey: Journey
let pictures: string
beforeAll(async () => {
  journey = await startJourney()
  pictures = mkdtempSync(join(tmpdir(), 'union-papers-'))
}, 120_000)
afterEach(() => journey.picture(expect.getState().currentTestName?.slice(-30) ?? 'end'))
afterAll(async () => {
  await journey.close()
  rmSync(pictures, { recursive: true, force: true })
})

const worker = personas.find((one) => one.id === 'lostcard')!
const childId = idNumberOf('other', '2015-06-01', 77, 'female')
const as = () => callAs(journey.started.cloud, worker.openid)

/** The box of this name, the `nth` of those that are shown. */
const box = (page: Page, name: RegExp, nth = 0) =>
  page.getByRole('textbox', { name }).filter({ visible: true }).nth(nth)
const fillNth = (page: Page, name: RegExp, nth: number, text: string) => box(page, name, nth).fill(text)

/** The application's calls of functions from now on. */
function countCalls(page: Page): string[] {
  const calls: string[] = []
  page.on('request', (request) => {
    const path = new URL(request.url()).pathname
    if (/^\/(functions|storage|wx)\b/.test(path)) calls.push(path)
  })
  return calls
}

/** Photographs a paper for a slot that is missing it: a picture file, as the phone's album gives it. */
async function photograph(page: Page, title: string, file: string, type = ''): Promise<void> {
  await page.getByRole('button', { name: `拍照，${title}`, exact: true }).tap()
  if (type) await tap(page, type)
  const chooser = page.waitForEvent('filechooser')
  await tap(page, '从手机相册选')
  // WeChat asks once whether its private interfaces may be used.
  if (!agreed) await tap(page, '同意，往下走')
  agreed = true
  await (await chooser).setFiles(file)
  await tap(page, '传上去')
  await page.getByRole('checkbox', { name: `同意这次用${title}`, exact: true }).waitFor({ timeout: 20_000 })
}
let agreed = false

test('from a life situation to the reckoning, the application with papers, and its answer by when', async () => {
  const phone = await journey.phoneOf('lostcard', 'pages/services/services')
  await tap(phone, '家里日子困难')
  await see(phone, '申请困难帮扶')
  await phone.waitForLoadState('networkidle')
  await tap(phone, '先算一算，能不能领帮扶')
  await see(phone, '家里几口人，挣多少')

  // The check: not one call from its first question to its answer.
  const calls = countCalls(phone)
  await tap(phone, '环翠区')
  await tap(phone, '本人')
  await fillNth(phone, /一年到手/, 0, '28800')
  await tap(phone, '再加一个')
  await phone.getByText('孩子', { exact: true }).nth(1).tap()
  await fillNth(phone, /一年到手/, 1, '0')
  await tap(phone, '下一步')
  await fillNth(phone, /看病/, 0, '21600')
  await fillNth(phone, /学费/, 0, '2000.5')
  await fillNth(phone, /别的/, 0, '0')
  await tap(phone, '下一步')
  await see(phone, '请填突然出事的损失')
  await fillNth(phone, /突然/, 0, '0')
  await tap(phone, '下一步')
  await tap(phone, '本人大病')
  await tap(phone, '算一算')
  await see(phone, '您家可能可以领帮扶')
  await see(phone, /^这是估算/)
  // (28800 − 21600 − 2000.50) ÷ 12 ÷ 2
  await see(phone, /^您家 216\.64/)
  await see(phone, /像是“深度困难”这一类/)
  await see(phone, /^要 5 样材料/)
  await see(phone, '还有 2 项可能合适')
  expect(calls).toEqual([])

  await tap(phone, '照这个填申请')
  await see(phone, '民政核对收入')
  await see(phone, '刚才算的数填好了，您接着填')
  await tap(phone, '开始填')
  expect(await box(phone, /一年到手/, 0).inputValue()).toBe('28800')
  await fillNth(phone, /身份证号/, 0, '123')
  await tap(phone, '下一步')
  await see(phone, /身份证号是 18 位/)
  await fillNth(phone, /身份证号/, 0, worker.idNumber)
  await fillNth(phone, /身份证号/, 1, childId)
  await tap(phone, '下一步')
  expect(await box(phone, /学费/).inputValue()).toBe('2000.5')
  await tap(phone, '下一步')
  await see(phone, '最主要的难处')
  await tap(phone, '下一步')
  await fillNth(phone, /银行卡号/, 0, '6200 0000 0000 0000')
  await fillNth(phone, /哪家银行/, 0, '海边银行')
  await tap(phone, '下一步')

  await see(phone, '还差 5 样')
  const file = join(pictures, 'paper.png')
  await phone.screenshot({ path: file })
  await photograph(phone, '本人身份证', file)
  await see(phone, '还差 4 样')
  await photograph(phone, '户口本', file)
  await photograph(phone, '收入证明', file, '单位证明')
  await photograph(phone, '核对收入的授权书', file)
  await tap(phone, '下一步')
  await see(phone, /^还差：诊断证明/)
  await photograph(phone, '诊断证明', file)
  // Her health is ticked by herself or not at all.
  const diagnosis = phone.getByRole('checkbox', { name: '同意这次用诊断证明' })
  expect(await diagnosis.getAttribute('aria-checked')).toBe('false')
  await tap(phone, '下一步')
  await see(phone, /要您打勾，工会才能看：诊断证明/)
  await diagnosis.tap()
  await tap(phone, '下一步')

  await see(phone, '尾号 0000')
  expect(await shown(phone, worker.idNumber).count()).toBe(0)
  await tap(phone, '交上去')
  await see(phone, '要您打勾同意，才能交')
  await tap(phone, '同意请民政部门核对家里的收入')
  // The request arrives, its answer is lost: the second press makes no second application.
  await phone.route('**/functions/cases', async (route) => {
    await route.fetch()
    await route.abort()
  })
  await tap(phone, '交上去')
  await see(phone, /不会交成两份/)
  await phone.unroute('**/functions/cases')
  await tap(phone, '再交一次')
  await see(phone, '交上去了')
  await see(phone, /^最晚 \d+月\d+日（周.）答复您$/)

  const { rows } = await good(as()('cases.mine', {}))
  const made = rows.filter(({ kind }) => kind === 'hardship')
  expect(made).toHaveLength(1)
  const { case: read } = await good(as()('cases.read', { caseId: made[0]!.id }))
  expect(read.papers.map(({ slot }) => slot).sort()).toEqual([
    'authority',
    'diagnosis',
    'householdBook',
    'idCard',
    'income',
  ])
  // The phone's estimate is the desk's sum.
  expect(read.reckoning!.lines.find(({ label }) => label === '每人每月')!.value).toBe('216.64 元')
  await journey.noErrors()
}, 180_000)

test('what is filled in on one phone is found on another; handed in once, it is not asked again', async () => {
  const first = await journey.phoneOf('lostcard', 'packages/cases/apply/apply?kind=mediation')
  await tap(first, '开始填')
  const stored = () => good(as()('cases.draft', { kind: 'mediation' }))
  const name = first.getByRole('textbox').filter({ visible: true }).first()
  await name.fill('海边小馆')
  await tap(first, '下一步')
  for (let tries = 0; tries < 50 && !(await stored()).draft; tries += 1) await first.waitForTimeout(100)
  expect(JSON.stringify((await stored()).draft)).toContain('海边小馆')

  const second = await journey.phoneOf('lostcard', 'packages/cases/apply/apply?kind=mediation')
  await see(second, '接着您上次填的')

  const again = await journey.phoneOf('lostcard', 'packages/cases/apply/apply?kind=hardship')
  await see(again, '您交过了，正在办')
}, 60_000)

test('somebody who is no member is led to joining before she fills anything in', async () => {
  const phone = await journey.phoneOf('newcomer', 'packages/cases/apply/apply?kind=hardship')
  await see(phone, '这一项，会员才能申请')
  await tap(phone, '去入会')
  await see(phone, '用微信手机号，下一步')
}, 60_000)
