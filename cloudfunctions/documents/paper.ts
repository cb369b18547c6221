import PDFDocument from 'pdfkit'
import type { Font } from 'fontkit'
import { dayOf, startOfDay } from '../../miniprogram/rules/days'
import type { Measure } from './break-lines'

/** A4 as GB/T 9704 lays out an official paper; points (1/72 inch). */
const MM = 72 / 25.4
export const PAGE = { width: 210 * MM, height: 297 * MM }
export const LEFT = 28 * MM
export const WIDTH = 156 * MM
export const TOP = 30 * MM
export const ROOM = 232 * MM

export interface Style {
  /** Of a character. */
  size: number
  /** Of a line. */
  leading: number
  bold?: boolean
}

/** One sheet after another, with one font, black. */
export interface Paper {
  measure(size: number): Measure
  /** Draws a line in the middle of a strip `style.leading` high. `stretch` to this width by spacing the characters. */
  write(text: string, x: number, y: number, style: Style, stretch?: number): void
  rule(x1: number, y1: number, x2: number, y2: number): void
  addPage(): void
  finish(): Promise<Buffer>
}

/** `day` stands in the file as its date, so that the same document is the same bytes. */
export function openPaper(font: Font, title: string, author: string, day: string): Paper {
  const doc = new PDFDocument({
    size: [PAGE.width, PAGE.height],
    margin: 0,
    autoFirstPage: false,
    // No font of pdfkit's own: their metrics would be files to ship.
    font: null as unknown as string,
    lang: 'zh-CN',
    displayTitle: true,
    info: { Title: title, Author: author, CreationDate: new Date(startOfDay(day)), Producer: '', Creator: '' },
  })
  const chunks: Buffer[] = []
  doc.on('data', (chunk: Buffer) => chunks.push(chunk))
  const ended = new Promise<Buffer>((resolve, reject) => {
    doc.on('end', () => resolve(Buffer.concat(chunks)))
    doc.on('error', reject)
  })
  doc.registerFont('serif', font as unknown as Buffer)
  doc.font('serif')

  const measure =
    (size: number): Measure =>
    (text) =>
      text ? doc.fontSize(size).widthOfString(text) : 0
  return {
    measure,
    write(text, x, y, { size, leading, bold }, stretch) {
      if (!text) return
      const gaps = [...text].length - 1
      const slack = stretch === undefined ? 0 : stretch - measure(size)(text)
      // A line much too short stays so: stretched it would fall apart.
      const characterSpacing = gaps > 0 && slack > 0 && slack < 0.12 * stretch! ? slack / gaps : 0
      if (bold) doc.lineWidth(size / 40)
      doc.fontSize(size).text(text, x, y + (leading - size * 1.437) / 2, {
        lineBreak: false,
        characterSpacing,
        fill: true,
        stroke: bold === true,
      })
    },
    rule: (x1, y1, x2, y2) => void doc.lineWidth(0.6).moveTo(x1, y1).lineTo(x2, y2).stroke(),
    addPage: () => void doc.addPage(),
    finish() {
      doc.end()
      return ended
    },
  }
}

/** `2026年11月25日` */
export function sayFullDay(day: string): string {
  const [year, month, date] = dayOf(startOfDay(day)).split('-')
  return `${year}年${Number(month)}月${Number(date)}日`
}
