import { strToU8, zipSync } from 'fflate'

/** Spreadsheets as offices make them, for tests: a worksheet's own XML, or plain cells. */

export interface Made {
  /** The rows of the sheet, or its whole `<worksheet>` content. */
  rows?: (string | number | null)[][]
  xml?: string
  strings?: string[]
  styles?: string
  /** Other sheets: name and state. */
  sheets?: { name: string; state?: string }[]
}

const columnOf = (at: number) => String.fromCharCode(65 + at)
const plain = (text: string) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;')

export function sheetData(rows: (string | number | null)[][]): string {
  const cell = (value: string | number | null, column: number, row: number) => {
    const at = `${columnOf(column)}${row + 1}`
    if (value === null) return ''
    if (typeof value === 'number') return `<c r="${at}"><v>${value}</v></c>`
    return `<c r="${at}" t="inlineStr"><is><t>${plain(value)}</t></is></c>`
  }
  return `<sheetData>${rows
    .map((row, at) => `<row r="${at + 1}">${row.map((value, i) => cell(value, i, at)).join('')}</row>`)
    .join('')}</sheetData>`
}

export function xlsxOf({ rows = [], xml, strings = [], styles, sheets = [{ name: '名册' }] }: Made): Buffer {
  const files: Record<string, string> = {
    '[Content_Types].xml': '<Types/>',
    'xl/workbook.xml': `<workbook xmlns:r="r"><sheets>${sheets
      .map(
        ({ name, state }, i) =>
          `<sheet name="${name}" ${state ? `state="${state}"` : ''} sheetId="${i + 1}" r:id="rId${i + 1}"/>`,
      )
      .join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships>${sheets
      .map((_, i) => `<Relationship Id="rId${i + 1}" Target="worksheets/sheet${i + 1}.xml"/>`)
      .join('')}</Relationships>`,
    'xl/sharedStrings.xml': `<sst>${strings.map((text) => `<si><r><t>${plain(text)}</t></r><rPh><t>pin</t></rPh></si>`).join('')}</sst>`,
    ...(styles ? { 'xl/styles.xml': styles } : {}),
  }
  sheets.forEach(({ state }, i) => {
    const hidden = sheetData([['藏起来的']])
    files[`xl/worksheets/sheet${i + 1}.xml`] = `<worksheet>${state ? hidden : (xml ?? sheetData(rows))}</worksheet>`
  })
  return Buffer.from(zipSync(Object.fromEntries(Object.entries(files).map(([name, text]) => [name, strToU8(text)]))))
}

/** GBK bytes of the few characters that the tests write. */
export function gbk(text: string): Buffer {
  const decoder = new TextDecoder('gbk')
  gbkBytes ??= new Map(
    Array.from({ length: 126 * 191 }, (_, i) => [0x81 + Math.floor(i / 191), 0x40 + (i % 191)] as const).map((pair) => [
      decoder.decode(Uint8Array.from(pair)),
      pair,
    ]),
  )
  return Buffer.from([...text].flatMap((char) => (char < '\u0080' ? [char.charCodeAt(0)] : [...gbkBytes!.get(char)!])))
}
let gbkBytes: Map<string, readonly [number, number]> | null = null
