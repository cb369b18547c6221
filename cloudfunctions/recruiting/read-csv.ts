import { AppError } from '../kernel/errors'
import { countRow, isLostNumber, MOST_COLUMNS, type Sheet, type SheetRow } from './sheet'

/** Reads a .csv as offices write it: GBK or UTF-8, commas, semicolons or tabs, quotes with line breaks in them. */
export function readCsv(bytes: Buffer): Sheet {
  const text = decode(bytes)
  const separator = separatorOf(text)
  const rows: SheetRow[] = []
  let number = 0
  for (const cells of recordsOf(text, separator)) {
    number += 1
    const tidy = cells.slice(0, MOST_COLUMNS).map((cell) => cell.trim())
    if (!tidy.some((cell) => cell)) continue
    const row: SheetRow = { number, cells: tidy.map((cell) => plain(cell)) }
    row.cells.forEach((cell, column) => {
      if (cell && isLostNumber(cell)) (row.marks ??= {})[column] = 'lostDigits'
    })
    rows.push(row)
    countRow(rows.length)
  }
  return { rows, notes: [] }
}

/** `="371002..."` and `'371002...` are how a number is kept whole in a spreadsheet. */
const plain = (cell: string): string => /^="(.*)"$/.exec(cell)?.[1] ?? cell.replace(/^'(?=[\d\s])/, '')

function decode(bytes: Buffer): string {
  const as = (name: string, from = 0) => new TextDecoder(name, { fatal: true }).decode(bytes.subarray(from))
  try {
    if (bytes[0] === 0xff && bytes[1] === 0xfe) return as('utf-16le', 2)
    if (bytes[0] === 0xfe && bytes[1] === 0xff) return as('utf-16be', 2)
    if (bytes.includes(0)) throw noTable()
    try {
      return as('utf-8')
    } catch {
      return as('gb18030')
    }
  } catch {
    throw noTable()
  }
}

const noTable = () => new AppError('FILE_REFUSED', '这个文件不是表格。请传 .xlsx 或 .csv')

/** What parts the columns: the mark that the first lines have most of, outside quotes. */
function separatorOf(text: string): string {
  const head = text.slice(0, 4000).replace(/"[^"]*"/g, '')
  const count = (mark: string) => head.split(mark).length
  return [',', '\t', ';', '，', '|'].reduce((best, mark) => (count(mark) > count(best) ? mark : best))
}

/** RFC 4180, forgiving: a quote that does not begin a cell is a character like others. */
function* recordsOf(text: string, separator: string): Generator<string[]> {
  let cells: string[] = []
  let at = 0
  while (at < text.length) {
    let cell: string
    if (text[at] === '"') {
      let end = at + 1
      while (end < text.length && (text[end] !== '"' || text[end + 1] === '"')) end += text[end] === '"' ? 2 : 1
      cell = text.slice(at + 1, end).replace(/""/g, '"')
      at = end + 1
      while (at < text.length && text[at] !== separator && text[at] !== '\n' && text[at] !== '\r') at += 1
    } else {
      const start = at
      while (at < text.length && text[at] !== separator && text[at] !== '\n' && text[at] !== '\r') at += 1
      cell = text.slice(start, at)
    }
    cells.push(cell)
    if (text[at] === separator) {
      at += 1
      if (at === text.length) cells.push('')
      continue
    }
    if (text[at] === '\r' && text[at + 1] === '\n') at += 1
    at += 1
    yield cells
    cells = []
  }
  if (cells.length > 0) yield cells
}
