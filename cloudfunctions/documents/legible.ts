import type { PrintedDocument } from '../kernel/printed-document'

/** Stands where the font has no picture of a character, so that nobody takes a name with a hole for a whole one. */
export const UNKNOWN = '〓'
const NOTE = `文中“${UNKNOWN}”处是本机字库里没有的字，请用笔写上并盖章。`

/**
 * The document with nothing in it that the font cannot show, and the characters that it could not. Where one is
 * missing, the foot asks for it to be written by hand.
 */
export function legible(
  document: PrintedDocument,
  has: (codePoint: number) => boolean,
): { document: PrintedDocument; missing: string[] } {
  const missing = new Set<string>()
  const show = (text: string): string =>
    Array.from(plain(text), (char) => {
      if (char === '\n' || has(char.codePointAt(0)!)) return char
      missing.add(char)
      return UNKNOWN
    }).join('')
  const shown: PrintedDocument = {
    title: show(document.title),
    number: show(document.number),
    org: show(document.org),
    to: show(document.to),
    paragraphs: document.paragraphs.map(show),
    facts: document.facts.map(({ label, value }) => ({ label: show(label), value: show(value) })),
    ...(document.list && {
      list: { head: document.list.head.map(show), rows: document.list.rows.map((row) => row.map(show)) },
    }),
    signatures: document.signatures.map(show),
    day: document.day,
    foot: show(document.foot),
  }
  if (missing.size > 0) shown.foot = [NOTE, shown.foot].filter(Boolean).join('\n')
  return { document: shown, missing: [...missing] }
}

/** What a phone's keyboard brings along: marks without a picture of their own go, white space is one kind. */
function plain(text: string): string {
  return text
    .replace(/\r\n?|[\u2028\u2029]/g, '\n')
    .replace(/[\p{Cc}\p{Cf}\ufe00-\ufe0f\u{e0100}-\u{e01ef}]/gu, (char) =>
      char === '\n' ? char : char === '\t' ? ' ' : '',
    )
    .replace(/[^\S\n\u3000]/gu, ' ')
    .replace(/☐/g, '□')
}
