/**
 * How personal data is shown to anybody who need not see all of it. Full-width ＊, so that a mask keeps the
 * width of the characters it stands for.
 */

/** `林秀兰` → `林＊兰`, `王海` → `王＊`, compound surnames count as their first character. */
export function maskName(name: string): string {
  const letters = [...name.trim()]
  if (letters.length <= 1) return letters.length ? '＊' : ''
  if (letters.length === 2) return `${letters[0]}＊`
  return `${letters[0]}${'＊'.repeat(Math.min(letters.length - 2, 2))}${letters[letters.length - 1]}`
}

/** `13812341234` → `138****1234` */
export function maskPhone(phone: string): string {
  return phone.length < 7 ? '****' : `${phone.slice(0, 3)}****${phone.slice(-4)}`
}

/** `371002198001013626` → `3710**********3626` */
export function maskIdNumber(idNumber: string): string {
  return idNumber.length < 15 ? '****' : `${idNumber.slice(0, 4)}**********${idNumber.slice(-4)}`
}

/** `371002684419` → `3710 0268 4419` */
export function groupCardNumber(number: string): string {
  return number.replace(/(\d{4})(?=\d)/g, '$1 ')
}

/** What one calls a member to her face: `秀兰师傅`. */
export function addressOf(name: string): string {
  const letters = [...name.trim()]
  return `${letters.length > 2 ? letters.slice(1).join('') : letters.join('')}师傅`
}
