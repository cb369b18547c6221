import { benefitComplaint as kind } from '../../cloudfunctions/benefits/kinds/benefit-complaint'
import { act, attempt, chain, dueOf, entryOf, handIn, saidAbout } from './support'

const on = '2026-07-13'
const form = { merchant: 'mer_x', about: 'cardRefused', happenedOn: '2026-07-10', story: '店员说今天不收卡' }
const facts = { merchant: 'mer_x', shop: '海味家常菜' }
/** It begins with the county that signed with the shop. */
const given = () => handIn(kind, { form, facts, chain: chain.slice(2) }, on)
const heard = () => act(kind, given(), 'heard', '2026-07-14', { fields: { answer: '新来的店员不知道' } })

describe('complaint about a shop: its days', () => {
  test.each([
    ['hear', '2026-07-13', '2026-07-16', /几天内问店里/],
    ['settle', '2026-07-14', '2026-07-21', /几天内答复/],
  ])('%s entered on %s: by %s', (step, start, due, clause) => {
    const reckoned = dueOf(kind, step, start)
    expect(reckoned.due).toBe(due)
    expect(reckoned.clause).toMatch(clause)
  })
})

describe('complaint about a shop: its way', () => {
  test('the county hears the shop, the worker reads its answer', () => {
    expect(given()).toMatchObject({ desk: 'county/officer', step: 'hear' })
    expect(attempt(kind, given(), 'upheld', on)).toBe('actNotAllowed')
    expect(heard()).toMatchObject({ step: 'settle', desk: 'county/officer', news: { title: '店里答复了' } })
  })

  test('the shop at fault: what it mends is told and recorded', () => {
    const done = act(kind, heard(), 'upheld', '2026-07-15', { fields: { remedy: '店员重新教过' } })
    expect(done).toMatchObject({ state: 'served', news: { text: '店员重新教过。谢谢您说出来' } })
    expect(entryOf(kind, heard(), done, 'upheld', '2026-07-15')).toMatchObject({ kind: 'benefit.complaintUpheld' })
  })

  test('not the shop’s fault: only with a reason', () => {
    expect(attempt(kind, heard(), 'refuse', on)).toBe('reasonMissing')
    expect(act(kind, heard(), 'refuse', on, { note: '那天不在优惠的时间里' })).toMatchObject({ state: 'refused' })
  })
})

describe('complaint about a shop: its form', () => {
  test.each([
    [{ merchant: undefined }, /投诉这家店/],
    [{ about: 'other' }, '请选怎么了'],
    [{ story: '不收' }, '请写几个字，当时怎么回事'],
    [{ story: '说'.repeat(301) }, '最多 300 个字'],
  ])('%j: %s', (change, words) => {
    expect(saidAbout(kind, form, change, on)).toMatch(words)
  })
})
