import fc from 'fast-check'
import { metresBetween, openState, sayDistance } from '../../miniprogram/rules/places'
import { nameHolds, queryKeys, searchKeys } from '../../miniprogram/rules/search-keys'

describe('distances', () => {
  test('a degree of latitude is about 111 km', () => {
    expect(metresBetween({ latitude: 37, longitude: 122 }, { latitude: 38, longitude: 122 })).toBeCloseTo(111_319, -1)
  })
  test.each([
    [3, '10 米'],
    [318, '320 米'],
    [996, '1.0 公里'],
    [1234, '1.2 公里'],
    [15_400, '15 公里'],
  ])('%d metres: %s', (metres, words) => expect(sayDistance(metres)).toBe(words))
})

describe('opening hours', () => {
  const hours = { open: 10 * 60, close: 21 * 60 }
  test.each([
    ['before', 599, hours, false, '10:00 开门'],
    ['at opening', 600, hours, true, '到 21:00'],
    ['at closing', 1260, hours, false, '10:00 开门'],
    ['a night market after midnight', 60, { open: 1080, close: 1560 }, true, '到 02:00'],
    ['a night market at noon', 720, { open: 1080, close: 1560 }, false, '18:00 开门'],
    ['round the clock', 200, { open: 0, close: 0 }, true, '24 小时'],
  ])('%s', (_what, minute, open, isOpen, words) => expect(openState(open, minute)).toEqual({ open: isOpen, words }))
})

describe('finding by any part of a name', () => {
  const names = fc.stringMatching(/^[\u4e00-\u9fa5]{2,14}$/)

  test('every part of two characters or more finds it', () => {
    fc.assert(
      fc.property(names, fc.nat(), fc.nat(), (name, a, b) => {
        const start = a % (name.length - 1)
        const part = name.slice(start, start + 2 + (b % (name.length - start - 1)))
        expect(searchKeys([name])).toEqual(expect.arrayContaining(queryKeys(part)!))
        expect(nameHolds(name, part)).toBe(true)
      }),
    )
  })

  test('case, width, spaces and marks do not matter; one character is too little', () => {
    expect(queryKeys(' ＡＢ-c 店')).toEqual(['abc店'])
    expect(queryKeys('环翠区第一小学工会')).toEqual(['环翠区第一小', '第一小学工会'])
    expect(queryKeys('海')).toBeNull()
    expect(nameHolds('海滨物业（威高广场店）', '物业 威高')).toBe(true)
  })
})
