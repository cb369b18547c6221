import { endsOn, nextReminder, shutWords, type Standing } from '../../miniprogram/rules/merchant'

const active: Standing = {
  state: 'active',
  why: '',
  agreement: { from: '2026-01-01', until: '2026-12-31' },
  quitOn: null,
}

test.each<[string, Partial<Standing>, string, RegExp | null]>([
  ['holds on its first day', {}, '2026-01-01', null],
  ['and on its last', {}, '2026-12-31', null],
  ['not before', {}, '2025-12-31', /1月1日.*开始/],
  ['not after', {}, '2027-01-01', /到期了，续签/],
  ['suspended, with the reason', { state: 'suspended', why: '不给优惠' }, '2026-06-01', /暂停.*不给优惠/],
  ['over', { state: 'ended', why: '店主退出' }, '2026-06-01', /不做会员优惠了：店主退出/],
  ['until the day it named', { quitOn: '2026-06-02' }, '2026-06-01', null],
  ['and no longer', { quitOn: '2026-06-02' }, '2026-06-02', /不做会员优惠/],
])('%s', (_name, change, today, words) => {
  const said = shutWords({ ...active, ...change }, today)
  if (words) expect(said).toMatch(words)
  else expect(said).toBeNull()
})

test('it is over on the day after the last, or on the one it named', () => {
  expect(endsOn(active)).toBe('2027-01-01')
  expect(endsOn({ ...active, quitOn: '2026-06-02' })).toBe('2026-06-02')
  expect(endsOn({ ...active, quitOn: '2027-06-02' })).toBe('2027-01-01')
})

test('reminded 60, 30 and 7 days before', () => {
  const days = ['2026-07-01', '2026-11-01', '2026-12-01', '2026-12-24'].map((today) =>
    nextReminder('2026-12-31', today),
  )
  expect(days).toEqual(['2026-11-01', '2026-12-01', '2026-12-24', null])
})
