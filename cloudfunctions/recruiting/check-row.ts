import { idNumberFault, sayIdNumberFault, tidyIdNumber } from '../../miniprogram/rules/id-number'
import { FIELD_TITLES, type Columns, type Field } from './find-columns'
import { columnName, type CellMark, type SheetRow } from './sheet'

/** One person of a roster, checked by what stands in her row alone. Pure. */

export interface RosterRow {
  /** As the spreadsheet numbers it. */
  row: number
  name: string
  /** Tidy; what it was where it is faulty. */
  idNumber: string
  phone: string
  employer: string
}

export interface RowFault {
  row: number
  /** `C 列 身份证号` */
  where: string
  words: string
  /** `skip`: nothing is wrong with the row, but nothing is to be taken in: she is a member. */
  kind: 'fault' | 'skip'
}

/** As in joining: letters of any script with `·`, `.` and single blanks between. */
const NAME = /^\p{L}\p{M}*([·.• ]?\p{L}\p{M}*)+\.?$/u
const PHONE = /^1[3-9]\d{9}$/

export function readRow({ number, cells }: SheetRow, columns: Columns): RosterRow {
  const text = (column: number | null) => (column === null ? '' : (cells[column] ?? ''))
  return {
    row: number,
    name: tidyName(text(columns.name)),
    idNumber: tidyIdNumber(tidy(text(columns.idNumber))),
    phone: tidy(text(columns.phone)).replace(/^(\+|00)?86(?=1\d{10}$)/, ''),
    employer: text(columns.employer).normalize('NFC').replace(/\s+/g, ' ').trim().slice(0, 40),
  }
}

/** Everything wrong with a row; empty when it may be taken in. `now` decides the age. */
export function faultsOf(row: RosterRow, { marks }: SheetRow, columns: Columns, now: Date): RowFault[] {
  const found: RowFault[] = []
  const say = (field: Field, words: string | null) => {
    const column = columns[field]
    if (words && column !== null)
      found.push({ row: row.row, where: `${columnName(column)} 列 ${FIELD_TITLES[field]}`, words, kind: 'fault' })
  }
  const mark = (field: Field) => {
    const column = columns[field]
    return column === null ? null : sayMark(marks?.[column])
  }
  say('name', mark('name') ?? nameFault(row.name))
  say('idNumber', mark('idNumber') ?? numberFault(row.idNumber, now))
  say('phone', mark('phone') ?? (row.phone && !PHONE.test(row.phone) ? '手机号是 11 位，1 开头。请再看一遍' : null))
  return found
}

function nameFault(name: string): string | null {
  if (!name) return '没填姓名'
  if ([...name].length < 2) return '姓名只有一个字，请照身份证填'
  if ([...name].length > 20) return '姓名最多 20 个字'
  return NAME.test(name) ? null : '姓名里有不认识的符号，请照身份证填'
}

function numberFault(idNumber: string, now: Date): string | null {
  if (!idNumber) return '没填身份证号'
  if (/^\d{15}$/.test(idNumber)) return '这是 15 位的老号码。请填 18 位的'
  const fault = idNumberFault(idNumber, now)
  return fault && sayIdNumberFault(fault)
}

function sayMark(mark: CellMark | undefined): string | null {
  if (!mark) return null
  if (mark === 'lostDigits') return '号码变成了科学计数，后几位丢了。请把这一列设成“文本”，重新填'
  if (mark === 'noResult') return '这一格是公式，没有算好的结果。请直接填上'
  if (mark === 'broken') return '这一格是 Excel 的错误值。请直接填上'
  return `跟别的格子合并了（${mark.slice('merged '.length)}）。请取消合并，一人一格`
}

/** Full-width letters and digits, blanks of every kind, what cannot be seen. */
function tidy(text: string): string {
  return text.normalize('NFKC').replace(/[\s\p{C}-]/gu, '')
}

/** 王 海 is how two-letter names are set in tables. */
function tidyName(text: string): string {
  const plain = text.normalize('NFKC').replace(/\p{C}/gu, '').replace(/\s+/g, ' ').trim()
  return /^[\p{Script=Han}· ]+$/u.test(plain) ? plain.replace(/ /g, '') : plain
}
