/** 统一社会信用代码 (GB 32100-2015): eighteen digits and letters, the last of which checks the others. */

const SIGNS = '0123456789ABCDEFGHJKLMNPQRTUWXY'
const WEIGHTS = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28]

/** As it stands on the licence: capitals, no blanks. */
export const tidyCreditCode = (text: string): string => text.replace(/\s/g, '').toUpperCase()

/** The sign that checks the first seventeen, or null when one of them cannot be. */
export function creditCodeCheck(first: string): string | null {
  const values = [...first].map((sign) => SIGNS.indexOf(sign))
  if (values.length !== WEIGHTS.length || values.includes(-1)) return null
  const sum = values.reduce((all, value, i) => all + value * WEIGHTS[i]!, 0)
  return SIGNS[(31 - (sum % 31)) % 31]!
}

export function isCreditCode(text: string): boolean {
  const code = tidyCreditCode(text)
  return code.length === 18 && creditCodeCheck(code.slice(0, 17)) === code[17]
}
