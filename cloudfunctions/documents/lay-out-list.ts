import type { PrintedDocument } from '../kernel/printed-document'
import { breakLines } from './break-lines'
import type { Piece } from './paginate'
import { LEFT, WIDTH, type Paper, type Style } from './paper'

/** A list of many short rows in columns; its head stands again at the top of each page. */

const CELL: Style = { size: 12, leading: 18 }
const HEAD: Style = { ...CELL, bold: true }
const PADDING = 5
const AIR = 3
const ROW = CELL.leading + 2 * AIR

export function listOf({ head, rows }: NonNullable<PrintedDocument['list']>, paper: Paper): Piece[] {
  const edges = edgesOf(head, rows, paper)
  const draw = (cells: string[], y: number, style: Style): void => {
    paper.rule(LEFT, y, LEFT + WIDTH, y)
    paper.rule(LEFT, y + ROW, LEFT + WIDTH, y + ROW)
    for (const x of edges) paper.rule(x, y, x, y + ROW)
    cells.forEach((cell, i) => {
      const room = edges[i + 1]! - edges[i]! - 2 * PADDING
      const [line = ''] = breakLines(cell, room, paper.measure(style.size))
      paper.write(line, edges[i]! + PADDING, y + AIR, style)
    })
  }
  return [
    { height: ROW, keep: true, draw: (y) => draw(head, y, HEAD) },
    ...rows.map((row): Piece => ({
      height: ROW,
      draw(y, { first }) {
        // Above a page's first row there is room: the text begins 30 mm below the edge.
        if (first) draw(head, y - ROW, HEAD)
        draw(row, y, CELL)
      },
    })),
  ]
}

/** The columns' edges from the left: each as wide as its longest cell, what is left shared among them. */
function edgesOf(head: string[], rows: string[][], paper: Paper): number[] {
  const measure = paper.measure(CELL.size)
  const wanted = head.map(
    (title, i) => Math.max(measure(title), ...rows.map((row) => measure(row[i] ?? ''))) + 2 * PADDING,
  )
  const whole = wanted.reduce((sum, width) => sum + width, 0)
  const edges = [LEFT]
  for (const width of wanted) edges.push(edges[edges.length - 1]! + (width * WIDTH) / whole)
  return edges
}
