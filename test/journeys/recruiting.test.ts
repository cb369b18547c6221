import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { someId } from '../../local/city/identity'
import { personas } from '../../local/city/personas'
import { xlsxOf } from '../areas/roster-files'
import { fill, see, shown, startJourney, tap, type Journey } from './support'

/** 集中入会 and 名册 by hand: the officer's code, read by a camera and typed; a roster with one fault, mended. */

let journey: Journey
let officer: Page
const pictures = mkdtempSync(join(tmpdir(), 'union-stall-'))
beforeAll(async () => {
  journey = await startJourney(60)
}, 120_000)
afterEach(() => journey.picture(expect.getState().currentTestName?.slice(-30) ?? 'end'))
afterAll(async () => {
  await journey.close()
  rmSync(pictures, { recursive: true, force: true })
})

const newcomer = personas.find((one) => one.id === 'newcomer')!

async function openEvent(): Promise<string> {
  officer = await journey.phoneOf('officer', 'packages/staff/desk/desk')
  await tap(officer, '入会活动和名册')
  await tap(officer, '开一次入会活动')
  await tap(officer, '开活动，拿码')
  // A place is wanted.
  await see(officer, /请填|还没填/)
  await fill(officer, '在哪儿', '建材市场南门')
  await tap(officer, '开活动，拿码')
  await see(officer, '微信扫一扫，自己申请入会')
  return (
    await shown(officer, /^\d{3} \d{3}$/)
      .last()
      .innerText()
  ).replace(' ', '')
}

async function joinAtStall(worker: Page): Promise<void> {
  await see(worker, '加入海滨物业工会')
  await tap(worker, '我要入会')
  await tap(worker, '我看过，同意《隐私说明》')
  await tap(worker, '用微信手机号，下一步')
  await tap(worker, '允许')
  await fill(worker, '姓名', newcomer.name)
  await fill(worker, '身份证号', newcomer.idNumber!)
  await tap(worker, '下一步')
  await tap(worker, '进城务工')
  await tap(worker, '下一步')
  // The stall's union is chosen already.
  await see(worker, '海滨物业工会')
  await tap(worker, '下一步')
  await tap(worker, /^同意用身份证号/)
  await tap(worker, '交上去')
  await see(worker, '交上去了')
}

test('a stall: the officer opens it, a worker scans the code and joins, all are approved together, the card is there', async () => {
  const code = await openEvent()
  const picture = join(pictures, 'code.png')
  await officer.screenshot({ path: picture })

  const worker = await journey.phoneOf('newcomer', 'packages/recruiting/stall/stall')
  await tap(worker, '扫摊位上的码')
  const [chooser] = await Promise.all([worker.waitForEvent('filechooser'), tap(worker, '选一张图片')])
  await chooser.setFiles(picture)
  await joinAtStall(worker)

  const other = await journey.phoneOf('rider', 'packages/recruiting/stall/stall')
  await fill(other, /入会码/, '000000' === code ? '111111' : '000000')
  await see(other, /没有这个入会码/)
  await fill(other, /入会码/, code)
  await see(other, '加入海滨物业工会')

  // The counts come by themselves while people scan.
  await shown(officer, '全部同意 1 人').waitFor({ timeout: 20_000 })
  await tap(officer, '全部同意 1 人')
  await tap(officer, '全部同意')
  await see(officer, '同意了 1 人')
  await see(officer, '打印新会员名册')
  const card = await journey.phoneOf('newcomer', 'pages/card/card')
  await see(card, '海滨物业工会')
  await journey.noErrors()
}, 120_000)

async function choose(button: string, rows: string[][], first = false): Promise<void> {
  const chooser = officer.waitForEvent('filechooser')
  await tap(officer, button)
  if (first) await tap(officer, '同意，往下走')
  const mimeType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
  await (await chooser).setFiles({ name: '物业名册.xlsx', mimeType, buffer: xlsxOf({ rows }) })
}

test('a roster: one row is wrong and nothing is taken in; mended, it is taken in whole', async () => {
  officer = await journey.phoneOf('officer', 'packages/recruiting/home/home')
  await tap(officer, '传一份名册')
  const head = ['姓名', '身份证号', '手机号']
  await choose('选表格', [head, ['试名册', someId(900), ''], ['试名册', someId(901).slice(1), '']], true)
  await see(officer, '有 1 行要改')
  await see(officer, /第 3 行/)
  await see(officer, '身份证号是 18 位。请对着身份证再看一遍')
  await choose('改好了，再传', [head, ['试名册', someId(900), ''], ['试名册', someId(901), '']])
  await see(officer, '核对好了，没有毛病')
  await tap(officer, '收下这 2 人')
  await see(officer, '收好了')
  await see(officer, /新收了 2 人/)
  expect(journey.started.cloud.count('rosterEntries')).toBe(2)
  await journey.noErrors()
}, 60_000)
