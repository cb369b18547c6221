/**
 * Lines of Chinese text. Between any two hanzi a line may end, except that no line begins with a closing mark nor ends
 * with an opening one, a number stays whole with its unit, and dashes and dots that belong together stay together.
 */

export type Measure = (text: string) => number

/** May not begin a line: they cling to what stands before them. */
const CLOSING = /^[、。，．：；！？）》〉」』】〕〗”’％％℃°′″…—～·々,.;:!?)\]}%]$/u
/** May not end a line: they cling to what follows. */
const OPENING = /^[（《〈「『【〔〖“‘(\[{￥¥$№]$/u
/** What a union's name ends with, a number with its unit's first character, a word of letters, or one character. */
const TOKEN = /总?工会|委员会|\d[\d.,:：/%-]*(?: ?\p{Script=Han})?|[\p{Script=Latin}\d@#_.+/-]+|\s+|./gsu

/** The smallest parts that a line end may not cut. */
export function unitsOf(text: string): string[] {
  const units: string[] = []
  let opened = false
  for (const [token] of text.matchAll(TOKEN)) {
    if (units.length > 0 && (opened || CLOSING.test(token))) units[units.length - 1] += token
    else units.push(token)
    opened = OPENING.test(token)
  }
  return units
}

/**
 * Breaks text into lines no wider than `width`, the first of them narrower by `indent`. A part wider than a line (an
 * address of the web) is cut where it must be. Never answers no line: empty text is one empty line.
 */
export function breakLines(text: string, width: number, measure: Measure, indent = 0): string[] {
  const lines: string[] = []
  let line = ''
  const room = (): number => (lines.length === 0 ? width - indent : width)
  const end = (): void => {
    lines.push(line.trimEnd())
    line = ''
  }
  const add = (part: string): void => {
    if (line && measure((line + part).trimEnd()) > room()) end()
    if (line || part.trim()) line += part
  }
  for (const unit of unitsOf(text)) {
    if (measure(unit.trimEnd()) <= width - indent) add(unit)
    else for (const char of unit) add(char)
  }
  if (line || lines.length === 0) end()
  return lines
}

/** Lines of about one length: for a heading of two lines, where a last line of one character would look like a slip. */
export function breakEvenly(text: string, width: number, measure: Measure): string[] {
  let lines = breakLines(text, width, measure)
  const step = measure('一') / 2
  for (let narrower = width - step; narrower > step * 8; narrower -= step) {
    const tried = breakLines(text, narrower, measure)
    if (tried.length > lines.length) break
    lines = tried
  }
  return lines
}
