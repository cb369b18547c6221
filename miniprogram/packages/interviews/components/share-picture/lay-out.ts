/** Where everything of a shared card stands, and its drawing. Sizes in pixels of a picture WIDTH wide. */

export const WIDTH = 750
const MARGIN = 56
const INNER = WIDTH - 2 * MARGIN
const HEAD = 132

/** What a card says: only what everybody may read. */
export interface ShareCard {
  topic: string
  title: string
  /** `工友 7412 等 6 人问，207 人想知道` */
  under: string
  answer: { tag: string; who: string; text: string } | null
  promise: { what: string; by: string } | null
  /** A session's figures. */
  figures: { words: string; value: string }[]
}

interface Font {
  size: number
  bold?: boolean
  color: string
}
const INK = '#231d19'
const SECOND = '#574c44'
const RED = '#b4241d'
const FONTS = {
  topic: { size: 26, color: SECOND },
  title: { size: 46, bold: true, color: INK },
  under: { size: 26, color: SECOND },
  tag: { size: 28, bold: true, color: '#1b6a49' },
  who: { size: 28, color: SECOND },
  said: { size: 34, color: INK },
  what: { size: 32, color: SECOND },
  by: { size: 34, bold: true, color: INK },
  figure: { size: 32, color: SECOND },
  value: { size: 34, bold: true, color: INK },
  foot: { size: 26, color: SECOND },
} satisfies Record<string, Font>

export type Part =
  | { kind: 'text'; text: string; x: number; y: number; font: Font; right?: boolean }
  | { kind: 'box'; x: number; y: number; width: number; height: number; color: string }
  | { kind: 'line'; y: number }
export interface Laid {
  height: number
  brand: string
  parts: Part[]
}
/** How wide a text is, px. */
export type Measure = (text: string, font: Font) => number

/** No text is taller: who wants the rest reads it in the program. */
const MOST_LINES = { title: 5, said: 9, what: 3 }

/** Breaks a text into lines that fit; what does not fit in so many ends in an ellipsis. Line breaks of the writer stay. */
export function linesOf(text: string, width: number, most: number, wide: (text: string) => number): string[] {
  const lines: string[] = []
  for (const paragraph of text.split(/\n+/)) {
    let line = ''
    for (const letter of paragraph) {
      // What closes a phrase stands with it, though the line grows a little.
      if (line && wide(line + letter) > width && !'，。！？；：、”）》'.includes(letter)) {
        lines.push(line)
        line = ''
      }
      line += letter
    }
    if (line) lines.push(line)
  }
  if (lines.length <= most) return lines
  const last = [...lines[most - 1]!]
  while (last.length > 0 && wide(`${last.join('')}…`) > width) last.pop()
  return [...lines.slice(0, most - 1), `${last.join('')}…`]
}

export function layOut(card: ShareCard, brand: string, measure: Measure): Laid {
  const parts: Part[] = []
  let y = HEAD + 48
  const write = (text: string, font: Font, { most = 2, x = MARGIN, width = INNER } = {}) => {
    const step = Math.round(font.size * 1.45)
    for (const line of linesOf(text, width, most, (some) => measure(some, font))) {
      parts.push({ kind: 'text', text: line, x, y, font })
      y += step
    }
  }
  write(card.topic, FONTS.topic)
  y += 12
  write(card.title, FONTS.title, { most: MOST_LINES.title })
  y += 8
  write(card.under, FONTS.under)
  if (card.answer) {
    y += 26
    parts.push({ kind: 'line', y })
    y += 34
    const { tag, who, text } = card.answer
    parts.push({ kind: 'text', text: tag, x: MARGIN, y, font: FONTS.tag })
    write(who, FONTS.who, { most: 1, x: MARGIN + measure(tag, FONTS.tag) + 22, width: INNER - 160 })
    y += 10
    write(text, FONTS.said, { most: MOST_LINES.said })
  }
  if (card.promise) {
    y += 16
    const top = y
    const inset = MARGIN + 28
    const box = { kind: 'box' as const, x: MARGIN, y: top, width: INNER, height: 0, color: '#fbf8f2' }
    parts.push(box)
    y += 26
    write(card.promise.what, FONTS.what, { most: MOST_LINES.what, x: inset, width: INNER - 56 })
    write(card.promise.by, FONTS.by, { x: inset, width: INNER - 56 })
    y += 20
    box.height = y - top
  }
  if (card.figures.length > 0) y += 26
  for (const { words, value } of card.figures) {
    parts.push({ kind: 'text', text: words, x: MARGIN, y, font: FONTS.figure })
    parts.push({ kind: 'text', text: value, x: WIDTH - MARGIN, y, font: FONTS.value, right: true })
    y += 58
  }
  y += 30
  parts.push({ kind: 'line', y })
  y += 30
  write(`微信里搜“${brand}”，看全部问答，您也能问`, FONTS.foot)
  return { height: y + 40, brand, parts }
}

/** What is used of the 2d context, which the typings leave untyped. */
export interface Pen {
  fillStyle: string
  strokeStyle: string
  lineWidth: number
  font: string
  textAlign: string
  textBaseline: string
  fillRect(x: number, y: number, width: number, height: number): void
  fillText(text: string, x: number, y: number): void
  measureText(text: string): { width: number }
  setLineDash(lengths: number[]): void
  beginPath(): void
  moveTo(x: number, y: number): void
  lineTo(x: number, y: number): void
  stroke(): void
}

const fontOf = ({ size, bold }: Font) => `${bold ? 'bold ' : ''}${size}px sans-serif`

export const measuringWith =
  (pen: Pen): Measure =>
  (text, font) => {
    pen.font = fontOf(font)
    return pen.measureText(text).width
  }

export function drawCard(pen: Pen, { height, brand, parts }: Laid): void {
  pen.textBaseline = 'top'
  pen.fillStyle = '#ffffff'
  pen.fillRect(0, 0, WIDTH, height)
  pen.fillStyle = RED
  pen.fillRect(0, 0, WIDTH, HEAD)
  write(pen, '微访谈', { x: MARGIN, y: 42, font: { size: 44, bold: true, color: '#ffffff' } })
  write(pen, brand, { x: WIDTH - MARGIN, y: 52, font: { size: 28, color: '#f0d6a4' }, right: true })
  for (const part of parts)
    if (part.kind === 'text') write(pen, part.text, part)
    else if (part.kind === 'box') {
      pen.fillStyle = part.color
      pen.fillRect(part.x, part.y, part.width, part.height)
    } else {
      pen.strokeStyle = '#cdc1b0'
      pen.lineWidth = 2
      pen.setLineDash([8, 8])
      pen.beginPath()
      pen.moveTo(MARGIN, part.y)
      pen.lineTo(WIDTH - MARGIN, part.y)
      pen.stroke()
    }
}

function write(pen: Pen, text: string, { x, y, font, right }: { x: number; y: number; font: Font; right?: boolean }) {
  pen.font = fontOf(font)
  pen.fillStyle = font.color
  pen.textAlign = right ? 'right' : 'left'
  pen.fillText(text, x, y)
}
