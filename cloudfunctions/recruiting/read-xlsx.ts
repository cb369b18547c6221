import { AppError } from '../kernel/errors'
import { openZip } from './open-zip'
import { plainAttribute, readXml } from './read-xml'
import { readWorksheet } from './read-worksheet'
import type { Sheet } from './sheet'

/** Reads an .xlsx (ECMA-376): its first visible sheet, as text, with what is not as it looks. */

const WANTED =
  /^(xl\/workbook\.xml|xl\/_rels\/workbook\.xml\.rels|xl\/sharedStrings\.xml|xl\/styles\.xml|xl\/worksheets\/[^/]+\.xml)$/i

export function readXlsx(bytes: Uint8Array): Sheet {
  const files = openZip(bytes, (name) => WANTED.test(name))
  const text = (name: string) => [...files].find(([other]) => other.toLowerCase() === name.toLowerCase())?.[1]
  const workbook = text('xl/workbook.xml')
  if (!workbook) throw new AppError('FILE_REFUSED', '这个文件不是 Excel 表格。请传 .xlsx 或 .csv')
  const { sheets, since1904 } = sheetsOf(workbook)
  const shown = sheets.filter(({ hidden }) => !hidden)
  const targets = targetsOf(text('xl/_rels/workbook.xml.rels') ?? '')
  const first = shown[0]
  const xml = first && text(pathOf(targets.get(first.id) ?? ''))
  if (!first || xml === undefined)
    throw new AppError('FILE_REFUSED', '这个文件里没有看得见的表。请把名册那张表显示出来再传')
  const sheet = readWorksheet(xml, {
    strings: stringsOf(text('xl/sharedStrings.xml') ?? ''),
    dates: dateStylesOf(text('xl/styles.xml') ?? ''),
    since1904,
  })
  const hidden = sheets.filter((one) => one.hidden).map(({ name }) => `“${name}”`)
  return {
    rows: sheet.rows,
    notes: [
      ...(shown.length > 1 ? [`只读了第一张表“${first.name}”，别的表没有读`] : []),
      ...(hidden.length > 0 ? [`隐藏的表没有读：${hidden.slice(0, 5).join('、')}`] : []),
      ...sheet.notes,
    ],
  }
}

function sheetsOf(workbook: string) {
  const sheets: { name: string; id: string; hidden: boolean }[] = []
  let since1904 = false
  readXml(workbook, {
    open(tag, attributes) {
      if (tag === 'workbookPr') since1904 = /^(1|true)$/.test(attributes().date1904 ?? '')
      if (tag !== 'sheet') return
      const { name, state, ...more } = attributes()
      const id = Object.entries(more).find(([key]) => /^\w+:id$/.test(key))?.[1] ?? ''
      sheets.push({ name: plainAttribute(name).slice(0, 31), id, hidden: state === 'hidden' || state === 'veryHidden' })
    },
  })
  return { sheets, since1904 }
}

function targetsOf(relations: string): Map<string, string> {
  const targets = new Map<string, string>()
  if (relations)
    readXml(relations, {
      open(tag, attributes) {
        if (tag !== 'Relationship') return
        const { Id = '', Target } = attributes()
        targets.set(Id, plainAttribute(Target))
      },
    })
  return targets
}

const pathOf = (target: string): string => (target.startsWith('/') ? target.slice(1) : `xl/${target}`)

/** The shared strings in order; how a character is pronounced (rPh) is left out. */
function stringsOf(xml: string): string[] {
  const strings: string[] = []
  let now = ''
  let inText = false
  let aside = false
  if (xml)
    readXml(xml, {
      open(tag) {
        if (tag === 'si') now = ''
        if (tag === 'rPh') aside = true
        inText = tag === 't'
      },
      text(text) {
        if (inText && !aside) now += text
      },
      close(tag) {
        if (tag === 't') inText = false
        if (tag === 'rPh') aside = false
        if (tag === 'si') strings.push(now)
      },
    })
  return strings
}

/** Numbers of the cell styles that show a date. */
function dateStylesOf(xml: string): Set<number> {
  const dates = new Set<number>()
  const formats = new Map<number, string>()
  let inCells = false
  let style = 0
  if (xml)
    readXml(xml, {
      open(tag, attributes) {
        if (tag === 'numFmt') formats.set(Number(attributes().numFmtId), plainAttribute(attributes().formatCode))
        if (tag === 'cellXfs') inCells = true
        if (tag !== 'xf' || !inCells) return
        const format = Number(attributes().numFmtId ?? 0)
        const custom = (formats.get(format) ?? '').replace(/"[^"]*"|\[[^\]]*\]/g, '')
        const builtIn = (format >= 14 && format <= 17) || format === 22 || (format >= 27 && format <= 58)
        if ((builtIn && format !== 49) || /[yd]/i.test(custom)) dates.add(style)
        style += 1
      },
      close(tag) {
        if (tag === 'cellXfs') inCells = false
      },
    })
  return dates
}
