import fc from 'fast-check'
import { generate } from 'lean-qr'
import jsQR from 'jsqr'
import { fromBase32, toBase32 } from '../../miniprogram/rules/base32'
import { ageOf } from '../../miniprogram/rules/card-code'
import {
  hexOf,
  isSigned,
  issueCertificate,
  publicKeyOf,
  readCertificate,
  type Certificate,
} from '../../miniprogram/rules/card-certificate'
import {
  chainFault,
  makeOfflineCode,
  readOfflineCode,
  shownAt,
  type Issuer,
} from '../../miniprogram/rules/offline-code'

/** A card's certificate and the code made with it: only what the issuer and the phone signed passes, in its days and its minute. */

const seedOf = (byte: number) => new Uint8Array(32).fill(byte)
const [ISSUER, PHONE, OTHER] = [seedOf(1), seedOf(2), seedOf(3)] as const
const trusted: Issuer[] = [{ id: 7, publicKey: hexOf(publicKeyOf(ISSUER)), until: null }]
const NOW = Date.parse('2026-11-26T02:00:05Z')
const base: Certificate = {
  issuer: 7,
  number: '371002684419',
  serial: 3,
  until: '2026-12-03',
  handle: 'ABCDEFGH',
  publicKey: publicKeyOf(PHONE),
  tier: '普通会员',
  maskedName: '林＊兰',
}
const certificate = issueCertificate(base, ISSUER)
const code = makeOfflineCode({ certificate, seed: PHONE }, NOW)
const faultOf = (text: string, at = NOW, issuers = trusted) => {
  const read = readOfflineCode(text)
  return read ? chainFault(read, issuers, at) : 'UNREADABLE'
}

test('RFC 8032, section 7.1, TEST 2: our keys and signatures are Ed25519', () => {
  const bytes = (hex: string) => new Uint8Array(Buffer.from(hex, 'hex'))
  const seed = bytes('4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb')
  expect(hexOf(publicKeyOf(seed))).toBe('3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c')
  const signature = bytes(
    '92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00',
  )
  expect(isSigned(publicKeyOf(seed), bytes('72'), signature)).toBe(true)
  expect(isSigned(publicKeyOf(seed), bytes('73'), signature)).toBe(false)
})

test('what was signed is read back, and passes', () => {
  expect(readOfflineCode(code)!.certificate).toEqual(base)
  expect(faultOf(code)).toBeNull()
  expect(shownAt(readOfflineCode(code)!)).toBe(NOW - 5000)
})

test('base 32 is read back, and of one value there is one text', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 60 }), (bytes) => {
      expect(fromBase32(toBase32(bytes))).toEqual(bytes)
    }),
  )
  expect([fromBase32('0'), fromBase32('01'), fromBase32('U0'), fromBase32('a0')]).toEqual([null, null, null, null])
})

test('any certificate is read back as it was issued; long words lose their end, never break', () => {
  const certificates = fc.record({
    issuer: fc.integer({ min: 1, max: 255 }),
    number: fc.integer({ min: 0, max: 999_999_999_999 }).map((n) => String(n).padStart(12, '0')),
    serial: fc.integer({ min: 1, max: 9999 }),
    until: fc.integer({ min: 0, max: 40_000 }).map((n) => new Date(n * 86_400_000).toISOString().slice(0, 10)),
    handle: fc.uint8Array({ minLength: 5, maxLength: 5 }).map(toBase32),
    publicKey: fc.uint8Array({ minLength: 32, maxLength: 32 }),
    tier: fc.string({ unit: 'grapheme', maxLength: 6 }),
    maskedName: fc.string({ unit: 'grapheme', maxLength: 60 }),
  })
  fc.assert(
    fc.property(certificates, (some) => {
      const read = readCertificate(issueCertificate(some, ISSUER))!
      expect({ ...read, tier: '', maskedName: '' }).toEqual({ ...some, tier: '', maskedName: '' })
      expect(some.tier.startsWith(read.tier) && some.maskedName.startsWith(read.maskedName)).toBe(true)
    }),
    { numRuns: 60 },
  )
})

test('any altered letter is refused, wherever it stands', () => {
  const letters = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
  fc.assert(
    fc.property(fc.integer({ min: 4, max: code.length - 1 }), fc.integer({ min: 1, max: 31 }), (at, by) => {
      const other = letters[(letters.indexOf(code[at]!) + by) % 32]
      expect(faultOf(code.slice(0, at) + other + code.slice(at + 1))).not.toBeNull()
    }),
    { numRuns: 250 },
  )
})

test('cut, lengthened and foreign texts are no code', () => {
  for (const text of ['', 'UC2:', code.slice(0, -1), `${code}0`, code.toLowerCase(), `${code}${'0'.repeat(400)}`])
    expect(faultOf(text)).not.toBeNull()
  fc.assert(
    fc.property(fc.string(), (text) => readOfflineCode(`UC2:${text}`) === null || faultOf(`UC2:${text}`) !== null),
  )
})

test('only the issuer’s certificate, only the phone it was issued to', () => {
  const forged = issueCertificate(base, OTHER)
  expect(faultOf(makeOfflineCode({ certificate: forged, seed: PHONE }, NOW))).toBe('FORGED')
  // A stolen certificate without the phone's key is worth nothing.
  expect(faultOf(makeOfflineCode({ certificate, seed: OTHER }, NOW))).toBe('FORGED')
  const unknown = issueCertificate({ ...base, issuer: 8 }, ISSUER)
  expect(faultOf(makeOfflineCode({ certificate: unknown, seed: PHONE }, NOW))).toBe('ISSUER')
})

test('good to the end of its last day in China, and no longer than its issuer’s key', () => {
  const at = (moment: string, issuers = trusted) => {
    const ms = Date.parse(moment)
    return faultOf(makeOfflineCode({ certificate, seed: PHONE }, ms), ms, issuers)
  }
  expect(at('2026-12-03T15:59:59Z')).toBeNull()
  expect(at('2026-12-03T16:00:00Z')).toBe('OVER')
  const rotated = [{ ...trusted[0]!, until: '2026-12-01' }]
  expect([at('2026-12-01T15:00:00Z', rotated), at('2026-12-01T17:00:00Z', rotated)]).toEqual([null, 'OVER'])
})

test('a screenshot is old within a minute of its step’s end; a clock a step ahead is forgiven', () => {
  const read = readOfflineCode(code)!
  fc.assert(
    fc.property(fc.integer({ min: -600, max: 600 }), (seconds) => {
      const age = ageOf(read, NOW + seconds * 1000)
      if (seconds >= 60) expect(age).toBe('old')
      if (seconds >= 0 && seconds < 30) expect(age).toBe('fresh')
      if (seconds < -60) expect(age).toBe('ahead')
    }),
  )
})

test('its QR code stays in the dense mode, and a camera reads it from 430 pixels', () => {
  const drawn = generate(code)
  expect(drawn.size).toBeLessThanOrEqual(57)
  const quiet = 2
  const square = Math.floor(430 / (drawn.size + 2 * quiet))
  const side = square * (drawn.size + 2 * quiet)
  const pixels = new Uint8ClampedArray(side * side * 4).fill(255)
  for (let y = 0; y < side; y += 1)
    for (let x = 0; x < side; x += 1)
      if (drawn.get(Math.floor(x / square) - quiet, Math.floor(y / square) - quiet))
        pixels.fill(17, (y * side + x) * 4, (y * side + x) * 4 + 3)
  expect(jsQR(pixels, side, side)?.data).toBe(code)
})
