import { zipSync } from 'fflate'
import { faultsOf, readRow } from '../../cloudfunctions/recruiting/check-row'
import { findColumns } from '../../cloudfunctions/recruiting/find-columns'
import { readUpload } from '../../cloudfunctions/recruiting/read-upload'
import { writeCsv, writeXlsx } from '../../cloudfunctions/kernel/write-sheet'
import { someId } from '../../local/city/identity'
import { gbk, sheetData, xlsxOf } from '../areas/roster-files'

/** Rosters as people really have them: what is read, what is refused, in which words. */

const NOW = new Date('2026-11-26T02:00:00Z')
const HEAD = ['姓名', '身份证号', '手机号', '单位']
const GOOD = ['林秀兰', someId(1), '13800000001', '海滨物业']

function read(bytes: Buffer) {
  const sheet = readUpload(bytes)
  const { columns, rows } = findColumns(sheet)
  const people = rows.map((raw) => {
    const row = readRow(raw, columns)
    return { ...row, faults: faultsOf(row, raw, columns, NOW).map(({ where, words }) => `${where}：${words}`) }
  })
  return { notes: sheet.notes, people }
}
const one = (cells: (string | number | null)[], head: string[] = HEAD) =>
  read(xlsxOf({ rows: [head, cells] })).people[0]!
const refusal = (bytes: Buffer) => {
  try {
    read(bytes)
  } catch (error) {
    const { code, message } = error as { code: string; message: string }
    return `${code} ${message}`
  }
  return 'taken'
}

describe('the head', () => {
  test.each([
    [['姓名', '身份证号', '手机号', '单位']],
    [['单位名称', '联系电话', '公民身份证号码', '职工姓名']],
    [['序号', '* 姓 名（必填）', '性别', '证件号码：', '手机号码', '工作单位', '岗位', '入职日期']],
    [['员工姓名', '居民身份证号码', '联系方式', '所在单位', '用工形式']],
  ])('%j', (head) => {
    const values = (title: string) =>
      /姓\s*名/.test(title)
        ? '林秀兰'
        : /证/.test(title)
          ? someId(1)
          : /电话|手机|联系/.test(title)
            ? '13800000001'
            : /单位/.test(title)
              ? '海滨物业'
              : 'x'
    expect(one(head.map(values), head)).toMatchObject({
      name: '林秀兰',
      idNumber: someId(1),
      phone: '13800000001',
      employer: '海滨物业',
      faults: [],
    })
  })

  test('stands below a title and a blank row, and not below the tenth row', () => {
    const above = (count: number) =>
      xlsxOf({ rows: [...Array.from({ length: count }, () => ['海滨物业职工名册']), HEAD, GOOD] })
    expect(read(above(3)).people).toHaveLength(1)
    expect(read(above(3)).people[0]!.row).toBe(5)
    expect(refusal(above(10))).toBe('BAD_INPUT 前 10 行里没找到“姓名”和“身份证号”这一列。请照模板写好标题再传')
  })
})

describe('cells', () => {
  test.each<[string, (string | number | null)[], string]>([
    ['all well', GOOD, ''],
    ['full-width digits, blanks, a small x', ['林 秀 兰', fullWidth(someId(1)), ' 138 0000 0001', ''], ''],
    ['text with an apostrophe and a country code', ['林秀兰', someId(1), '+86-13800000001', null], ''],
    ['a number for a phone', ['林秀兰', someId(1), 13800000001, null], ''],
    [
      'a number for an ID number',
      ['林秀兰', 371002198001013626, null, null],
      'B 列 身份证号：号码变成了科学计数，后几位丢了',
    ],
    ['scientific text', ['林秀兰', '3.71002E+17', null, null], 'B 列 身份证号：号码变成了科学计数'],
    ['a wrong check digit', ['林秀兰', wrongDigit(someId(1)), null, null], 'B 列 身份证号：身份证号有一位不对'],
    ['no such birthday', ['林秀兰', '371002198002301234', null, null], 'B 列 身份证号：身份证号里的出生日期不对'],
    ['fifteen digits', ['林秀兰', '371002800101362', null, null], 'B 列 身份证号：这是 15 位的老号码'],
    ['under 16', ['林秀兰', young(), null, null], 'B 列 身份证号：满 16 周岁才能入会'],
    ['no name', [null, someId(1), null, null], 'A 列 姓名：没填姓名'],
    ['digits for a name', ['张3', someId(1), null, null], 'A 列 姓名：姓名里有不认识的符号'],
    ['no number', ['林秀兰', null, null, null], 'B 列 身份证号：没填身份证号'],
    ['a short phone', ['林秀兰', someId(1), '1380000', null], 'C 列 手机号：手机号是 11 位'],
    ['a name of the north-west', ['买买提·艾力', someId(1), null, null], ''],
  ])('%s', (_what, cells, words) => {
    const { faults } = one(cells)
    if (words) expect(faults[0]).toContain(words)
    else expect(faults).toEqual([])
  })

  test('formulas: the cached result is used, one without a result is named', () => {
    const cell = (at: string, inner: string, type = 'str') => `<c r="${at}" t="${type}">${inner}</c>`
    const id = cell('B2', `<f>"3710"&amp;C9</f><v>${someId(1)}</v>`)
    const head = sheetData([HEAD]).replace('</sheetData>', '')
    const name = cell('A2', '<is><t>林秀兰</t></is>', 'inlineStr')
    const { notes, people } = read(
      xlsxOf({
        xml: `${head}<row r="2">${name}${id}</row><row r="3">${cell('A3', '<f>A2</f>')}${cell('B3', '<v>#N/A</v>', 'e')}</row></sheetData>`,
      }),
    )
    expect(people[0]).toMatchObject({ idNumber: someId(1), faults: [] })
    expect(people[1]!.faults).toEqual([
      'A 列 姓名：这一格是公式，没有算好的结果。请直接填上',
      'B 列 身份证号：这一格是 Excel 的错误值。请直接填上',
    ])
    expect(notes).toEqual(['有 2 格是公式，用的是表里算好的结果'])
  })

  test('merged cells: an employer is filled down, a person never; both are said', () => {
    const rows = [HEAD, GOOD, ['王海', someId(2), null, null], ['林秀兰', someId(3), null, null]]
    const xml = `${sheetData(rows)}<mergeCells><mergeCell ref="D2:D4"/><mergeCell ref="A3:A4"/></mergeCells>`
    const { notes, people } = read(xlsxOf({ xml }))
    expect(people.map(({ employer }) => employer)).toEqual(['海滨物业', '海滨物业', '海滨物业'])
    expect(people[2]!.faults).toEqual(['A 列 姓名：跟别的格子合并了（A3:A4）。请取消合并，一人一格'])
    expect(notes).toEqual(['有 2 处合并的格子：D2:D4、A3:A4'])
  })

  test('hidden sheets are not read, hidden rows and columns are; all is said', () => {
    const data = sheetData([HEAD, GOOD]).replace('<row r="2">', '<row r="2" hidden="1">')
    const xml = `<cols><col min="2" max="3" hidden="1"/></cols>${data}`
    const { notes, people } = read(
      xlsxOf({ xml, sheets: [{ name: '底表', state: 'hidden' }, { name: '名册' }, { name: '说明' }] }),
    )
    expect(people).toHaveLength(1)
    expect(notes).toEqual([
      '只读了第一张表“名册”，别的表没有读',
      '隐藏的表没有读：“底表”',
      '有 1 行是隐藏的，也一起读了',
      '隐藏的列也一起读了：B、C',
    ])
  })

  test('shared strings in pieces, without how they are pronounced', () => {
    const strings = [...HEAD, ...GOOD]
    const row = (at: number, from: number) =>
      `<row>${[0, 1, 2, 3].map((i) => `<c t="s"><v>${from + i}</v></c>`).join('')}</row>`
    expect(read(xlsxOf({ xml: `<sheetData>${row(1, 0)}${row(2, 4)}</sheetData>`, strings })).people[0]).toMatchObject({
      row: 2,
      name: '林秀兰',
      faults: [],
    })
  })
})

describe('csv', () => {
  const lines = (separator: string) =>
    [HEAD, GOOD, ['王海', `"${someId(2)}"`, '', '"海滨\n物业, 北区"']].map((row) => row.join(separator)).join('\r\n')
  test.each<[string, Buffer]>([
    ['UTF-8', Buffer.from(lines(','))],
    ['UTF-8 with a BOM', Buffer.from(`\ufeff${lines(',')}`)],
    ['GBK', gbk(lines(','))],
    ['semicolons', Buffer.from(lines(';'))],
    ['tabs in UTF-16', Buffer.from(`\ufeff${lines('\t')}`, 'utf16le')],
    ['old Macs', Buffer.from(lines(',').replace(/\r\n/g, '\r'))],
  ])('%s', (_what, bytes) => {
    const { people } = read(bytes)
    expect(people.map(({ name, idNumber, faults }) => [name, idNumber, faults])).toEqual([
      ['林秀兰', someId(1), []],
      ['王海', someId(2), []],
    ])
    expect(people[1]!.employer).toBe('海滨 物业, 北区')
  })

  test('numbers that a spreadsheet spoiled, and those it was kept from spoiling', () => {
    const text = `${HEAD.join(',')}\n林秀兰,3.71002198001013E+17,,\n王海,="${someId(2)}",,\n于波,'${someId(3)},,`
    expect(read(Buffer.from(text)).people.map(({ faults }) => faults.length)).toEqual([1, 0, 0])
  })
})

describe('no roster', () => {
  const zip = (files: Record<string, Uint8Array>) => Buffer.from(zipSync(files))
  test.each<[string, Buffer, string]>([
    ['nothing', Buffer.alloc(0), 'FILE_REFUSED 这个文件是空的'],
    ['a renamed picture', Buffer.from([0xff, 0xd8, 0xff, 0xe0, 1, 2, 3]), 'FILE_REFUSED 这是照片'],
    ['a PDF', Buffer.from('%PDF-1.7 ...'), 'FILE_REFUSED 这是 PDF'],
    ['an old .xls', Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1]), 'FILE_REFUSED 这是老格式的 .xls'],
    [
      'a locked .xlsx',
      Buffer.concat([Buffer.from([0xd0, 0xcf, 0x11, 0xe0]), Buffer.from('EncryptedPackage', 'utf16le')]),
      'FILE_REFUSED 这张表加了密码',
    ],
    ['a web page', Buffer.from('<html><table>'), 'FILE_REFUSED 这是网页存成的表'],
    [
      'a zip of something else',
      zip({ 'word/document.xml': new Uint8Array(9) }),
      'FILE_REFUSED 这个文件不是 Excel 表格',
    ],
    ['a broken zip', Buffer.concat([Buffer.from('PK\x03\x04'), Buffer.alloc(500, 7)]), 'FILE_REFUSED'],
    ['half a file', xlsxOf({ rows: [HEAD, GOOD] }).subarray(0, 400), 'FILE_REFUSED'],
    ['bytes', Buffer.from(Array.from({ length: 400 }, (_, i) => (i * 37) % 256)), 'FILE_REFUSED 这个文件不是表格'],
    ['broken XML', xlsxOf({ xml: '<sheetData><row><c></row' }), 'FILE_REFUSED'],
    ['a bomb', zip({ 'xl/workbook.xml': new Uint8Array(120 * 1024 * 1024) }), 'FILE_TOO_LARGE 这张表里的东西太多'],
    ['too many bytes', Buffer.alloc(11 * 1024 * 1024, 65), 'FILE_TOO_LARGE 这个文件超过 10 MB'],
    [
      '100,000 rows',
      Buffer.from(`${HEAD.join(',')}\n${'林秀兰,1,,\n'.repeat(100_000)}`),
      'FILE_TOO_LARGE 这张表超过 5 万行',
    ],
    ['no head', xlsxOf({ rows: [['林秀兰', someId(1)]] }), 'BAD_INPUT 前 10 行里没找到'],
  ])('%s', (_what, bytes, words) => expect(refusal(bytes)).toContain(words))
})

test('what we write ourselves is read again', () => {
  expect(read(writeXlsx('名册', [HEAD, GOOD])).people[0]).toMatchObject({ name: '林秀兰', faults: [] })
  expect(read(writeCsv([HEAD, GOOD])).people[0]).toMatchObject({ name: '林秀兰', faults: [] })
})

function fullWidth(text: string): string {
  return text.replace(/\d/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0)).toLowerCase()
}
function wrongDigit(id: string): string {
  return id.slice(0, 17) + (id[17] === '1' ? '2' : '1')
}
function young(): string {
  const first = '37100220150101123'
  const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
  return first + '10X98765432'[[...first].reduce((sum, digit, i) => sum + Number(digit) * weights[i]!, 0) % 11]
}
