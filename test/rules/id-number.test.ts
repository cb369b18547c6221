import fc from 'fast-check'
import { checkCharacter, idNumberFault, tidyIdNumber } from '../../miniprogram/rules/id-number'
import { maskIdNumber, maskName, maskPhone } from '../../miniprogram/rules/masks'

const now = new Date('2026-11-20T04:00:00Z')
/** Area 990001 exists nowhere, so these numbers can belong to nobody. */
const numberOf = (birth: string, sequence = '012') => {
  const first17 = `990001${birth}${sequence}`
  return first17 + checkCharacter(first17)
}

describe('ID numbers', () => {
  // GB 11643-1999: the example of the standard's own arithmetic.
  test('the check character of the standard', () => expect(checkCharacter('11010519491231002')).toBe('X'))

  test.each([
    ['good', numberOf('19800101'), null],
    ['sixteen today (劳动法 第15条)', numberOf('20101120'), null],
    ['sixteen tomorrow', numberOf('20101121'), 'tooYoung'],
    ['no such day', numberOf('19810229'), 'birthDate'],
    ['month 13', numberOf('19801301'), 'birthDate'],
    ['born tomorrow', numberOf('20261121'), 'birthDate'],
    ['born in 1899', numberOf('18991231'), 'birthDate'],
    ['too short', '99000119800101', 'shape'],
    ['letters', 'ABCDEFGHIJKLMNOPQR', 'shape'],
    ['nothing', '', 'shape'],
  ])('%s', (_what, number, fault) => expect(idNumberFault(number, now)).toBe(fault))

  test('any one digit mistyped is caught', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 16 }), fc.integer({ min: 1, max: 9 }), (where, shift) => {
        const good = numberOf('19800101')
        const wrong = `${good.slice(0, where)}${(Number(good[where]) + shift) % 10}${good.slice(where + 1)}`
        expect(idNumberFault(wrong, now)).not.toBeNull()
      }),
    )
  })

  test('what people type is the same number', () => {
    expect(tidyIdNumber(' ９９0001 1980-0101 012x ')).toBe('99000119800101012X')
  })
})

describe('masks', () => {
  test.each([
    ['林秀兰', '林＊兰'],
    ['王海', '王＊'],
    ['王', '＊'],
    ['欧阳小明', '欧＊＊明'],
    ['买买提·艾力江', '买＊＊江'],
    ['', ''],
  ])('%s → %s', (name, masked) => expect(maskName(name)).toBe(masked))

  test('a phone keeps 3 and 4, an ID number 4 and 4', () => {
    expect(maskPhone('19900001234')).toBe('199****1234')
    expect(maskIdNumber('990001198001010127')).toBe('9900**********0127')
  })

  test('no mask lets the hidden part through', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^1\d{10}$/), (phone) => {
        expect(maskPhone(phone)).not.toContain(phone.slice(3, 7) === phone.slice(-4) ? '\0' : phone.slice(3, 8))
        expect(maskPhone(phone).replace(/\*/g, '')).toHaveLength(7)
      }),
    )
  })
})
