import { checkStay, mutualAidClaim as kind } from '../../cloudfunctions/cases/kinds/mutual-aid-claim'
import { claimFacts, claimForm as form } from './samples'
import { act, attempt, city, dueOf, entryOf, faultOf, handIn, requiredSlots, saidAbout } from './support'

const on = '2026-07-13'
const given = (facts = claimFacts) => handIn(kind, { form, facts }, on)
const atCounty = (facts = claimFacts) => act(kind, given(facts), 'accept', '2026-07-15')
const reckonedOf = (ownCostFen: number, facts = claimFacts) =>
  act(kind, atCounty(facts), 'reckoned', '2026-07-16', { fields: { ownCostFen } })

describe('mutual-aid claim: its days', () => {
  test.each([
    ['check', '2026-07-13', '2026-07-20'],
    ['check', '2026-06-17', '2026-06-25'],
    ['reckon', '2026-07-15', '2026-07-22'],
    ['pay', '2026-09-18', '2026-09-24'],
  ])('%s entered on %s: by %s', (step, start, due) => {
    const reckoned = dueOf(kind, step, start)
    expect(reckoned.due).toBe(due)
    expect(reckoned.clause).toMatch(/由这一期互助活动的办法规定/)
  })
  test('an appeal: ten working days', () => {
    expect(dueOf(kind, 'appeal', '2026-07-13').due).toBe('2026-07-27')
  })
})

describe('mutual-aid claim: what is paid', () => {
  // Own cost up to 10,000 yuan is not paid; 80 % to 40,000, 90 % above, at most 50,000.
  test.each([
    [3_000_000, 0, 1_600_000],
    [4_000_000, 0, 2_400_000],
    [5_000_000, 0, 3_300_000],
    [9_000_000, 0, 5_000_000],
    [3_000_000, 600_000, 1_000_000],
  ])('own cost %i, paid before %i: %i fen, and not one more', (own, paidFen, fen) => {
    const facts = { ...claimFacts, paidFen }
    const standing = reckonedOf(own, facts)
    expect(standing).toMatchObject({ step: 'pay', desk: 'city/officer', news: { title: '算好了' } })
    expect(faultOf(() => act(kind, standing, 'pay', on, { fields: { amountFen: fen + 1 } }))).toMatch(/不能发得更多/)
    const paid = act(kind, standing, 'pay', '2026-07-17', { fields: { amountFen: fen } })
    expect(entryOf(kind, standing, paid, 'pay', '2026-07-17')).toMatchObject({
      kind: 'mutualAid.paid',
      amountFen: fen,
      detail: { ends: true, outcome: 'served' },
    })
  })

  test('nothing to pay: the sum is refused, the desk must say why it does not pay', () => {
    expect(faultOf(() => reckonedOf(1_000_000))).toMatch(/算下来是 0 元/)
    expect(faultOf(() => reckonedOf(3_000_000, { ...claimFacts, paidFen: 5_000_000 }))).toMatch(/算下来是 0 元/)
    expect(act(kind, atCounty(), 'refuse', on, { note: '没到起付线' })).toMatchObject({ state: 'refused' })
  })

  test('terms are those of the day it was handed in, and the sum is shown line by line', () => {
    const { lines, words } = kind.reckon!(
      given().form,
      { ...city, mutualAid: { ...city.mutualAid, capFen: 1 } },
      on,
      claimFacts,
    )!
    expect(lines[lines.length - 1]!.value).toBe('16000 元')
    expect(words).toMatch(/最后照结算单算/)
  })

  test('the desk hears when the sheet says something else', async () => {
    expect(await kind.warnings!(reckonedOf(2_500_000) as never, new Date(0))).toEqual([
      '工友填的是 30000 元，结算单核下来是 25000 元',
    ])
  })
})

describe('mutual-aid claim: form, papers, desks', () => {
  test('identity, stamped sheet and bank card are asked, no itemised bill', () => {
    expect(requiredSlots(kind, form)).toEqual(['idCard', 'settlement', 'bankCard'])
  })

  test('papers may be asked for once a step', () => {
    const asked = act(kind, given(), 'ask', on, { note: '要盖章', slots: ['settlement'] })
    expect(asked).toMatchObject({ state: 'returned', due: '2026-07-27' })
    expect(attempt(kind, given(), 'ask', on, { note: '要盖章', slots: ['passport'] })).toBe('slotsMissing')
    expect(attempt(kind, given(), 'reckoned', on, { fields: { ownCostFen: 1 } })).toBe('actNotAllowed')
  })

  test.each([
    ['2026-05-20', '2026-05-01', /出院的日子在住院前面/],
    ['2026-05-20', '2026-07-14', /出了院、结了账再来/],
    ['2026-07-13', '2026-07-13', null],
  ])('in from %s to %s', (from, to, words) => {
    const said = faultOf(() => checkStay(from, to, on))
    if (words) expect(said).toMatch(words)
    else expect(said).toBeNull()
  })

  test.each([
    [{ hospital: '' }, '请填在哪家医院'],
    [{ admittedOn: '五月' }, '请选哪天住的院'],
    [{ dischargedOn: null }, '请选哪天出的院'],
    [{ ownCostFen: 0 }, '请填自己掏了多少钱'],
    [{ ownCostFen: '30000' }, '请填自己掏了多少钱'],
    [{ ownCostFen: 1e12 }, '请填自己掏了多少钱'],
    [{ bankAccount: 6222 }, '请填收钱的银行卡号'],
  ])('%j: %s', (change, words) => {
    expect(saidAbout(kind, form, change, on)).toBe(words)
  })
})
