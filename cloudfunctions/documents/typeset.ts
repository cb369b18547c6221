import type { Font } from 'fontkit'
import type { PrintedDocument } from '../kernel/printed-document'
import { layOut } from './lay-out'
import { legible } from './legible'
import { paginate, type Placed } from './paginate'
import { LEFT, openPaper, PAGE, ROOM, TOP, WIDTH, type Paper, type Style } from './paper'

const PAGE_LINE: Style = { size: 10.5, leading: 16 }

/**
 * A document as PDF: A4, black, the characters it uses embedded. The same document gives the same bytes. `missing`:
 * characters that the font does not have and 〓 stands for.
 */
export async function typeset(given: PrintedDocument, font: Font): Promise<{ bytes: Buffer; missing: string[] }> {
  const { document, missing } = legible(given, (codePoint) => font.hasGlyphForCodePoint(codePoint))
  const paper = openPaper(font, document.title, document.org, document.day)
  const pages = fewestPages(document, paper)
  pages.forEach((page, i) => {
    paper.addPage()
    page.forEach(({ piece, y }, at) => piece.draw(y, { first: at === 0, last: at === page.length - 1 }))
    writePageLine(paper, document, i + 1, pages.length)
  })
  return { bytes: await paper.finish(), missing }
}

/** Between the lines of the text: by the standard, and as close as it may get. */
const LEADINGS = [28, 26, 24.5]

/** The airiest of the settings that need the fewest pages: nobody gets a second page with 特此通知 on it alone. */
function fewestPages(document: PrintedDocument, paper: Paper): Placed[][] {
  const tried = LEADINGS.map((leading) => paginate(layOut(document, paper, leading), TOP, ROOM))
  const fewest = Math.min(...tried.map((pages) => pages.length))
  return tried.find((pages) => pages.length === fewest)!
}

/** Which document and which of its pages, so that a page can neither be lost nor changed for another's unseen. */
function writePageLine(paper: Paper, { title, number }: PrintedDocument, page: number, of: number): void {
  const y = PAGE.height - 62
  const measure = paper.measure(PAGE_LINE.size)
  const words = `第 ${page} 页　共 ${of} 页`
  const room = WIDTH - measure(words) - 2 * PAGE_LINE.size
  paper.write(words, LEFT + WIDTH - measure(words), y, PAGE_LINE)
  const name = [[title, number].filter(Boolean).join('　'), number, title].find((text) => text && measure(text) <= room)
  if (name) paper.write(name, LEFT, y, PAGE_LINE)
}
