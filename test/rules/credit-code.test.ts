import fc from 'fast-check'
import { creditCodeCheck, isCreditCode, tidyCreditCode } from '../../miniprogram/rules/credit-code'

/** 统一社会信用代码 (GB 32100-2015). */

const SIGNS = '0123456789ABCDEFGHJKLMNPQRTUWXY'
const codes = fc
  .array(fc.constantFrom(...SIGNS), { minLength: 17, maxLength: 17 })
  .map((signs) => signs.join('') + creditCodeCheck(signs.join(''))!)

test('a code is right with its own last sign and no other; blanks and small letters do not matter', () => {
  fc.assert(
    fc.property(codes, fc.constantFrom(...SIGNS), (code, last) => {
      expect(isCreditCode(code)).toBe(true)
      expect(isCreditCode(` ${code.slice(0, 8).toLowerCase()} ${code.slice(8)} `)).toBe(true)
      if (last !== code[17]) expect(isCreditCode(code.slice(0, 17) + last)).toBe(false)
    }),
  )
})

test('one sign typed wrong is noticed', () => {
  fc.assert(
    fc.property(codes, fc.nat(16), fc.constantFrom(...SIGNS), (code, at, sign) => {
      if (sign === code[at]) return
      expect(isCreditCode(code.slice(0, at) + sign + code.slice(at + 1))).toBe(false)
    }),
  )
})

test('what is none', () => {
  for (const text of ['', '123', 'IOSVZ'.repeat(4), '9'.repeat(19)]) expect(isCreditCode(text)).toBe(false)
  expect(tidyCreditCode(' 91a b ')).toBe('91AB')
})
