/** Crockford's base 32: no I, L, O, U, so that nothing is misread aloud; its letters stay in a QR code's dense mode. */
const LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

export function toBase32(bytes: Uint8Array): string {
  let bits = 0
  let value = 0
  let text = ''
  for (const byte of bytes) {
    value = ((value << 8) | byte) & 0xfff
    bits += 8
    while (bits >= 5) {
      bits -= 5
      text += LETTERS[(value >> bits) & 31]
    }
  }
  return bits > 0 ? text + LETTERS[(value << (5 - bits)) & 31] : text
}

/** The bytes; null when the text is not exactly what `toBase32` writes: of one value there is one text. */
export function fromBase32(text: string): Uint8Array | null {
  const bytes = new Uint8Array(Math.floor((text.length * 5) / 8))
  let bits = 0
  let value = 0
  let at = 0
  for (let i = 0; i < text.length; i += 1) {
    const five = LETTERS.indexOf(text[i]!)
    if (five < 0) return null
    value = ((value << 5) | five) & 0xfff
    bits += 5
    if (bits >= 8) {
      bits -= 8
      bytes[at] = (value >> bits) & 255
      at += 1
    }
  }
  const leftOver = value & ((1 << bits) - 1)
  return bits < 5 && leftOver === 0 ? bytes : null
}
