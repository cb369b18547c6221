import type { PrintedDocument } from '../kernel/printed-document'
import { breakLines } from './break-lines'
import type { Piece } from './paginate'
import { LEFT, WIDTH, type Paper, type Style } from './paper'

/** A table of what and what about it, one strip of paper a line, so that a long row may go on over the page. */

const CELL: Style = { size: 14, leading: 22 }
const PADDING = 8
/** Above and below the words of a row. */
const AIR = 5
const RIGHT = LEFT + WIDTH

export function tableOf(facts: PrintedDocument['facts'], paper: Paper): Piece[] {
  const measure = paper.measure(CELL.size)
  const labels = Math.min(Math.max(...facts.map(({ label }) => measure(label))), 0.3 * WIDTH)
  const middle = LEFT + labels + 2 * PADDING
  const values = RIGHT - middle - 2 * PADDING
  return facts.flatMap(({ label, value }, row) => {
    const left = breakLines(label, labels, measure)
    const right = value.split('\n').flatMap((text) => breakLines(text.trim(), values, measure))
    const count = Math.max(left.length, right.length)
    return Array.from({ length: count }, (_, i): Piece => {
      const above = i === 0 ? AIR : 0
      const height = above + CELL.leading + (i === count - 1 ? AIR : 0)
      return {
        height,
        // A row of few lines stays whole; of a long one, two lines at least at each end.
        keep: i < count - 1 && (count <= 4 || i === 0 || i === count - 2),
        draw(y, { first, last }) {
          const goesOn = first && i > 0
          const upper = goesOn ? y - AIR : y
          const lower = y + height + (last && i < count - 1 ? AIR : 0)
          if (i === 0 || first) paper.rule(LEFT, upper, RIGHT, upper)
          if ((i === count - 1 && row === facts.length - 1) || last) paper.rule(LEFT, lower, RIGHT, lower)
          for (const x of [LEFT, middle, RIGHT]) paper.rule(x, upper, x, lower)
          paper.write(left[i] ?? (goesOn ? '（续）' : ''), LEFT + PADDING, y + above, CELL)
          paper.write(right[i] ?? '', middle + PADDING, y + above, CELL)
        },
      }
    })
  })
}
