import fc from 'fast-check'
import {
  CAUSES,
  judgeHousehold,
  subsistenceStandard,
  type HardshipClass,
  type HardshipTerms,
  type Household,
} from '../../miniprogram/rules/household'
import { addDays } from '../../miniprogram/rules/days'

const terms: HardshipTerms = {
  standards: [
    { district: '*', from: '2023-01-01', fen: 90_037 },
    { district: '海州', from: '2024-07-01', fen: 106_200 },
    { district: '海州', from: '2023-01-01', fen: 100_100 },
  ],
  relativeTimes: 2,
  below: 'lt',
  accidentPercent: 80,
  exclusions: [
    { id: 'privateSchool', words: '孩子上高收费的私立学校' },
    { id: 'studyAbroad', words: '自费送孩子出国上学' },
  ],
  source: '试',
}
const orEqual: HardshipTerms = { ...terms, below: 'le' }

const day = '2024-08-01'
const family = (some: Partial<Household>): Household => ({
  district: '海州',
  people: 3,
  yearlyIncomeFen: 0,
  medicalFen: 0,
  tuitionFen: 0,
  otherRigidFen: 0,
  lossFen: 0,
  disqualified: [],
  ...some,
})

/** The two lines of three people in a year: 1,062 × 12 × 3 = 38,232 yuan, and twice that. */
const DEEP = 3_823_200
const RELATIVE = 7_646_400

describe('the standard by district and day', () => {
  test.each([
    ['the day before it rises', '海州', '2024-06-30', 100_100],
    ['the very day it rises', '海州', '2024-07-01', 106_200],
    ['long after', '海州', '2030-01-01', 106_200],
    ['the first day of the first', '海州', '2023-01-01', 100_100],
    ['a district with none of its own', '山里', '2024-08-01', 90_037],
  ])('%s', (_what, district, on, fen) => expect(subsistenceStandard(terms, district, on)).toBe(fen))

  test('a district whose own begins later has the general one until then', () => {
    const later = { ...terms, standards: [...terms.standards, { district: '山里', from: '2025-01-01', fen: 95_000 }] }
    expect(subsistenceStandard(later, '山里', '2024-12-31')).toBe(90_037)
    expect(subsistenceStandard(later, '山里', '2025-01-01')).toBe(95_000)
  })

  test('none at all on that day', () => {
    expect(() => subsistenceStandard(terms, '海州', '2022-12-31')).toThrow(RangeError)
    expect(() => subsistenceStandard({ ...terms, standards: [] }, '海州', day)).toThrow(RangeError)
  })
})

describe('the class', () => {
  // rules.md C.2: deep < 低保, relative < 2 × 低保 (Qingdao "<", Anqing "≤"), accident > 80 % of the year's income
  test.each<[string, HardshipTerms, Partial<Household>, HardshipClass]>([
    ['a fen below the deep line', terms, { yearlyIncomeFen: DEEP - 1 }, 'deep'],
    ['on the deep line', terms, { yearlyIncomeFen: DEEP }, 'relative'],
    ['a fen above the deep line', terms, { yearlyIncomeFen: DEEP + 1 }, 'relative'],
    ['a fen below the relative line', terms, { yearlyIncomeFen: RELATIVE - 1 }, 'relative'],
    ['on the relative line', terms, { yearlyIncomeFen: RELATIVE }, 'none'],
    ['a fen above the relative line', terms, { yearlyIncomeFen: RELATIVE + 1 }, 'none'],
    ['≤: a fen below the deep line', orEqual, { yearlyIncomeFen: DEEP - 1 }, 'deep'],
    ['≤: on the deep line', orEqual, { yearlyIncomeFen: DEEP }, 'deep'],
    ['≤: a fen above the deep line', orEqual, { yearlyIncomeFen: DEEP + 1 }, 'relative'],
    ['≤: on the relative line', orEqual, { yearlyIncomeFen: RELATIVE }, 'relative'],
    ['≤: a fen above the relative line', orEqual, { yearlyIncomeFen: RELATIVE + 1 }, 'none'],
    ['each rigid cost is taken off', terms, rich({ medicalFen: 1, tuitionFen: 2, otherRigidFen: 3 }, 5), 'deep'],
    ['and no more than it is', terms, rich({ medicalFen: 1, tuitionFen: 2, otherRigidFen: 3 }, 6), 'relative'],
    ['costs above the income', terms, { yearlyIncomeFen: 100, medicalFen: 5_000_000 }, 'deep'],
    ['no income', terms, {}, 'deep'],
    ['a seventh person makes it deep', terms, { people: 7, yearlyIncomeFen: 106_200 * 12 * 7 - 1 }, 'deep'],
    ['80 % exactly is no accident', terms, { yearlyIncomeFen: 10_000_000, lossFen: 8_000_000 }, 'none'],
    ['80 % and a fen is', terms, { yearlyIncomeFen: 10_000_000, lossFen: 8_000_001 }, 'accident'],
    ['80 % of an odd income, below', terms, { yearlyIncomeFen: 10_000_001, lossFen: 8_000_000 }, 'none'],
    ['80 % of an odd income, above', terms, { yearlyIncomeFen: 10_000_001, lossFen: 8_000_001 }, 'accident'],
    ['≤ is not for the accident', orEqual, { yearlyIncomeFen: 10_000_000, lossFen: 8_000_000 }, 'none'],
    ['poor and an accident: the deeper', terms, { yearlyIncomeFen: 1000, lossFen: 9_000_000 }, 'deep'],
    ['an exclusion', terms, { disqualified: ['studyAbroad'] }, 'none'],
    ['an exclusion no longer in the terms', terms, { disqualified: ['ownsCar'] }, 'deep'],
    ['factor 1.5, a fen below', { ...terms, relativeTimes: 1.5 }, { yearlyIncomeFen: 5_734_799 }, 'relative'],
    ['factor 1.5, on it', { ...terms, relativeTimes: 1.5 }, { yearlyIncomeFen: 5_734_800 }, 'none'],
    // 1.1 × 1062 × 36 is 42055.200000000004 in floating point
    ['factor 1.1, on it', { ...terms, relativeTimes: 1.1 }, { yearlyIncomeFen: 4_205_520 }, 'none'],
    ['factor 1.1, a fen below', { ...terms, relativeTimes: 1.1 }, { yearlyIncomeFen: 4_205_519 }, 'relative'],
  ])('%s', (_what, by, some, kind) => expect(judgeHousehold(family(some), by, day).class).toBe(kind))

  test('the very day the standard rises', () => {
    const household = family({ yearlyIncomeFen: 100_100 * 36 })
    expect(judgeHousehold(household, terms, '2024-06-30').class).toBe('relative')
    expect(judgeHousehold(household, terms, '2024-07-01').class).toBe('deep')
  })

  test.each<[string, Partial<Household>]>([
    ['nobody', { people: 0 }],
    ['half a person', { people: 1.5 }],
    ['a crowd', { people: 100 }],
    ['negative income', { yearlyIncomeFen: -1 }],
    ['half a fen', { medicalFen: 0.5 }],
    ['no number', { tuitionFen: NaN }],
    ['more than there is', { lossFen: 1e13 }],
  ])('%s is refused', (_what, some) => expect(() => judgeHousehold(family(some), terms, day)).toThrow(RangeError))

  /** A family whose income is `above` fen above the deep line before costs. */
  function rich(costs: Partial<Household>, above: number): Partial<Household> {
    return { ...costs, yearlyIncomeFen: DEEP + above }
  }
})

describe('what is shown', () => {
  test('the sum, line by line, with the gap', () => {
    const verdict = judgeHousehold(
      family({ yearlyIncomeFen: 9_600_000, medicalFen: 1_200_000, tuitionFen: 500_050, lossFen: 800_000 }),
      terms,
      day,
    )
    expect(verdict.lines.map(({ sign, fen, label, note }) => [sign, fen, label, note])).toEqual([
      ['+', 9_600_000, '全家一年到手的收入', ''],
      ['-', 1_200_000, '看病自己花的', ''],
      ['-', 500_050, '孩子上学花的', ''],
      ['-', 0, '别的省不下的', ''],
      ['=', 7_899_950, '一年还剩', ''],
      ['=', 219_443, '每人每月', '÷ 12 个月 ÷ 3 人'],
      ['=', 106_200, '低保标准', '每人每月，2024年7月1日起'],
      ['=', 212_400, '低保的 2 倍', '每人每月'],
      ['=', 800_000, '意外的花费和损失', '没超过一年收入的 80%（76800 元）'],
    ])
    expect(verdict).toMatchObject({ class: 'none', standardFen: 106_200, monthlyFen: 219_443, gapFen: 7043 })
    expect(verdict.words).toBe(
      '每人每月比线高 70.43 元，可能领不了这一项。这是估算，最后由工会审核决定。家里有难处，还是可以来申请。',
    )
  })

  test('on the line and not below it: a gap all the same', () => {
    const verdict = judgeHousehold(family({ yearlyIncomeFen: RELATIVE }), terms, day)
    expect(verdict).toMatchObject({ class: 'none', gapFen: 1, monthlyFen: 212_400 })
    expect(verdict.words).toMatch(/^每人每月正好在线上，没低过线，可能领不了这一项。/)
    expect(judgeHousehold(family({ yearlyIncomeFen: RELATIVE }), orEqual, day).gapFen).toBe(0)
  })

  test('words of each class say it is an estimate, and an exclusion says which', () => {
    const words = (some: Partial<Household>) => judgeHousehold(family(some), terms, day).words
    expect(words({})).toBe('您家可能可以领帮扶（深度困难）。这是估算，最后由工会审核决定。')
    expect(words({ yearlyIncomeFen: DEEP })).toContain('相对困难')
    expect(words({ yearlyIncomeFen: RELATIVE * 2, lossFen: RELATIVE * 2 })).toContain('意外致困')
    const excluded = judgeHousehold(family({ disqualified: ['studyAbroad', 'privateSchool'] }), terms, day)
    expect(excluded.excludedBy).toEqual(['privateSchool', 'studyAbroad'])
    expect(excluded.words).toContain('孩子上高收费的私立学校；自费送孩子出国上学')
  })

  test('ten causes, none twice', () => {
    expect(new Set(CAUSES.map(({ id }) => id)).size).toBe(10)
    expect(new Set(CAUSES.map(({ words }) => words)).size).toBe(10)
  })
})

describe('for any household', () => {
  /** Yearly amounts, often around a line, where mistakes would be. */
  const amount = fc.oneof(
    fc.integer({ min: 0, max: 30_000_000 }),
    fc.integer({ min: 0, max: 7 }),
    fc.integer({ min: -3, max: 3 }).map((n) => DEEP + n),
    fc.integer({ min: -3, max: 3 }).map((n) => RELATIVE + n),
  )
  const households = fc.record<Household>({
    district: fc.constantFrom('海州', '山里'),
    people: fc.integer({ min: 1, max: 12 }),
    yearlyIncomeFen: amount,
    medicalFen: amount,
    tuitionFen: amount,
    otherRigidFen: amount,
    lossFen: amount,
    disqualified: fc.subarray(['privateSchool', 'studyAbroad', 'unknown'], { maxLength: 1 }),
  })
  const allTerms = fc.record({
    below: fc.constantFrom('lt' as const, 'le' as const),
    relativeTimes: fc.constantFrom(1.1, 1.5, 2, 3),
  })
  const rank = { deep: 3, relative: 2, accident: 1, none: 0 }

  const costs = ['medicalFen', 'tuitionFen', 'otherRigidFen', 'lossFen'] as const
  test('more income never makes it deeper, more cost or loss never less deep', () => {
    const change = fc.tuple(fc.integer({ min: 0, max: 5_000_000 }), fc.constantFrom(...costs))
    fc.assert(
      fc.property(households, allTerms, change, (household, some, [more, cost]) => {
        const by = { ...terms, ...some }
        const rankOf = (one: Household) => rank[judgeHousehold(one, by, day).class]
        const before = rankOf(household)
        const richer = { ...household, yearlyIncomeFen: household.yearlyIncomeFen + more }
        expect(rankOf(richer)).toBeLessThanOrEqual(before)
        expect(rankOf({ ...household, [cost]: household[cost] + more })).toBeGreaterThanOrEqual(before)
      }),
    )
  })

  test('everything k times over, people too, is the same class; a later lower standard is never deeper', () => {
    fc.assert(
      fc.property(households, allTerms, fc.integer({ min: 2, max: 8 }), (household, some, k) => {
        const by = { ...terms, ...some }
        const verdict = judgeHousehold(household, by, day)
        const times = { ...household, people: household.people * k, yearlyIncomeFen: household.yearlyIncomeFen * k }
        for (const cost of costs) times[cost] = household[cost] * k
        expect(judgeHousehold(times, by, day)).toMatchObject({
          class: verdict.class,
          monthlyFen: verdict.monthlyFen,
          gapFen: verdict.gapFen,
        })
        const cut = { ...by, standards: [{ district: '*', from: addDays(day, -1), fen: 80_000 }] }
        expect(rank[judgeHousehold(household, cut, day).class]).toBeLessThanOrEqual(rank[verdict.class])
      }),
    )
  })

  test('the whole fen shown compare with the lines shown as the verdict says, and the lines add up', () => {
    fc.assert(
      fc.property(households, allTerms, (household, some) => {
        const by = { ...terms, ...some }
        const { class: kind, monthlyFen, standardFen, gapFen, lines, excludedBy } = judgeHousehold(household, by, day)
        const below = (line: number) => (by.below === 'lt' ? monthlyFen < line : monthlyFen <= line)
        const relativeLine = lines.find(({ label }) => label.endsWith('倍'))!.fen
        expect(gapFen === 0).toBe(below(relativeLine))
        if (!excludedBy.length) {
          expect(kind === 'deep').toBe(below(standardFen))
          expect(kind === 'deep' || kind === 'relative').toBe(below(relativeLine))
        } else expect(kind).toBe('none')
        const sum = lines.slice(0, 4).reduce((total, { sign, fen }) => total + (sign === '+' ? fen : -fen), 0)
        expect(lines[4]!.fen).toBe(sum)
      }),
    )
  })
})
