import { addDays } from '../../miniprogram/rules/days'
import { damaged } from './open-zip'
import { plainAttribute, readXml } from './read-xml'
import {
  columnName,
  countRow,
  isLostNumber,
  MOST_COLUMNS,
  MOST_ROWS,
  placeOf,
  type CellMark,
  type Sheet,
  type SheetRow,
} from './sheet'

/** One worksheet of an .xlsx as text. */

export interface Book {
  strings: string[]
  /** Styles that show a date. */
  dates: Set<number>
  since1904: boolean
}

interface CellNow {
  column: number
  type: string
  style: number
  value: string
  inline: string
  hasValue: boolean
  formula: boolean
}

/** Ranges named in a note. */
const NAMED = 5
/** Cells of the longest sheet, all merged. */
const MOST_COVERED = 2 * MOST_ROWS * MOST_COLUMNS

export function readWorksheet(xml: string, book: Book): Sheet {
  const rows: SheetRow[] = []
  const merges: string[] = []
  const hidden = { rows: 0, columns: [] as string[] }
  let formulas = 0
  let row: SheetRow = { number: 0, cells: [] }
  let cell: CellNow | null = null
  let within: 'v' | 't' | '' = ''

  readXml(xml, {
    open(tag, attributes) {
      switch (tag) {
        case 'row': {
          const { r, hidden: isHidden } = attributes()
          row = { number: Number(r) || row.number + 1, cells: [] }
          if (isHidden === '1' || isHidden === 'true') hidden.rows += 1
          return
        }
        case 'c': {
          const { r, t = '', s } = attributes()
          const column = placeOf(r ?? '')?.column ?? row.cells.length
          cell = { column, type: t, style: Number(s ?? 0), value: '', inline: '', hasValue: false, formula: false }
          return
        }
        case 'f':
          if (cell) cell.formula = true
          return
        case 'v':
        case 't':
          within = tag
          return
        case 'col': {
          const { min, max, hidden: isHidden } = attributes()
          if (isHidden !== '1' && isHidden !== 'true') return
          const last = Math.min(Number(max), MOST_COLUMNS)
          // What a file says of itself is not believed: no more are kept than are named.
          for (let at = Math.max(1, Number(min)); at <= last && hidden.columns.length < NAMED; at += 1)
            hidden.columns.push(columnName(at - 1))
          return
        }
        case 'mergeCell':
          merges.push(plainAttribute(attributes().ref))
      }
    },
    text(text) {
      if (!cell || !within) return
      if (within === 'v') cell.value += text
      else cell.inline += text
    },
    close(tag) {
      if (tag === 'v' || tag === 't') {
        if (cell && tag === 'v') cell.hasValue = true
        within = ''
      }
      if (tag === 'c' && cell) {
        if (cell.formula) formulas += 1
        if (cell.column < MOST_COLUMNS) put(row, cell, book)
        cell = null
      }
      if (tag === 'row' && (row.cells.some((text) => text) || row.marks)) {
        rows.push(row)
        countRow(rows.length)
      }
    },
  })

  return {
    rows: spread(rows, merges),
    notes: [
      ...(hidden.rows > 0 ? [`有 ${hidden.rows} 行是隐藏的，也一起读了`] : []),
      ...(hidden.columns.length > 0 ? [`隐藏的列也一起读了：${hidden.columns.join('、')}`] : []),
      ...(formulas > 0 ? [`有 ${formulas} 格是公式，用的是表里算好的结果`] : []),
      ...(merges.length > 0
        ? [
            `有 ${merges.length} 处合并的格子：${merges.slice(0, NAMED).join('、')}${merges.length > NAMED ? ' 等' : ''}`,
          ]
        : []),
    ],
  }
}

function put(row: SheetRow, cell: CellNow, book: Book): void {
  const { text, mark } = sayCell(cell, book)
  if (text) row.cells[cell.column] = text
  if (mark) (row.marks ??= {})[cell.column] = mark
}

function sayCell(
  { type, style, value, inline, hasValue, formula }: CellNow,
  book: Book,
): { text: string; mark?: CellMark } {
  if (formula && !hasValue) return { text: '', mark: 'noResult' }
  if (type === 'e') return { text: value, mark: 'broken' }
  const words = wordsOf(type, value, inline, book)
  if (words !== null) return isLostNumber(words) ? { text: words, mark: 'lostDigits' } : { text: words }
  const number = Number(value)
  if (value === '' || Number.isNaN(number)) return { text: value.trim() }
  if (book.dates.has(style) && number >= 1 && number < 80_000) return { text: dayOfSerial(number, book.since1904) }
  // A spreadsheet keeps fifteen digits of a number; an ID number has eighteen.
  if (Math.abs(number) >= 1e15) return { text: value, mark: 'lostDigits' }
  return { text: Number.isInteger(number) ? String(number) : value }
}

/** What a cell of text says; null for a number. */
function wordsOf(type: string, value: string, inline: string, { strings }: Book): string | null {
  if (type === 's') return (strings[Number(value)] ?? '').trim()
  if (type === 'inlineStr') return inline.trim()
  return type === 'str' || type === 'd' || type === 'b' ? value.trim() : null
}

function dayOfSerial(serial: number, since1904: boolean): string {
  return since1904 ? addDays('1904-01-01', Math.floor(serial)) : addDays('1899-12-30', Math.floor(serial))
}

/** Cells covered by a merged one read as it does, and are marked: some columns may be filled so, a name never. */
function spread(rows: SheetRow[], merges: string[]): SheetRow[] {
  const byNumber = new Map(rows.map((row) => [row.number, row]))
  let left = MOST_COVERED
  for (const range of merges) {
    const [from, to] = range.split(':').map((reference) => placeOf(reference))
    if (!from || !to) continue
    const text = byNumber.get(from.row)?.cells[from.column]
    const last = Math.min(to.row, from.row + rows.length)
    for (let number = from.row; number <= last; number += 1) {
      // Merged cells never overlap: so many cover each other, to keep the reader busy for ever.
      left -= Math.max(1, Math.min(to.column, MOST_COLUMNS) - from.column + 1)
      if (left < 0) throw damaged()
      const row = byNumber.get(number)
      for (let column = from.column; row && column <= Math.min(to.column, MOST_COLUMNS); column += 1) {
        if (number === from.row && column === from.column) continue
        if (text) row.cells[column] = text
        ;(row.marks ??= {})[column] = `merged ${range}`
      }
    }
  }
  return rows
}
