import type { PrintedDocument } from '../kernel/printed-document'
import { breakEvenly, breakLines } from './break-lines'
import { listOf } from './lay-out-list'
import { tableOf } from './lay-out-table'
import type { Piece } from './paginate'
import { LEFT, sayFullDay, WIDTH, type Paper, type Style } from './paper'

/** A document as strips of paper, from its head to its foot, in the sizes of GB/T 9704 (三号 for the text). */

const HEAD: Style = { size: 18, leading: 30 }
const TITLE: Style = { size: 24, leading: 38, bold: true }
const NUMBER: Style = { size: 14, leading: 24 }
const TEXT_SIZE = 16
const FOOT: Style = { size: 10.5, leading: 17 }
const RIGHT = LEFT + WIDTH
/** A seal is 42 mm wide and lies over name and day. */
const SEAL = 119

/** `leading`: between the lines of the text, 28 points by the standard; less where that saves a page. */
export function layOut(document: PrintedDocument, paper: Paper, leading: number): Piece[] {
  const style: Style = { size: TEXT_SIZE, leading }
  const [first = '', ...rest] = document.paragraphs.flatMap((text) => text.split('\n')).filter((text) => text.trim())
  return [
    ...centred(document.org, HEAD, paper),
    space(6),
    ...centred(document.title, TITLE, paper),
    ...(document.number ? [space(4), ...toTheRight(document.number, NUMBER, paper)] : []),
    space(18, true),
    ...(document.to ? [...textOf(document.to, 0, style, paper), space(2, true)] : []),
    ...paragraph(first, rest.length === 0 || document.facts.length > 0, style, paper),
    ...(document.facts.length > 0 ? [space(8, true), ...tableOf(document.facts, paper), space(10)] : []),
    ...rest.flatMap((text, i) => paragraph(text, i === rest.length - 1, style, paper)),
    ...(document.list ? [space(8, true), ...listOf(document.list, paper), space(10)] : []),
    ...signaturesOf(document.signatures, style, paper),
    ...sealOf(document, style, paper),
    ...footOf(document.foot, paper),
  ]
}

const space = (height: number, keep = false): Piece => ({ height, space: true, keep, draw: () => undefined })

function centred(text: string, style: Style, paper: Paper): Piece[] {
  const measure = paper.measure(style.size)
  return breakEvenly(text, WIDTH, measure).map((line) => ({
    height: style.leading,
    keep: true,
    draw: (y) => paper.write(line, LEFT + (WIDTH - measure(line)) / 2, y, style),
  }))
}

function toTheRight(text: string, style: Style, paper: Paper): Piece[] {
  const measure = paper.measure(style.size)
  return breakLines(text, WIDTH, measure).map((line) => ({
    height: style.leading,
    keep: true,
    draw: (y) => paper.write(line, RIGHT - measure(line), y, style),
  }))
}

/** `held`: its end stays with what comes after. No page begins or ends with one line of a longer paragraph. */
function paragraph(text: string, held: boolean, style: Style, paper: Paper): Piece[] {
  if (!text) return []
  const pieces = textOf(text.trim(), 2 * style.size, style, paper)
  pieces[0]!.keep = pieces.length > 1
  if (pieces.length > 1) pieces[pieces.length - 2]!.keep = true
  pieces[pieces.length - 1]!.keep = held
  return pieces
}

function textOf(text: string, indent: number, style: Style, paper: Paper): Piece[] {
  const lines = breakLines(text, WIDTH, paper.measure(style.size), indent)
  return lines.map((line, i) => {
    const by = i === 0 ? indent : 0
    const stretch = i < lines.length - 1 ? WIDTH - by : undefined
    return {
      height: style.leading,
      keep: indent === 0,
      draw: (y) => paper.write(line, LEFT + by, y, style, stretch),
    }
  })
}

/** A line to sign on, and one for the day, for each who signs. */
function signaturesOf(signatures: string[], style: Style, paper: Paper): Piece[] {
  if (signatures.length === 0) return []
  const measure = paper.measure(style.size)
  const day = '年　　月　　日'
  const dayAt = RIGHT - measure(day)
  const lineEnd = dayAt - style.size
  const labelWidth = 0.52 * WIDTH
  return [
    space(20, true),
    ...signatures.flatMap((label): Piece[] => {
      const lines = breakLines(label, labelWidth, measure)
      return lines.map((line, i) => {
        const last = i === lines.length - 1
        return {
          height: last ? style.leading + 12 : style.leading,
          keep: true,
          draw(y) {
            paper.write(line, LEFT, y, style)
            if (!last) return
            paper.rule(LEFT + measure(line) + 4, y + style.leading - 3, lineEnd, y + style.leading - 3)
            paper.write(day, dayAt, y, style)
          },
        }
      })
    }),
  ]
}

/** Name and day at the right, the day in the middle under the name, with room for the seal over both. */
function sealOf({ org, day }: PrintedDocument, style: Style, paper: Paper): Piece[] {
  const measure = paper.measure(style.size)
  const lines = [...breakEvenly(`${org}（盖章）`, 0.62 * WIDTH, measure), sayFullDay(day)]
  const wide = Math.max(...lines.map(measure), SEAL)
  const around = Math.max(0, SEAL - lines.length * style.leading) / 2
  return [
    space(around, true),
    ...lines.map((line): Piece => ({
      height: style.leading,
      keep: true,
      draw: (y) => paper.write(line, RIGHT - wide + (wide - measure(line)) / 2, y, style),
    })),
    { height: around, keep: true, draw: () => undefined },
  ]
}

function footOf(foot: string, paper: Paper): Piece[] {
  if (!foot.trim()) return []
  const measure = paper.measure(FOOT.size)
  const lines = foot
    .split('\n')
    .filter((text) => text.trim())
    .flatMap((text) => {
      const broken = breakLines(text.trim(), WIDTH, measure)
      return broken.map((line, i) => ({ line, stretch: i < broken.length - 1 ? WIDTH : undefined }))
    })
  return [
    { height: 8, bottom: true, keep: true, draw: (y) => paper.rule(LEFT, y, RIGHT, y) },
    ...lines.map(({ line, stretch }, i) => ({
      height: FOOT.leading,
      keep: i < lines.length - 1,
      draw: (y: number) => paper.write(line, LEFT, y, FOOT, stretch),
    })),
  ]
}
