import { z } from 'zod'

/** Text that people type and others read. */

/** Control, format and unassigned characters, line separators, and fillers that look like nothing. */
const UNSEEN = /[\p{C}\p{Zl}\p{Zp}\u115f\u1160\u3164\uffa0]/gu

/** What comes is no text at all: a phone sends none, a stranger may. */
export const NO_TEXT = '这一项要写字'

/** One line of text without anything unseen; `words` says in Chinese what is wrong. For forms, which must stay drawable. */
export function plainLine(longest: number, words: string) {
  return z
    .string({ message: NO_TEXT })
    .trim()
    .max(longest, `最多 ${longest} 个字`)
    .refine((text) => text.search(UNSEEN) < 0, words)
}

/** A few lines of text; what is unseen is dropped, line breaks stay. */
export function plainText(longest: number) {
  return (
    z
      .string({ message: NO_TEXT })
      .max(longest * 2, `最多 ${longest} 个字`)
      // What a form counts down from; more may come, since what is unseen is dropped first.
      .meta({ maxLength: longest })
      .transform((text) =>
        text
          .normalize('NFC')
          .replace(UNSEEN, (char) => (char === '\n' ? char : ''))
          .trim(),
      )
      .refine((text) => [...text].length <= longest, `最多 ${longest} 个字`)
  )
}

/**
 * The first fault of a parse in the words its schema gave it, or null. Zod's own words are English, and those about
 * unknown fields repeat what was sent, so neither passes.
 */
export function firstWords(error: z.ZodError): string | null {
  const said = error.issues.find(({ code, message }) => code !== 'unrecognized_keys' && /[\u4e00-\u9fff]/.test(message))
  return said?.message ?? null
}
