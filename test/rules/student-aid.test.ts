import fc from 'fast-check'
import { addDays } from '../../miniprogram/rules/days'
import { isOpen, needsGuardian, studentAidFen, type StudentAidTerms } from '../../miniprogram/rules/student-aid'

/** The amounts of Tianmen 2024 (rules.md C.3), and a level for families with a file only. */
const terms: StudentAidTerms = {
  levels: [
    { id: 'university', words: '大学', onFileFen: 500_000, offFileFen: 400_000 },
    { id: 'highSchool', words: '高中', onFileFen: 300_000, offFileFen: 200_000 },
    { id: 'kindergarten', words: '幼儿园', onFileFen: 300_000, offFileFen: 0 },
  ],
  opens: '07-01',
  closes: '08-31',
}

describe('amounts', () => {
  test.each([
    ['university', true, 500_000],
    ['university', false, 400_000],
    ['highSchool', true, 300_000],
    ['highSchool', false, 200_000],
    ['kindergarten', false, 0],
  ])('%s, on file %s: %i fen', (level, onFile, fen) => expect(studentAidFen(level, onFile, terms)).toBe(fen))

  test('a level the terms do not have', () => expect(() => studentAidFen('doctor', true, terms)).toThrow(RangeError))
})

describe('the window', () => {
  test.each([
    ['2026-06-30', false],
    ['2026-07-01', true],
    ['2026-08-31', true],
    ['2026-09-01', false],
  ])('July to August: %s %s', (day, open) => expect(isOpen(day, terms)).toBe(open))

  test.each([
    ['2026-10-31', false],
    ['2026-11-01', true],
    ['2027-01-01', true],
    ['2027-01-15', true],
    ['2027-01-16', false],
  ])('over a year end: %s %s', (day, open) => expect(isOpen(day, { opens: '11-01', closes: '01-15' })).toBe(open))

  test('a day only: 29 February', () => {
    const leapDay = { opens: '02-29', closes: '02-29' }
    expect([isOpen('2028-02-28', leapDay), isOpen('2028-02-29', leapDay), isOpen('2028-03-01', leapDay)]).toEqual([
      false,
      true,
      false,
    ])
  })
})

describe('a guardian', () => {
  // 个人信息保护法 第31条: under 14
  test.each([
    ['2012-07-13', '2026-07-12', true],
    ['2012-07-13', '2026-07-13', false],
    ['2012-02-29', '2026-02-28', true],
    ['2012-02-29', '2026-03-01', false],
    ['2014-03-01', '2028-02-29', true],
    ['2014-03-01', '2028-03-01', false],
    ['2012-12-31', '2026-12-30', true],
    ['2020-01-01', '2026-07-13', true],
    ['2000-01-01', '2026-07-13', false],
  ])('born %s, on %s: %s', (birth, day, needed) => expect(needsGuardian(birth, day)).toBe(needed))

  test('once grown out of, never needed again', () => {
    fc.assert(
      fc.property(fc.nat(9000), fc.nat(9000), fc.nat(900), (born, later, more) => {
        const birth = addDays('2000-01-01', born)
        const day = addDays(birth, later)
        if (!needsGuardian(birth, day)) expect(needsGuardian(birth, addDays(day, more))).toBe(false)
        expect(needsGuardian(birth, addDays(birth, 14 * 365))).toBe(true)
        expect(needsGuardian(birth, addDays(birth, 14 * 365 + 5))).toBe(false)
      }),
    )
  })
})
