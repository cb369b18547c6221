import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Of each page, its lines in the order they were written, with their places in points from the lower left corner. */
export interface PdfPage {
  width: number
  height: number
  lines: { text: string; x: number; y: number }[]
}

/**
 * Reads a PDF with Mozilla's parser: the text that a reader can search and copy. In a process of its own, since the
 * parser is an ES module and jest's loader knows none.
 */
export function readPdf(bytes: Uint8Array): PdfPage[] {
  const folder = mkdtempSync(join(tmpdir(), 'pdf-'))
  const file = join(folder, 'a.pdf')
  try {
    writeFileSync(file, bytes)
    const read = execFileSync(process.execPath, ['--input-type=module', '-e', SCRIPT, file], { encoding: 'utf8' })
    return JSON.parse(read) as PdfPage[]
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

const SCRIPT = `
import { readFileSync } from 'node:fs'
import { getDocumentProxy } from 'unpdf'
const pdf = await getDocumentProxy(new Uint8Array(readFileSync(process.argv[1])))
const pages = []
for (let i = 1; i <= pdf.numPages; i += 1) {
  const page = await pdf.getPage(i)
  const [, , width, height] = page.view
  const { items } = await page.getTextContent()
  const lines = items.filter(({ str }) => str).map(({ str, transform }) => ({ text: str, x: transform[4], y: transform[5] }))
  pages.push({ width, height, lines })
}
console.log(JSON.stringify(pages))`
