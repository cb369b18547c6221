import { AppError } from '../kernel/errors'

export { columnName } from '../kernel/write-sheet'

/** A spreadsheet as it was read, whatever file it came in. */
export interface Sheet {
  /** Rows that hold anything, in order. */
  rows: SheetRow[]
  /** What of the file was not read, or read otherwise than it looks, in words for the officer. */
  notes: string[]
}

export interface SheetRow {
  /** As the spreadsheet program numbers it, from 1. */
  number: number
  /** By column from 0; what is empty may be missing. */
  cells: (string | undefined)[]
  /** What is wrong with single cells, by column. */
  marks?: Record<number, CellMark>
}

/**
 * `lostDigits`: a number too long for a spreadsheet's numbers, its last digits are gone. `noResult`: a formula without
 * its result. `broken`: an error of the spreadsheet's own, #N/A. `merged`: covered by a merged cell, whose range follows.
 */
export type CellMark = 'lostDigits' | 'noResult' | 'broken' | `merged ${string}`

/** People in one roster. More is asked for in parts. */
export const MOST_ROWS = 50_000
/** Of the file as it is uploaded. */
export const MOST_BYTES = 10 * 1024 * 1024
/** Columns that are looked at. */
export const MOST_COLUMNS = 60

const TITLE_ROWS = 20

/** Stops the reading of what is too long. */
export function countRow(rows: number): void {
  if (rows > MOST_ROWS + TITLE_ROWS) throw new AppError('FILE_TOO_LARGE', '这张表超过 5 万行。请分成几份，一份一份传')
}

/** Of a reference like `AB12`: the column from 0, and the row from 1. */
export function placeOf(reference: string): { column: number; row: number } | null {
  const parts = /^\$?([A-Z]{1,3})\$?(\d{1,7})$/.exec(reference)
  if (!parts) return null
  const column = [...parts[1]!].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1
  return { column, row: Number(parts[2]) }
}

export const isLostNumber = (text: string): boolean => /^-?\d(\.\d+)?[eE]\+?\d{2,}$/.test(text) && Number(text) >= 1e15
