import { suggestion as kind } from '../../cloudfunctions/cases/kinds/suggestion'
import { suggestionForm as form } from './samples'
import { act, attempt, chain, dueOf, entryOf, handIn, saidAbout } from './support'

const on = '2026-07-13'
const given = () => handIn(kind, { form }, on)
const adopted = () => act(kind, given(), 'adopt', '2026-07-20', { fields: { doer: '设备科', by: '2026-09-01' } })

describe('suggestion: its days', () => {
  test.each([
    ['answer', '2026-07-13', '2026-08-03', /15 个工作日/],
    ['answer', '2026-09-18', '2026-10-15', /15 个工作日/],
    // Ninety days end on Sunday 18 October: Monday.
    ['carryOut', '2026-07-20', '2026-10-19', /90 天/],
  ])('%s entered on %s: by %s', (step, start, due, clause) => {
    const reckoned = dueOf(kind, step, start)
    expect(reckoned.due).toBe(due)
    expect(reckoned.clause).toMatch(clause)
  })
})

describe('suggestion: its way', () => {
  test('adopted, carried out, counted with what it is worth', () => {
    expect(adopted()).toMatchObject({
      step: 'carryOut',
      desk: 'union/officer',
      news: { title: '您的点子采纳了', text: '设备科来做，9月1日（周二）前做好。做成了再告诉您' },
    })
    const fields = { result: '护栏装好了', benefitFen: 1_200_000 }
    const done = act(kind, adopted(), 'done', '2026-08-20', { fields })
    expect(done).toMatchObject({ state: 'served', news: { text: '护栏装好了，一年值 12000 元。谢谢您' } })
    expect(entryOf(kind, adopted(), done, 'done', '2026-08-20')).toMatchObject({
      kind: 'suggestion.adopted',
      amountFen: 1_200_000,
      persons: 1,
    })
    const safe = act(kind, adopted(), 'done', on, { fields: { ...fields, benefitFen: 0 } })
    expect(safe.news.text).toBe('护栏装好了。谢谢您')
  })

  test('not adopted: only with a reason, which the worker reads', () => {
    expect(attempt(kind, given(), 'refuse', on)).toBe('reasonMissing')
    expect(act(kind, given(), 'refuse', on, { note: '已经在做了' })).toMatchObject({
      state: 'refused',
      news: { text: '已经在做了。换个办法，还可以再提' },
    })
  })

  test('put off twice at most, thirty days each, said to the worker', () => {
    const once = act(kind, adopted(), 'delay', '2026-09-01', { note: '等停工' })
    expect(once.due).toBe('2026-11-17')
    const twice = act(kind, once, 'delay', '2026-11-01', { note: '等停工' })
    expect(twice.news.text).toMatch(/^等停工。.*前再告诉您$/)
    expect(attempt(kind, twice, 'delay', '2026-11-02', { note: '等停工' })).toBe('actNotAllowed')
  })

  test('passed on, it begins anew where it belongs; dropped, it says why', () => {
    const passed = act(kind, given(), 'pass', on, { note: '归那边管', chain: chain.slice(2) })
    expect(passed).toMatchObject({ desk: 'county/officer', step: 'answer' })
    expect(act(kind, adopted(), 'dropped', on, { note: '不合适' })).toMatchObject({ state: 'closed', open: false })
  })
})

describe('suggestion: its form', () => {
  test.each([
    [{ idea: '' }, '请用一句话说说您的点子'],
    [{ idea: '好'.repeat(31) }, '最多 30 个字'],
    [{ idea: ['一'] }, '这一项要写字'],
    [{ about: 'money' }, '请选是哪方面的'],
    [{ now: '乱' }, '请写现在是什么样'],
    [{ better: undefined }, '还没填“您觉得怎么改”'],
    [{ better: '改'.repeat(501) }, '最多 500 个字'],
  ])('%j: %s', (change, words) => {
    expect(saidAbout(kind, form, change, on)).toBe(words)
  })

  test('several may be open at once', () => {
    expect(given().openKey).toBe(given()._id)
  })
})
