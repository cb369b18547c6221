/** Divides what stands on paper among pages. Heights in points (1/72 inch). */

export interface Edges {
  /** On its page. */
  first: boolean
  last: boolean
}

/** A strip of paper as wide as the text: a line, a row of a table, a place to sign, or white space. */
export interface Piece {
  height: number
  /** Draws it; `y` is its upper edge. */
  draw(y: number, edges: Edges): void
  /** No page ends between this piece and the next. */
  keep?: boolean
  /** White space: left out where a page begins. */
  space?: boolean
  /** This and what follows stands at the bottom of the last page, when that page has the room. */
  bottom?: boolean
}

export interface Placed {
  piece: Piece
  y: number
}

/**
 * Places pieces on pages from `top`, `room` high. Pieces that keep together move to the next page together, unless
 * they are higher than a page.
 */
export function paginate(pieces: Piece[], top: number, room: number): Placed[][] {
  const pages: Placed[][] = [[]]
  let used = 0
  const put = (piece: Piece): void => {
    let page = pages[pages.length - 1]!
    if (used + piece.height > room && page.length > 0) {
      pages.push((page = []))
      used = 0
    }
    if (piece.space && page.length === 0) return
    page.push({ piece, y: top + used })
    used += piece.height
  }
  for (const group of groupsOf(pieces)) {
    const height = heightOf(group)
    if (used + height > room && height <= room && pages[pages.length - 1]!.length > 0) {
      pages.push([])
      used = 0
    }
    group.forEach(put)
  }
  if (pages.length > 1 && pages[pages.length - 1]!.length === 0) pages.pop()
  sink(pages[pages.length - 1]!, top + room)
  return pages
}

function groupsOf(pieces: Piece[]): Piece[][] {
  const groups: Piece[][] = []
  let kept = false
  for (const piece of pieces) {
    if (kept) groups[groups.length - 1]!.push(piece)
    else groups.push([piece])
    kept = piece.keep === true
  }
  return groups
}

function heightOf(pieces: Piece[]): number {
  return pieces.reduce((sum, { height }) => sum + height, 0)
}

/** Moves what belongs at the bottom of the page down to it. */
function sink(page: Placed[], floor: number): void {
  const from = page.findIndex(({ piece }) => piece.bottom)
  const last = page[page.length - 1]
  if (from < 0 || !last) return
  const by = floor - (last.y + last.piece.height)
  for (const placed of page.slice(from)) placed.y += by
}
