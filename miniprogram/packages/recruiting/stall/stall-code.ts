/** The six digits in what a camera read: a WeChat code's page and scene, or the number itself; null for something else. */
export function codeIn(scanned: string): string | null {
  if (/^\d{6}$/.test(scanned.trim())) return scanned.trim()
  const found = /recruiting\/stall\/stall\?(?:.*&)?(?:scene|code)=(\d{6})(?:&|$)/.exec(scanned)
  return found ? found[1]! : null
}

/** Digits as they are typed, with blanks and full-width ones put right; at most six. */
export function tidyCode(typed: string): string {
  return typed
    .replace(/[０-９]/g, (digit) => String.fromCharCode(digit.charCodeAt(0) - 0xfee0))
    .replace(/\D/g, '')
    .slice(0, 6)
}

/** `482913` → `482 913`: read aloud in two breaths. */
export const sayCode = (code: string): string => `${code.slice(0, 3)} ${code.slice(3)}`
