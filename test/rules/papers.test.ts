import { addDays, daysBetween } from '../../miniprogram/rules/days'
import { isValidOn, mimeOfBytes, PAPER_TYPE_NAMES, PAPER_TYPES, paperValidUntil } from '../../miniprogram/rules/papers'

describe('until when a paper counts', () => {
  test.each<[(typeof PAPER_TYPE_NAMES)[number], string, string | null]>([
    ['incomeProof', '2026-01-15', '2026-07-15'],
    // The month's last day where there is no such day (民法典 第二百零二条).
    ['incomeProof', '2026-08-31', '2027-02-28'],
    ['incomeProof', '2027-08-31', '2028-02-29'],
    ['diagnosis', '2024-02-29', '2025-02-28'],
    ['diagnosis', '2025-12-31', '2026-12-31'],
    ['idCard', '1999-01-01', null],
    ['sitePhoto', '2026-01-15', null],
  ])('%s of %s: %s', (type, taken, until) => expect(paperValidUntil(type, taken)).toBe(until))

  test('the last day is one of them, the day after is not', () => {
    expect(isValidOn('2026-07-15', '2026-07-15')).toBe(true)
    expect(isValidOn('2026-07-15', '2026-07-16')).toBe(false)
    expect(isValidOn(null, '2999-12-31')).toBe(true)
  })

  test('for every kind and every day of four years: never before its months are over, never later', () => {
    const faults: string[] = []
    for (const type of PAPER_TYPE_NAMES) {
      const months = PAPER_TYPES[type].keepsMonths
      if (months === null) continue
      let last = ''
      for (let day = '2024-01-01'; day < '2028-01-01'; day = addDays(day, 1)) {
        const until = paperValidUntil(type, day)!
        const days = daysBetween(day, until)
        // A paper of a later day never runs out earlier.
        if (days < 28 * months || days > 31 * months || until < last) faults.push(`${type} ${day}: ${until}`)
        last = until
      }
    }
    expect(faults).toEqual([])
  })
})

test('every kind has words that fit a row, and papers on health, children and banks are sensitive', () => {
  for (const { title, help } of Object.values(PAPER_TYPES)) {
    expect(title.length).toBeLessThanOrEqual(12)
    expect(help.length).toBeGreaterThan(0)
    expect(help.length).toBeLessThanOrEqual(18)
  }
  for (const type of [
    'diagnosis',
    'hospitalBill',
    'settlementSheet',
    'medicalCover',
    'disabilityCard',
    'bankCard',
  ] as const)
    expect(PAPER_TYPES[type].sensitive).toBe(true)
})

test.each<[string, number[], string | null]>([
  ['JPEG', [0xff, 0xd8, 0xff, 0xe1, 0], 'image/jpeg'],
  ['PNG', [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0], 'image/png'],
  ['PDF', [...Buffer.from('%PDF-1.7')], 'application/pdf'],
  ['a program', [...Buffer.from('MZ\x90\0')], null],
  ['a page', [...Buffer.from('<html>')], null],
  ['GIF', [...Buffer.from('GIF89a')], null],
  ['a cut PNG', [0x89, 0x50, 0x4e], null],
  ['nothing', [], null],
])('%s by its first bytes', (_what, bytes, mime) => expect(mimeOfBytes(bytes)).toBe(mime))
