import { z } from 'zod'
import { AppError } from './errors'
import { readFile } from './files'
import { readTicket, signTicket } from './seal'

/**
 * A document with the union's name on it, before it is set on paper. An area that may show a case to somebody writes
 * the document and hands out a ticket: our own signed word that this person may have this paper for ten minutes. The
 * function `documents` makes the PDF of it and needs to know nothing of cases.
 */

const LASTS_MS = 10 * 60_000
/** Of a ticket, so that it fits one call: about 9,000 Chinese characters of document. */
export const MOST_TICKET = 40_000

/** Rows of a list that fit one ticket. */
export const ROLL_ROWS = 400

const line = z.string().trim().max(200)

export const printedDocumentSchema = z.strictObject({
  /** 受理通知书 */
  title: line.min(1),
  /** 威环工援受〔2026〕12号 */
  number: line,
  /** 威海市环翠区总工会: stands at the head and signs. */
  org: line.min(1),
  /** 林秀兰： */
  to: line,
  paragraphs: z.array(z.string().max(8000)).max(200),
  /** A table after the first paragraph. */
  facts: z.array(z.strictObject({ label: line, value: z.string().max(2000) })).max(60),
  /** A list with a row for each, its columns named at the head of every page. After the paragraphs. */
  list: z
    .strictObject({ head: z.array(line).min(1).max(6), rows: z.array(z.array(line).max(6)).max(ROLL_ROWS) })
    .optional(),
  /** Who signs by hand, a line each: 申请人： 被申请人： 调解员： */
  signatures: z.array(line).max(20),
  /** Of the union's signature, `YYYY-MM-DD`. */
  day: z.iso.date(),
  /** At the foot of the last page: clause, how to appeal, hotline. */
  foot: z.string().max(2000),
})
export type PrintedDocument = z.infer<typeof printedDocumentSchema>

const ticketSchema = z.strictObject({
  use: z.literal('document'),
  openid: z.string(),
  /** Epoch milliseconds. */
  until: z.number(),
  document: printedDocumentSchema,
})

/** Good for ten minutes, for this person alone. Throws when the document is longer than a ticket can carry. */
export function documentTicket(openid: string, document: PrintedDocument, now: Date): string {
  const ticket = signTicket(
    ticketSchema.parse({ use: 'document', openid, until: Number(now) + LASTS_MS, document } satisfies z.input<
      typeof ticketSchema
    >),
  )
  if (ticket.length > MOST_TICKET) throw new Error('a document too long for a ticket')
  return ticket
}

const storedSchema = z.strictObject({
  use: z.literal('storedDocument'),
  openid: z.string(),
  until: z.number(),
  /** Our own file, JSON. */
  file: z.string(),
})

/** For a document longer than a ticket: it lies in a file of ours, which no phone reads. */
export function storedDocumentTicket(openid: string, file: string, now: Date): string {
  return signTicket({ use: 'storedDocument', openid, until: Number(now) + LASTS_MS, file } satisfies z.input<
    typeof storedSchema
  >)
}

/** The document of a ticket, if we signed it for this person. Throws FORBIDDEN, TICKET_EXPIRED. */
export async function documentOf(ticket: string, openid: string, now: Date): Promise<PrintedDocument> {
  const read = z.union([ticketSchema, storedSchema]).safeParse(readTicket(ticket))
  if (!read.success || read.data.openid !== openid)
    throw new AppError('FORBIDDEN', '这份文书打不开。请回到申请里，再点一次')
  const late = () => new AppError('TICKET_EXPIRED', '隔得有点久了。请回到申请里，再点一次')
  if (read.data.until < Number(now)) throw late()
  if (read.data.use === 'document') return read.data.document
  const stored = await readFile(read.data.file)
  if (!stored) throw late()
  return printedDocumentSchema.parse(JSON.parse(stored.toString('utf8')))
}
