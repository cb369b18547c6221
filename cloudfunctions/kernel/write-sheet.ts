import { strToU8, zipSync } from 'fflate'

/** Spreadsheets that people fetch: every cell is text, so that no number loses its digits. */

/** `A` for 0, `AA` for 26. */
export function columnName(column: number): string {
  const letter = String.fromCharCode(65 + (column % 26))
  return column < 26 ? letter : columnName(Math.floor(column / 26) - 1) + letter
}

/** Rows below that are kept as text for what is typed in later. */
const WIDTHS = [14, 26, 30, 30, 16, 16]
const DAY = new Date('2026-01-01T00:00:00Z')

export function writeXlsx(title: string, rows: string[][]): Buffer {
  const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
  const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
  const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
  const packages = 'http://schemas.openxmlformats.org/package/2006'
  const types = 'application/vnd.openxmlformats-officedocument.spreadsheetml'
  const columns = rows[0]!.map(
    (_, i) => `<col min="${i + 1}" max="${i + 1}" width="${WIDTHS[i] ?? 16}" style="1" customWidth="1"/>`,
  )
  const files = {
    '[Content_Types].xml': `<Types xmlns="${packages}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${types}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="${types}.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="${types}.styles+xml"/></Types>`,
    '_rels/.rels': `<Relationships xmlns="${packages}/relationships"><Relationship Id="rId1" Type="${office}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    'xl/workbook.xml': `<workbook xmlns="${main}" xmlns:r="${office}"><sheets><sheet name="${plain(title)}" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships xmlns="${packages}/relationships"><Relationship Id="rId1" Type="${office}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="${office}/styles" Target="styles.xml"/></Relationships>`,
    // Style 1 is text, number format 49.
    'xl/styles.xml': `<styleSheet xmlns="${main}"><fonts count="1"><font><sz val="11"/><name val="宋体"/></font></fonts><fills count="1"><fill><patternFill patternType="none"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="2"><xf xfId="0"/><xf numFmtId="49" xfId="0" applyNumberFormat="1"/></cellXfs></styleSheet>`,
    'xl/worksheets/sheet1.xml': `<worksheet xmlns="${main}"><cols>${columns.join('')}</cols><sheetData>${rows.map(rowXml).join('')}</sheetData></worksheet>`,
  }
  const packed = Object.fromEntries(Object.entries(files).map(([name, xml]) => [name, strToU8(head + xml)]))
  return Buffer.from(zipSync(packed, { level: 6, mtime: DAY }))
}

function rowXml(cells: string[], at: number): string {
  const cell = (text: string, column: number) =>
    `<c r="${columnName(column)}${at + 1}" s="1" t="inlineStr"><is><t>${plain(text)}</t></is></c>`
  return `<row r="${at + 1}">${cells.map(cell).join('')}</row>`
}

const plain = (text: string): string =>
  text
    .replace(/[\u0000-\u0008\u000b-\u001f]/g, '')
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/"/g, '&quot;')

/** With a BOM, without which Excel takes it for GBK. What a spreadsheet would take for a formula is kept as text. */
export function writeCsv(rows: string[][]): Buffer {
  const plainCell = (text: string) => (/^[=+@\t]|^-(?!\d+(\.\d+)?$)/.test(text) ? `'${text}` : text)
  const quoted = (text: string) => (/[",\n]/.test(text) ? `"${text.replace(/"/g, '""')}"` : text)
  const cell = (text: string) => quoted(plainCell(text))
  return Buffer.from(`\ufeff${rows.map((row) => row.map(cell).join(',')).join('\r\n')}\r\n`, 'utf8')
}
