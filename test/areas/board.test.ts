import fc from 'fast-check'
import { rowsOf } from '../../cloudfunctions/cases/board'
import type { TownCount } from '../../cloudfunctions/cases/store'

/** The public board points at nobody: no figure of fewer than five, neither shown nor to be reckoned back. */

const count = fc.record({
  town: fc.constantFrom('t1', 't2', 't3', 't4', 't5', null),
  ended: fc.integer({ min: 0, max: 12 }),
  acts: fc.integer({ min: 12, max: 40 }),
  inTime: fc.integer({ min: 0, max: 12 }),
  days: fc.integer({ min: 0, max: 300 }),
})
const nameOf = (town: string) => `${town}街道`

test('no row of fewer than five, whatever was counted; small towns stand together or not at all', () => {
  fc.assert(
    fc.property(fc.array(count, { maxLength: 30 }), (counts) => {
      const rows = rowsOf(counts, nameOf)
      for (const row of rows) expect(row.decided).toBeGreaterThanOrEqual(5)
      const shown = rows.reduce((sum, { decided }) => sum + decided, 0)
      const all = counts.reduce((sum, { ended }) => sum + ended, 0)
      expect(shown).toBeLessThanOrEqual(all)
      expect(all - shown).toBeLessThan(5)
    }),
  )
})

test.each<[string, TownCount[], [string, number, number, number][]]>([
  ['nothing', [], []],
  ['four', [{ town: 't1', ended: 4, acts: 8, inTime: 8, days: 8 }], []],
  ['five', [{ town: 't1', ended: 5, acts: 10, inTime: 9, days: 31 }], [['t1街道', 5, 90, 6.2]]],
  [
    'two months of one town are one row',
    [
      { town: 't1', ended: 3, acts: 3, inTime: 3, days: 6 },
      { town: 't1', ended: 3, acts: 3, inTime: 0, days: 12 },
    ],
    [['t1街道', 6, 50, 3]],
  ],
  [
    'small ones together, last',
    [
      { town: 't1', ended: 3, acts: 3, inTime: 3, days: 3 },
      { town: 't2', ended: 4, acts: 4, inTime: 4, days: 4 },
      { town: 't3', ended: 6, acts: 6, inTime: 6, days: 6 },
    ],
    [
      ['t3街道', 6, 100, 1],
      ['其他镇街', 7, 100, 1],
    ],
  ],
  ['above the towns', [{ town: null, ended: 5, acts: 5, inTime: 5, days: 5 }], [['市、区直属', 5, 100, 1]]],
])('%s', (_what, counts, expected) =>
  expect(
    rowsOf(counts, nameOf).map(({ town, decided, inTimePercent, days }) => [town, decided, inTimePercent, days]),
  ).toEqual(expected),
)
