import { signingKey, trustedIssuers } from '../../cloudfunctions/kernel/issuer'
import { seal, unseal } from '../../cloudfunctions/kernel/seal'
import { hexOf, publicKeyOf } from '../../miniprogram/rules/card-certificate'
import { addDays } from '../../miniprogram/rules/days'
import { makeKeys } from '../../local/deploy/keys'

/** Keys that sign certificates: made, changed without a gap, and thrown away when they leaked. */

const TODAY = '2026-11-26'
const before = process.env.UNION_KEYS
afterAll(() => {
  process.env.UNION_KEYS = before
})
type Keys = ReturnType<typeof makeKeys>
const use = (keys: object) => (process.env.UNION_KEYS = JSON.stringify(keys))
const issuers = () => trustedIssuers().map(({ id, until }) => [id, until])

test('fresh keys sign from today', () => {
  const keys = makeKeys(undefined, false, TODAY)
  use(keys)
  expect(signingKey(TODAY).id).toBe(1)
  expect(trustedIssuers()).toEqual([{ id: 1, publicKey: hexOf(publicKeyOf(signingKey(TODAY).seed)), until: null }])
})

test('the next one is known at every counter before it signs, the one before is trusted to its last certificate', () => {
  const keys = makeKeys(makeKeys(undefined, false, '2026-01-01'), false, TODAY)
  use(keys)
  const from = addDays(TODAY, 9)
  expect([signingKey(TODAY).id, signingKey(addDays(from, -1)).id, signingKey(from).id]).toEqual([1, 1, 2])
  expect(issuers()).toEqual([
    [1, addDays(from, 7)],
    [2, null],
  ])
})

test('one that leaked signs and counts no more; what was sealed stays readable', () => {
  const old = makeKeys(undefined, false, '2026-01-01')
  use(old)
  const sealed = seal('一句话')
  use(makeKeys(old, true, TODAY))
  expect(signingKey(TODAY).id).toBe(2)
  expect(issuers()).toEqual([[2, null]])
  expect(unseal(sealed)).toBe('一句话')
})

test('keys older than certificates: everything else works, only a certificate fails, loudly; --rotate adds what is missing', () => {
  const { issuer: _issuer, ...old } = makeKeys(undefined, false, '2026-01-01')
  use(old)
  expect(unseal(seal('照旧'))).toBe('照旧')
  expect(issuers()).toEqual([])
  expect(() => signingKey(TODAY)).toThrow('no issuer key')
  use(makeKeys(old as Keys, false, TODAY))
  expect(signingKey(TODAY).id).toBe(1)
})

test('a key that is none is said', () => {
  use({ ...makeKeys(), issuer: { 1: { seed: 'abcd', from: TODAY } } })
  expect(() => signingKey(TODAY)).toThrow('not 32 bytes')
})
