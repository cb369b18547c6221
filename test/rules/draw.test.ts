import fc from 'fast-check'
import { commitmentTo, orderOf, verifyDraw, type DrawEntry } from '../../miniprogram/rules/draw'

const hex = (digits: number) =>
  fc.string({ unit: fc.constantFrom(...'0123456789abcdef'), minLength: digits, maxLength: digits })
const entry = fc.record({ handle: hex(8), had: fc.nat(3) })
const entries = fc.uniqueArray(entry, { selector: ({ handle }) => handle, minLength: 1, maxLength: 40 })
const seed = hex(64)
const handles = (list: DrawEntry[]) => list.map(({ handle }) => handle)

describe('a draw', () => {
  test('the same seed and list give the same order, however the list is written', () => {
    fc.assert(
      fc.property(seed, entries, fc.func(fc.nat()), (s, list, by) => {
        const shuffled = [...list].sort((a, b) => by(a.handle) - by(b.handle))
        expect(handles(orderOf(s, shuffled))).toEqual(handles(orderOf(s, list)))
      }),
    )
  })

  test('everybody is in it once; who never had one comes before who had', () => {
    fc.assert(
      fc.property(seed, entries, (s, list) => {
        const order = orderOf(s, list)
        expect(handles(order).sort()).toEqual(handles(list).sort())
        const firstHad = order.findIndex(({ had }) => had > 0)
        if (firstHad >= 0) expect(order.slice(firstHad).every(({ had }) => had > 0)).toBe(true)
      }),
    )
  })

  test('one more on the list makes another draw: who knows the seed cannot tell the winners before it is closed', () => {
    const list = Array.from({ length: 30 }, (_, i) => ({ handle: `a${i}`, had: 0 }))
    const s = 'ab'.repeat(32)
    const with31 = orderOf(s, [...list, { handle: 'z', had: 0 }]).filter(({ handle }) => handle !== 'z')
    expect(handles(with31)).not.toEqual(handles(orderOf(s, list)))
  })

  test('chance is even: over many seeds each of ten has about a tenth of the first places', () => {
    const list = Array.from({ length: 10 }, (_, i) => ({ handle: `n${i}`, had: 0 }))
    const first = new Map<string, number>()
    for (let i = 0; i < 2000; i += 1) {
      const { handle } = orderOf(i.toString(16).padStart(64, '0'), list)[0]!
      first.set(handle, (first.get(handle) ?? 0) + 1)
    }
    // Six standard deviations of 2000 draws at one in ten.
    for (const { handle } of list) expect(Math.abs((first.get(handle) ?? 0) - 200)).toBeLessThan(81)
  })

  test('anybody works it out again; a changed seed, list or winner is seen', () => {
    fc.assert(
      fc.property(seed, seed, entries, fc.nat(10), (s, other, list, seats) => {
        const winners = handles(orderOf(s, list).slice(0, seats))
        const published = { commitment: commitmentTo(s), seed: s, winners, seats }
        expect(verifyDraw(published, list).ok).toBe(true)
        if (other !== s) expect(verifyDraw({ ...published, seed: other }, list).ok).toBe(false)
        if (winners.length > 1)
          expect(verifyDraw({ ...published, winners: [...winners].reverse() }, list).ok).toBe(false)
      }),
    )
  })
})
