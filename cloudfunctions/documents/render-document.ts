import { createHash } from 'node:crypto'
import type { PrintedDocument } from '../kernel/printed-document'
import { documentOf } from '../kernel/printed-document'
import { temporaryAddress, writeFile } from '../kernel/files'
import { log } from '../kernel/log'
import type { Caller } from '../kernel/serve'
import { readFont } from './read-font'
import { notePrinted } from './store'
import { typeset } from './typeset'

/** Seconds that the address of a file can be read. */
const READABLE = 10 * 60
/** Milliseconds until it is deleted. */
const KEPT = 60 * 60_000

/** Three requests, one more for a document that lies in a file: the file is stored under its content's name, noted for its deletion, and an address of it asked for. */
export async function renderDocument({ ticket }: { ticket: string }, { openid, now }: Caller) {
  const document = await documentOf(ticket, openid, now)
  const { bytes, missing } = await typeset(document, await readFont())
  // A reader sees 〓 where the font has nothing; who keeps the font learns which characters to look for.
  for (const char of missing) log({ event: 'glyph-missing', area: 'documents', code: codeOf(char) })
  const name = nameOf(document)
  const file = await writeFile(`documents/${name}.pdf`, bytes)
  await notePrinted({ _id: name, file, until: new Date(Number(now) + KEPT) })
  const [url] = await temporaryAddress([file], READABLE)
  return { url: url!, name: `${fileName(document.title)}.pdf` }
}

/** From the content, so that the same document is one file however often it is asked for. */
function nameOf(document: PrintedDocument): string {
  return createHash('sha256').update(JSON.stringify(document)).digest('hex').slice(0, 40)
}

/** Without what no phone's file may be called. */
const fileName = (title: string): string => title.replace(/[\\/:*?"<>|\p{Cc}]/gu, '') || '文书'

const codeOf = (char: string): string => `U+${char.codePointAt(0)!.toString(16).toUpperCase()}`
