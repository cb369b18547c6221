import fc from 'fast-check'
import { reckonClaim, type MutualAidTerms } from '../../miniprogram/rules/mutual-aid'

/** Weihai's history (rules.md C.4): start line 10,000 yuan, 80 % of 10-40 thousand, 90 % above, at most 50,000. */
const terms: MutualAidTerms = {
  startFen: 1_000_000,
  bands: [
    { upToFen: 4_000_000, percent: 80 },
    { upToFen: null, percent: 90 },
  ],
  capFen: 5_000_000,
}

describe('what is paid', () => {
  test.each([
    ['nothing spent', 0, 0, 0],
    ['on the start line', 1_000_000, 0, 0],
    ['a yuan above it', 1_000_100, 0, 80],
    ['a fen above it: parts of a fen are dropped', 1_000_001, 0, 0],
    ['two fen above it', 1_000_002, 0, 1],
    ['within the first band', 3_000_000, 0, 1_600_000],
    ['on the second line', 4_000_000, 0, 2_400_000],
    ['above the second line', 5_000_000, 0, 3_300_000],
    // 24,000 + 90 % of x = 50,000: x = 28,888.888...
    ['a fen below the cap', 6_888_888, 0, 4_999_999],
    ['the cap', 6_888_889, 0, 5_000_000],
    ['far above the cap', 90_000_000, 0, 5_000_000],
    ['a second stay', 3_000_000, 800_000, 800_000],
    ['a second stay, the cap was reached', 9_000_000, 5_000_000, 0],
    ['more was paid than today would be', 2_000_000, 900_000, 0],
  ])('%s', (_what, own, paid, pay) => expect(reckonClaim(own, paid, terms).payFen).toBe(pay))

  test('a last band that ends pays nothing above it', () => {
    const ending = { ...terms, bands: [{ upToFen: 4_000_000, percent: 80 }] }
    expect(reckonClaim(9_000_000, 0, ending).payFen).toBe(2_400_000)
  })

  test.each([[-1], [0.5], [NaN], [Infinity]])('%d is no amount', (fen) => {
    expect(() => reckonClaim(fen, 0, terms)).toThrow(RangeError)
    expect(() => reckonClaim(0, fen, terms)).toThrow(RangeError)
  })

  test('bands that do not rise are refused', () => {
    const falling = { ...terms, bands: [...terms.bands].reverse().map((band) => ({ ...band, upToFen: 900_000 })) }
    expect(() => reckonClaim(1, 0, falling)).toThrow(RangeError)
  })
})

test('line by line', () => {
  const { lines } = reckonClaim(7_000_000, 1_000_000, terms)
  expect(lines.map(({ sign, fen, label, note }) => [sign, fen, label, note])).toEqual([
    ['=', 7_000_000, '这一期自己花的', '几次住院加在一起'],
    ['+', 2_400_000, '10000 元以上到 40000 元的部分', '30000 元 × 80%'],
    ['+', 2_700_000, '40000 元以上的部分', '30000 元 × 90%'],
    ['-', 100_000, '超过封顶', '一期最多 50000 元'],
    ['-', 1_000_000, '这一期已经付过', '付过 10000 元'],
    ['=', 4_000_000, '这次可以付', ''],
  ])
  expect(reckonClaim(1_000_000, 0, terms).lines[1]).toEqual({
    label: '没到起付线',
    fen: 0,
    sign: '+',
    note: '10000 元以上的才算',
  })
})

describe('for any stays', () => {
  const anyTerms = fc
    .tuple(
      fc.integer({ min: 0, max: 2_000_000 }),
      fc.array(fc.tuple(fc.integer({ min: 1, max: 3_000_000 }), fc.integer({ min: 0, max: 100 })), {
        minLength: 1,
        maxLength: 4,
      }),
      fc.integer({ min: 0, max: 6_000_000 }),
      fc.boolean(),
    )
    .map(([startFen, widths, capFen, open]): MutualAidTerms => {
      let top = startFen
      const bands = widths.map(([width, percent], i) => {
        top += width
        return { upToFen: open && i === widths.length - 1 ? null : top, percent }
      })
      return { startFen, bands, capFen }
    })
  const stays = fc.array(fc.integer({ min: 0, max: 3_000_000 }), { minLength: 1, maxLength: 6 })

  test('claimed one by one they come to the same as all at once', () => {
    fc.assert(
      fc.property(anyTerms, stays, (by, costs) => {
        let own = 0
        let paid = 0
        for (const cost of costs) {
          own += cost
          paid += reckonClaim(own, paid, by).payFen
        }
        expect(paid).toBe(reckonClaim(own, 0, by).payFen)
      }),
    )
  })

  test('within the cap and the cost, never less for more cost, and the lines add up', () => {
    fc.assert(
      fc.property(anyTerms, fc.nat(9_000_000), fc.nat(3_000_000), fc.nat(6_000_000), (by, own, more, paid) => {
        const { payFen, lines } = reckonClaim(own, paid, by)
        expect(payFen).toBeGreaterThanOrEqual(0)
        expect(payFen).toBeLessThanOrEqual(Math.min(by.capFen, Math.max(0, own - by.startFen)))
        expect(reckonClaim(own + more, paid, by).payFen).toBeGreaterThanOrEqual(payFen)
        const signed = { '+': 1, '-': -1, '=': 0 }
        expect(lines.reduce((sum, { sign, fen }) => sum + signed[sign] * fen, 0)).toBe(payFen)
      }),
    )
  })
})
