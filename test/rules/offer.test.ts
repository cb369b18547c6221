import fc from 'fast-check'
import { GREATEST_BILL_FEN, parseYuan, shortYuan, yuan } from '../../miniprogram/rules/money'
import { joins, reckon, reckonTogether, sayOffer, type OfferTerms } from '../../miniprogram/rules/offer'

const terms: fc.Arbitrary<OfferTerms> = fc.oneof(
  fc.record({ kind: fc.constant('percent' as const), payPercent: fc.integer({ min: 1, max: 99 }) }),
  fc.record({
    kind: fc.constant('amountOff' as const),
    fromFen: fc.integer({ min: 1, max: 500_000 }),
    offFen: fc.integer({ min: 1, max: 500_000 }),
  }),
  fc.record({
    kind: fc.constant('fixedPrice' as const),
    priceFen: fc.integer({ min: 0, max: 500_000 }),
    usualFen: fc.integer({ min: 1, max: 500_000 }),
  }),
  fc.record({ kind: fc.constant('free' as const), usualFen: fc.integer({ min: 1, max: 500_000 }) }),
  fc.record({
    kind: fc.constant('gift' as const),
    fromFen: fc.integer({ min: 1, max: 500_000 }),
    gift: fc.constant('小菜'),
    worthFen: fc.nat(50_000),
  }),
)

describe('the reckoning of an offer', () => {
  test.each([
    ['85 折 of 186.00', { kind: 'percent', payPercent: 85 }, 18_600, 15_810],
    ['85 折 of 0.01 rounds half up', { kind: 'percent', payPercent: 85 }, 1, 1],
    ['50% of 0.01 rounds half up', { kind: 'percent', payPercent: 50 }, 1, 1],
    ['满100减15 at 100.00', { kind: 'amountOff', fromFen: 10_000, offFen: 1500 }, 10_000, 8500],
    ['more off than the bill', { kind: 'amountOff', fromFen: 100, offFen: 1500 }, 1000, 0],
    ['剪发15元', { kind: 'fixedPrice', priceFen: 1500, usualFen: 2500 }, 2500, 1500],
    ['a free one', { kind: 'free', usualFen: 3000 }, 2600, 0],
  ] as [string, OfferTerms, number, number][])('%s', (_what, offer, bill, pay) => {
    expect(reckon(offer, bill)).toEqual({ ok: true, billFen: bill, payFen: pay, discountFen: bill - pay, giftFen: 0 })
  })

  test.each([
    [0, 'tooSmall'],
    [-1, 'tooSmall'],
    [0.5, 'notWhole'],
    [NaN, 'notWhole'],
    [GREATEST_BILL_FEN + 1, 'tooLarge'],
    [9_999, 'belowFrom'],
  ])('a bill of %d fen is refused in words', (bill, fault) => {
    const sum = reckon({ kind: 'amountOff', fromFen: 10_000, offFen: 1500 }, bill)
    expect(sum).toMatchObject({ ok: false, fault })
    expect(!sum.ok && sum.words).toMatch(/[\u4e00-\u9fff]/)
  })

  test('whole fen; nobody pays more than the bill or less than nothing; parts add up', () => {
    fc.assert(
      fc.property(terms, fc.integer({ min: -10, max: GREATEST_BILL_FEN + 10 }), (offer, bill) => {
        const sum = reckon(offer, bill)
        if (!sum.ok) return
        expect(Number.isInteger(sum.payFen)).toBe(true)
        expect(sum.payFen).toBeGreaterThanOrEqual(0)
        expect(sum.payFen).toBeLessThanOrEqual(bill)
        expect(sum.discountFen + sum.payFen).toBe(sum.billFen)
      }),
    )
  })

  test('a fixed price is for the one thing, not for the whole shopping', () => {
    const sum = reckon({ kind: 'fixedPrice', priceFen: 1500, usualFen: 2000 }, 10_000_000)
    expect(sum).toMatchObject({ ok: false, fault: 'abovePrice' })
  })

  test('a gift is on top: the bill is paid whole, what it is worth is told apart', () => {
    const gift: OfferTerms = { kind: 'gift', fromFen: 5000, gift: '小菜一碟', worthFen: 800 }
    expect(reckon(gift, 5000)).toEqual({ ok: true, billFen: 5000, payFen: 5000, discountFen: 0, giftFen: 800 })
    expect(reckon(gift, 4999)).toMatchObject({ ok: false, fault: 'belowFrom' })
    expect(sayOffer(gift)).toBe('满 50 送小菜一碟')
    expect(sayOffer({ ...gift, fromFen: 1 })).toBe('送小菜一碟')
    expect(sayOffer({ kind: 'free', usualFen: 3000 })).toBe('免费')
  })

  test('what is free is the one thing, not the whole shopping', () => {
    expect(reckon({ kind: 'free', usualFen: 3000 }, 3001)).toMatchObject({ ok: false, fault: 'abovePrice' })
  })

  test('under a percentage a dearer bill never costs less', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 99 }),
        fc.integer({ min: 1, max: GREATEST_BILL_FEN - 1 }),
        (payPercent, bill) => {
          const [a, b] = [
            reckon({ kind: 'percent', payPercent }, bill),
            reckon({ kind: 'percent', payPercent }, bill + 1),
          ]
          expect(a.ok && b.ok && b.payFen >= a.payFen).toBe(true)
        },
      ),
    )
  })

  test('in the fewest words', () => {
    expect(sayOffer({ kind: 'percent', payPercent: 85 })).toBe('85 折')
    expect(sayOffer({ kind: 'percent', payPercent: 90 })).toBe('9 折')
    expect(sayOffer({ kind: 'percent', payPercent: 5 })).toBe('0.5 折')
    expect(sayOffer({ kind: 'amountOff', fromFen: 10_000, offFen: 1500 })).toBe('满 100 减 15')
  })
})

describe('money', () => {
  test.each([
    ['186', 18_600],
    ['186.', 18_600],
    ['186.5', 18_650],
    ['１８６．５', 18_650],
    ['¥1,186.05', 118_605],
    ['.5', 50],
    ['0.001', null],
    ['-5', null],
    ['1e3', null],
    ['12.3.4', null],
    ['', null],
    ['abc', null],
  ])('%s is %s fen', (text, fen) => expect(parseYuan(text)).toBe(fen))

  test('what is written is read back', () => {
    fc.assert(fc.property(fc.nat(GREATEST_BILL_FEN), (fen) => expect(parseYuan(yuan(fen))).toBe(fen)))
    expect(shortYuan(4000)).toBe('40')
    expect(yuan(-5)).toBe('-0.05')
  })
})

describe('several offers on one bill', () => {
  const percent = { kind: 'percent', payPercent: 90 } as const
  const off = { kind: 'amountOff', fromFen: 10_000, offFen: 1500 } as const

  test('the percentage first, then the amount off what is left', () => {
    const sum = reckonTogether([off, percent], 20_000)
    expect(sum).toMatchObject({ ok: true, discountFen: 3500, payFen: 16_500 })
    expect(sum.ok && sum.parts.map(({ billFen, discountFen }) => [billFen, discountFen])).toEqual([
      [18_000, 1500],
      [20_000, 2000],
    ])
  })

  test('after the percentage the bill may not reach the other: said in words', () => {
    expect(reckonTogether([percent, off], 10_500)).toMatchObject({ ok: false, fault: 'belowFrom' })
  })

  test('one thing at one price goes with nothing', () => {
    const free = { kind: 'free', usualFen: 3000 } as const
    expect(reckonTogether([percent, free], 2000)).toMatchObject({ ok: false, fault: 'alone' })
    expect(reckonTogether([free], 2000)).toMatchObject({ ok: true, payFen: 0 })
  })

  const joining = terms.filter(joins)
  const bill = fc.integer({ min: -10, max: GREATEST_BILL_FEN + 10 })

  test('the order given does not matter; whole fen; discounts and what is paid make the bill; never below zero', () => {
    fc.assert(
      fc.property(fc.array(joining, { minLength: 1, maxLength: 4 }), bill, fc.func(fc.nat()), (offers, fen, by) => {
        const sum = reckonTogether(offers, fen)
        const shuffled = offers.map((one, nth) => ({ one, nth })).sort((a, b) => by(a.nth) - by(b.nth))
        const other = reckonTogether(
          shuffled.map(({ one }) => one),
          fen,
        )
        expect(other.ok).toBe(sum.ok)
        if (!sum.ok || !other.ok) return
        expect(other).toMatchObject({ discountFen: sum.discountFen, payFen: sum.payFen, giftFen: sum.giftFen })
        expect(sum.payFen).toBeGreaterThanOrEqual(0)
        expect(sum.discountFen + sum.payFen).toBe(fen)
        expect(sum.parts.reduce((all, part) => all + part.discountFen, 0) + sum.payFen).toBe(fen)
        for (const part of sum.parts) {
          expect(Object.values(part).every((one) => Number.isInteger(one) && one >= 0)).toBe(true)
          expect(part.discountFen + part.payFen).toBe(part.billFen)
        }
      }),
    )
  })

  test('one alone is what it always was', () => {
    fc.assert(
      fc.property(terms, bill, (offer, fen) => {
        const [alone, together] = [reckon(offer, fen), reckonTogether([offer], fen)]
        const { parts: _parts, ...rest } = together as { parts?: unknown }
        expect(rest).toEqual(alone)
      }),
    )
  })
})
