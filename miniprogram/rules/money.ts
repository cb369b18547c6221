/** Money is whole fen everywhere; only the last step before the eye turns it into yuan. */

/** The greatest bill a counter takes: 100,000 yuan. A typing slip beyond it is refused in words. */
export const GREATEST_BILL_FEN = 10_000_000

/** `41260` → `412.60` */
export function yuan(fen: number): string {
  const sign = fen < 0 ? '-' : ''
  const whole = Math.abs(Math.round(fen))
  return `${sign}${Math.floor(whole / 100)}.${String(whole % 100).padStart(2, '0')}`
}

/** `4000` → `40`, `4050` → `40.50`: for prices in running text. */
export function shortYuan(fen: number): string {
  return fen % 100 === 0 ? String(fen / 100) : yuan(fen)
}

/** What a clerk typed, in fen; null when it is no amount of at most two decimals. Accepts `186`, `186.`, `.5`, `１８６．５`. */
export function parseYuan(text: string): number | null {
  const tidy = text
    .replace(/[０-９．]/g, (char) => String.fromCharCode(char.charCodeAt(0) - 0xfee0))
    .replace(/[\s,，¥￥元]/g, '')
  if (!/^(\d{1,8}(\.\d{0,2})?|\.\d{1,2})$/.test(tidy)) return null
  const [whole = '', part = ''] = tidy.split('.')
  return Number(whole || '0') * 100 + Number(part.padEnd(2, '0'))
}
