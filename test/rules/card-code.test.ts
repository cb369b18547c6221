import fc from 'fast-check'
import {
  ageOf,
  isGenuine,
  makeCardCode,
  readCardCode,
  secondsLeft,
  secondsOld,
  STEP_SECONDS,
  stepOf,
} from '../../miniprogram/rules/card-code'

const key = '5f'.repeat(32)
const card = { number: '371002684419', serial: 1, key }
const at = Date.parse('2026-11-20T02:24:07Z')

const cards = fc.record({
  number: fc.stringMatching(/^\d{12}$/),
  serial: fc.integer({ min: 1, max: 9999 }),
  key: fc.stringMatching(/^[0-9a-f]{64}$/),
})
const moments = fc.integer({ min: Date.parse('2026-01-01'), max: Date.parse('2056-01-01') })

describe('the changing code of a card', () => {
  test('what is made is read back, genuine and fresh', () => {
    fc.assert(
      fc.property(cards, moments, (made, moment) => {
        const code = readCardCode(makeCardCode(made, moment))!
        expect(code).toMatchObject({ number: made.number, serial: made.serial, step: stepOf(moment) })
        expect(isGenuine(code, made.key)).toBe(true)
        expect(ageOf(code, moment)).toBe('fresh')
      }),
    )
  })

  test('only characters of the dense QR mode', () => {
    fc.assert(fc.property(cards, moments, (made, moment) => expect(makeCardCode(made, moment)).toMatch(/^[0-9A-Z:]+$/)))
  })

  test('an altered code is read, but not genuine', () => {
    fc.assert(
      fc.property(cards, moments, fc.nat(), (made, moment, where) => {
        const text = makeCardCode(made, moment)
        const i = where % text.length
        const altered = text.slice(0, i) + (text[i] === '7' ? '8' : '7') + text.slice(i + 1)
        const code = readCardCode(altered)
        expect(code === null || !isGenuine(code, made.key)).toBe(true)
      }),
    )
  })

  test('another card, another serial, another key: not genuine', () => {
    const code = readCardCode(makeCardCode(card, at))!
    expect(isGenuine({ ...code, number: '371002684410' }, key)).toBe(false)
    expect(isGenuine({ ...code, serial: 2 }, key)).toBe(false)
    expect(isGenuine(code, '5e' + '5f'.repeat(31))).toBe(false)
  })

  test.each([
    [0, 'fresh'],
    [STEP_SECONDS, 'fresh'],
    [2 * STEP_SECONDS, 'old'],
    [180, 'old'],
    [-STEP_SECONDS, 'fresh'],
    [-2 * STEP_SECONDS, 'ahead'],
  ])('%i seconds after its step began a code is %s', (seconds, age) => {
    const start = stepOf(at) * STEP_SECONDS * 1000
    const code = readCardCode(makeCardCode(card, start))!
    expect(ageOf(code, start + seconds * 1000)).toBe(age)
    expect(secondsOld(code, start + seconds * 1000)).toBe(Math.max(0, seconds))
  })

  test('a screenshot is dead a minute after it was made, whenever in its step that was', () => {
    fc.assert(
      fc.property(moments, (moment) => {
        const code = readCardCode(makeCardCode(card, moment))!
        expect(ageOf(code, moment + 60_000)).toBe('old')
      }),
    )
  })

  test('the ring counts down from 30 to 1', () => {
    fc.assert(
      fc.property(moments, (moment) => {
        const left = secondsLeft(moment)
        expect(left).toBeGreaterThanOrEqual(1)
        expect(left).toBeLessThanOrEqual(STEP_SECONDS)
        expect(stepOf(moment + left * 1000)).toBe(stepOf(moment) + 1)
      }),
    )
  })

  test.each([
    '',
    'https://example.test',
    'UC1:1:1:1:1',
    'UC1:371002684419:1:ABC:',
    `UC2:371002684419:1:ABC:${'0'.repeat(16)}`,
  ])('no card code: %s', (text) => expect(readCardCode(text)).toBeNull())
})
