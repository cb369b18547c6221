/** The six digits of what was typed or scanned, however they were written; null: none. */
export function codeIn(text: string): string | null {
  const digits = text
    .replace(/^merchant-clerk:/, '')
    .replace(/[０-９]/g, (char) => String.fromCharCode(char.charCodeAt(0) - 0xfee0))
    .replace(/\s/g, '')
  return /^\d{6}$/.test(digits) ? digits : null
}
