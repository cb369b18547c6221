import type { OutputOf } from '../../miniprogram/client/call'
import { codeIn } from '../../miniprogram/packages/merchant/begin/code-in'
import { clerkLines, leftWords, saidCode } from '../../miniprogram/packages/merchant/clerks/clerks-view'
import { figuresView, monthBeside, sayMonth } from '../../miniprogram/packages/merchant/figures/figures-view'
import { applyUrl, shopView, type Shop } from '../../miniprogram/packages/merchant/shop/shop-view'
import { merchantLines, tagOf, type Row } from '../../miniprogram/packages/staff/merchants/merchants-view'

/** What the owner's pages and the union's list show. */

const TODAY = '2026-07-13'
const row: Row = {
  id: 'mer_1',
  name: '海边面馆',
  category: 'eat',
  state: 'active',
  shut: null,
  until: '2027-07-12',
  district: '海滨区',
  branches: 1,
  offers: 1,
}
const shop: Shop = {
  ...row,
  phone: '0631-5000001',
  creditCode: '',
  case: null,
  agreement: { number: '惠字 1 号', from: '2026-01-01', until: '2027-07-12' },
  why: '',
  quitOn: null,
  since: '2026-01-01',
  orgName: '海滨区总工会',
  places: [],
  deals: [],
  clerks: 1,
  history: [],
}
const ending = (until: string, more: object = {}) =>
  shopView({ ...shop, until, agreement: { ...shop.agreement, until }, ...more }, TODAY)

test('renewing is offered from three months before the end until three months after', () => {
  expect(ending('2027-07-12')).toMatchObject({ mayRenew: false, tag: { text: '正常' } })
  expect(ending('2026-10-01')).toMatchObject({ mayRenew: true, tag: { text: '正常' } })
  expect(ending('2026-09-01')).toMatchObject({ mayRenew: true, tag: { text: '快到期' } })
  expect(ending('2026-07-01', { state: 'ended' })).toMatchObject({ mayRenew: true, mayChange: false })
  expect(ending('2026-03-01', { state: 'ended' })).toMatchObject({ mayRenew: false })
  expect(ending('2026-09-01', { quitOn: '2026-08-01' }).quits).toContain('8月1日')
})

test('an application about the shop names shop and offer', () => {
  expect(applyUrl('offerChange', 'mer_1', 'd1')).toMatch(/kind=offerChange&about=mer_1\.d1$/)
  expect(applyUrl('merchantQuitting', 'mer_1')).toMatch(/about=mer_1$/)
})

test('codes: said in two halves, read however they are typed or scanned, over after their time', () => {
  expect(saidCode('384920')).toBe('384 920')
  for (const text of ['384920', ' 384 920', 'merchant-clerk:384920', '３８４９２０'])
    expect(codeIn(text)).toBe('384920')
  for (const text of ['', '12345', 'https://example.test/384920']) expect(codeIn(text)).toBeNull()
  expect(leftWords(600_000, 0)).toContain('10 分钟')
  expect(leftWords(600_000, 600_000)).toBe('')
})

test('clerks: the owner first', () => {
  const one = (name: string, owner: boolean) => ({ id: name, name, since: '2026-01-01', owner, usesToday: 2 })
  expect(clerkLines([one('小于', false), one('王店主', true)]).map(({ name }) => name)).toEqual(['王店主', '小于'])
})

test('figures: bars as parts of the longest, a small one still seen; months turn over the year', () => {
  const sums = { times: 101, savedFen: 1000, billFen: 9000 }
  const read: OutputOf<'benefits.shopFigures'> = {
    merchantName: '海边面馆',
    since: '2026-01-01',
    month: '2026-07',
    sums,
    today: { times: 1, savedFen: 100, billFen: 900 },
    days: [
      { day: '2026-07-01', times: 100, savedFen: 900, billFen: 8100 },
      { day: '2026-07-02', times: 0, savedFen: 0, billFen: 0 },
      { day: '2026-07-03', times: 1, savedFen: 100, billFen: 900 },
    ],
    offers: [],
    clerks: [{ id: '', name: '顾客自己扫的', ...sums }],
  }
  const view = figuresView(read)
  expect(view.days.map(({ part }) => part)).toEqual([100, 0, 4])
  expect(view.ends).toEqual(['7月1日', '7月2日', '7月3日'])
  expect(view.clerks[0]!.words).toContain('101 次')
  expect([monthBeside('2026-01', -1), monthBeside('2026-12', 1)]).toEqual(['2025-12', '2027-01'])
  expect(sayMonth('2026-07')).toBe('2026年7月')
})

test('the union’s list says what ends soon, and each state where they are mixed', () => {
  expect(merchantLines([row], TODAY, false)[0]!.tag).toBeNull()
  expect(merchantLines([row], TODAY, true)[0]!.tag).toMatchObject({ text: '正常' })
  expect(tagOf({ state: 'active', until: '2026-07-20' }, TODAY)).toMatchObject({ text: '还有 7 天' })
  expect(tagOf({ state: 'suspended', until: '2027-01-01' }, TODAY)).toMatchObject({ text: '暂停了' })
})
