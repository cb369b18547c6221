import fc from 'fast-check'
import { breakEvenly, breakLines, unitsOf } from '../../cloudfunctions/documents/break-lines'
import { paginate, type Piece } from '../../cloudfunctions/documents/paginate'

/** Of a character: 1 for a hanzi or a Chinese mark, half for the rest. */
const measure = (text: string): number => [...text].reduce((sum, char) => sum + (char < '\u00ff' ? 0.5 : 1), 0)

describe('lines', () => {
  test.each([
    ['您好，请看《办法》第八条。', ['您', '好，', '请', '看', '《办', '法》', '第', '八', '条。']],
    ['共 18,600.50 元（3 个月）', ['共', ' ', '18,600.50 元', '（3 个', '月）']],
    ['2026年12月7日', ['2026年', '12月', '7日']],
    ['总工会——甲', ['总工会——', '甲']],
    ['“好”', ['“好”']],
  ])('%s is cut only where a line may end', (text, units) => expect(unitsOf(text)).toEqual(units))

  const text = fc.string({ unit: fc.constantFrom(...'工会的人a1，。（）《》“” '), maxLength: 120 })
  const bare = (given: string) => given.replace(/\s/g, '')

  test('nothing is lost, nothing is wider than the paper', () => {
    fc.assert(
      fc.property(text, fc.integer({ min: 4, max: 30 }), fc.integer({ min: 0, max: 2 }), (given, width, indent) => {
        const lines = breakLines(given, width, measure, indent)
        expect(bare(lines.join(''))).toBe(bare(given))
        lines.forEach((line, i) => expect(measure(line)).toBeLessThanOrEqual(width - (i === 0 ? indent : 0)))
      }),
    )
  })

  test('no line begins with a closing mark or ends with an opening one, unless marks alone fill it', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('工', '会，', '（人）', '《办法》', '12', '“好”。'), { maxLength: 60 }),
        (parts) => {
          const lines = breakLines(parts.join(''), 12, measure)
          for (const line of lines) expect(line).not.toMatch(/^[，。）》”]|[（《“]$/)
        },
      ),
    )
  })

  test('a heading is halved, not left with one character below', () => {
    const lines = breakEvenly('某市某某区总工会劳动争议调解委员会（盖章）', 17, measure)
    expect(lines).toHaveLength(2)
    expect(Math.abs(measure(lines[0]!) - measure(lines[1]!))).toBeLessThanOrEqual(4)
  })
})

describe('pages', () => {
  const piece = (height: number, more: Partial<Piece> = {}): Piece => ({ height, draw: () => undefined, ...more })
  const heights = (pieces: Piece[]) => paginate(pieces, 0, 100).map((page) => page.map((placed) => placed.piece.height))

  test('what is kept together moves together; white space at a page’s top is left out', () => {
    expect(heights([piece(60), piece(10, { space: true }), piece(20, { keep: true }), piece(20)])).toEqual([[60, 10], [20, 20]]) // prettier-ignore
    expect(heights([piece(95), piece(10, { space: true }), piece(20)])).toEqual([[95], [20]])
  })

  test('what is higher than a page goes on over it', () => {
    expect(heights(Array.from({ length: 5 }, () => piece(30, { keep: true })))).toEqual([[30, 30, 30], [30, 30]]) // prettier-ignore
  })

  test('the foot stands at the bottom', () => {
    const [page] = paginate([piece(30), piece(10, { bottom: true, keep: true }), piece(20)], 5, 100)
    expect(page!.map(({ y }) => y)).toEqual([5, 75, 85])
  })

  test('every piece that is not white space is placed once, in order, within the page', () => {
    const some = fc.record({ height: fc.integer({ min: 1, max: 100 }), keep: fc.boolean(), space: fc.boolean() })
    fc.assert(
      fc.property(fc.array(some, { maxLength: 40 }), (given) => {
        const pieces = given.map(({ height, ...more }) => piece(height, more))
        const placed = paginate(pieces, 7, 100)
        expect(placed.flat().map((one) => one.piece).filter((one) => !one.space)).toEqual(pieces.filter((one) => !one.space)) // prettier-ignore
        for (const page of placed)
          page.forEach(({ piece: { height }, y }, i) => {
            expect(y).toBe(i === 0 ? 7 : page[i - 1]!.y + page[i - 1]!.piece.height)
            expect(y + height).toBeLessThanOrEqual(107)
          })
      }),
    )
  })
})
