import { AppError } from '../kernel/errors'
import type { Sheet, SheetRow } from './sheet'

/** Which column holds what: the head stands somewhere in the first rows, in the words that offices use, in any order. */

export type Field = 'name' | 'idNumber' | 'phone' | 'employer'
export type Columns = { name: number; idNumber: number; phone: number | null; employer: number | null }

const WORDS: Record<Field, RegExp> = {
  name: /^(职工|员工|会员|工人|本人)?(姓名|名字)$/,
  idNumber: /^(居民|公民|本人)?(身份证件?|身份|证件|有效证件)(号码|号|证号码|证号)?$|^身份证$/,
  phone: /^(本人|个人)?(联系|移动)?(手机|电话|联系方式|手机电话)(号码|号)?$/,
  employer: /^(所在|工作|用人|现)?(单位|工作单位|公司|企业|用人单位|所在企业|项目|工地)(名称|全称)?$/,
}

export const FIELD_TITLES: Record<Field, string> = {
  name: '姓名',
  idNumber: '身份证号',
  phone: '手机号',
  employer: '单位',
}

const HEAD_WITHIN = 10

/** Finds the head. Throws BAD_INPUT naming the columns that are missing. */
export function findColumns({ rows }: Pick<Sheet, 'rows'>): { head: SheetRow; columns: Columns; rows: SheetRow[] } {
  const heads = rows.filter(({ number }) => number <= HEAD_WITHIN).map((row) => ({ row, found: fieldsIn(row) }))
  const best = heads.reduce<(typeof heads)[number] | null>(
    (so, one) => (one.found.size > (so?.found.size ?? 0) ? one : so),
    null,
  )
  const missing = (['name', 'idNumber'] as const).filter((field) => !best?.found.has(field))
  if (!best || missing.length > 0)
    throw new AppError(
      'BAD_INPUT',
      `前 10 行里没找到“${missing.map((field) => FIELD_TITLES[field]).join('”和“')}”这一列。请照模板写好标题再传`,
    )
  const { row, found } = best
  return {
    head: row,
    columns: {
      name: found.get('name')!,
      idNumber: found.get('idNumber')!,
      phone: found.get('phone') ?? null,
      employer: found.get('employer') ?? null,
    },
    rows: rows.filter(({ number }) => number > row.number),
  }
}

function fieldsIn(row: SheetRow): Map<Field, number> {
  const found = new Map<Field, number>()
  row.cells.forEach((cell, column) => {
    const title = tidyTitle(cell ?? '')
    for (const field of Object.keys(WORDS) as Field[])
      if (!found.has(field) && WORDS[field].test(title)) found.set(field, column)
  })
  return found
}

/** `* 身份证号码（必填）：` → `身份证号码` */
function tidyTitle(text: string): string {
  return text.replace(/[（(【[].*$/s, '').replace(/[\s*＊:：、，,]/g, '')
}
