import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { create, type Font } from 'fontkit'
import { typeset } from '../../cloudfunctions/documents/typeset'
import { documentTicket, type PrintedDocument } from '../../cloudfunctions/kernel/printed-document'
import { signTicket } from '../../cloudfunctions/kernel/seal'
import { good } from '../../local/call-as'
import { readPdf } from './read-pdf'
import { openWorld, type World } from './world'

const NOTICE: PrintedDocument = {
  title: '受理通知书',
  number: '某工援受〔2026〕12号',
  org: '某市某区总工会',
  to: '林秀兰：',
  paragraphs: [
    '您于2026年11月20日提出的法律援助申请，我会已经收到。经审查，申请符合《工会法律援助办法》第八条的规定，决定受理。主要事项如下：',
    '我会将在2026年12月7日（周一）前答复您。还差哪一张、补到哪一天为止，工作人员会先打电话告诉您。',
  ],
  facts: [
    { label: '申请事项', value: '追索拖欠工资 18,600.50 元，共 3 个月' },
    { label: '承办人', value: '于海波' },
  ],
  signatures: ['签收人：'],
  day: '2026-11-25',
  foot: '依据：《工会法律援助办法》第十一条。\n有不同意见，可以打职工服务热线 12351。',
}
/** Everything that must be on the paper. */
const wordsOf = ({ paragraphs, facts, signatures, foot, ...head }: PrintedDocument): string[] => [
  head.title,
  head.number,
  head.org,
  head.to,
  ...paragraphs,
  ...facts.flatMap(({ label, value }) => [label, value]),
  ...signatures,
  ...foot.split('\n'),
]
const withoutSpace = (text: string): string => text.replace(/\s/g, '')
const textOf = (bytes: Uint8Array): string =>
  withoutSpace(
    readPdf(bytes)
      .flatMap(({ lines }) => lines.map(({ text }) => text))
      .join(''),
  )

describe('through the function', () => {
  let world: World
  let now = new Date('2026-11-25T02:00:00Z')
  beforeAll(async () => {
    world = await openWorld(1, {}, () => now)
  }, 60_000)
  afterAll(() => world.close())

  const render = (ticket: string, who = 'a-worker') => world.as(who)('documents.render', { ticket })
  const fetched = async (url: string) => new Uint8Array(await (await fetch(url)).arrayBuffer())

  test('a ticket becomes a PDF with every word of the document; twice, one file', async () => {
    const ticket = documentTicket('a-worker', NOTICE, now)
    const first = await good(render(ticket))
    expect(first.name).toBe('受理通知书.pdf')
    const bytes = await fetched(first.url)
    const text = textOf(bytes)
    for (const words of wordsOf(NOTICE)) expect(text).toContain(withoutSpace(words))
    expect(text).toContain('某市某区总工会（盖章）2026年11月25日')
    const again = await good(render(ticket))
    expect(new URL(again.url).pathname).toBe(new URL(first.url).pathname)
    expect(await fetched(again.url)).toEqual(bytes)
    const other = await good(render(documentTicket('a-worker', { ...NOTICE, to: '于海波：' }, now)))
    expect(new URL(other.url).pathname).not.toBe(new URL(first.url).pathname)
  })

  test('the file is nobody’s: without the address nobody reads it', async () => {
    const { url } = await good(render(documentTicket('a-worker', NOTICE, now)))
    const { origin, pathname } = new URL(url)
    for (const openid of ['', 'a-worker', 'a-stranger']) {
      const reply = await fetch(origin + pathname, { headers: openid ? { 'x-wx-openid': openid } : {} })
      expect(reply.ok).toBe(false)
    }
  })

  test('an hour later the file is deleted, and made again for who asks again', async () => {
    const ticket = documentTicket('a-worker', { ...NOTICE, number: '某工援受〔2026〕13号' }, now)
    const { url } = await good(render(ticket))
    await world.cloud.fireTimer('documents', 'sweep')
    expect((await fetch(url)).status).toBe(200)
    now = new Date(Number(now) + 61 * 60_000)
    await world.cloud.fireTimer('documents', 'sweep')
    expect((await fetch(url)).status).toBe(404)
    expect(world.cloud.count('printed')).toBe(0)
  })

  test('a ticket that is forged, another’s, for something else or old is refused', async () => {
    const ticket = documentTicket('a-worker', NOTICE, now)
    const [body, signature] = ticket.split('.') as [string, string]
    const claims = JSON.parse(Buffer.from(body, 'base64url').toString()) as { document: PrintedDocument }
    const changed = { ...claims, document: { ...claims.document, org: '别的工会' } }
    const forged = `${Buffer.from(JSON.stringify(changed)).toString('base64url')}.${signature}`
    const elsewhere = signTicket({ ...claims, use: 'something else' })
    for (const bad of [forged, elsewhere, signTicket({ document: NOTICE }), `${ticket}x`, 'a.b'])
      expect(await render(bad)).toMatchObject({ ok: false, error: { code: 'FORBIDDEN' } })
    expect(await render(ticket, 'a-stranger')).toMatchObject({ ok: false, error: { code: 'FORBIDDEN' } })
    const minutesAgo = (minutes: number) => new Date(Number(now) - minutes * 60_000)
    expect(await render(documentTicket('a-worker', NOTICE, minutesAgo(11)))).toMatchObject({
      ok: false,
      error: { code: 'TICKET_EXPIRED' },
    })
    expect(await render(documentTicket('a-worker', NOTICE, minutesAgo(9)))).toMatchObject({ ok: true })
  })

  test('a character without a picture is 〓 on the paper and a line in the log, which has no name in it', async () => {
    const printed = jest.spyOn(console, 'log').mockImplementation(() => undefined)
    const ticket = documentTicket('a-worker', { ...NOTICE, to: '林𰻞兰：' }, now)
    const { url } = await good(render(ticket))
    const logged = printed.mock.calls.map(([line]) => String(line)).join('\n')
    printed.mockRestore()
    const text = textOf(await fetched(url))
    expect(text).toContain('林〓兰：')
    expect(text).toContain('请用笔写上')
    expect(logged).toContain('"event":"glyph-missing","area":"documents","code":"U+30EDE"')
    expect(logged).not.toMatch(/林|兰/)
  })

  test('the longest document that a ticket carries is typeset; a longer one is refused where it is written', async () => {
    const of = (count: number): PrintedDocument => ({ ...NOTICE, paragraphs: ['工'.repeat(4000), '会'.repeat(count)] })
    const { url } = await good(render(documentTicket('a-worker', of(4500), now)))
    const pages = readPdf(await fetched(url))
    expect(pages.length).toBeGreaterThan(5)
    const shown = pages.flatMap(({ lines }) => lines.map(({ text }) => text)).join('')
    // Three more: the union's name at the head and under the text, and the clause's.
    expect(shown.split('会').length - 1).toBe(4500 + 3)
    expect(() => documentTicket('a-worker', of(7000), now)).toThrow('too long')
  })
})

describe('on paper', () => {
  const font = create(
    readFileSync(
      resolve(__dirname, '../../node_modules/@expo-google-fonts/noto-serif-sc/400Regular/NotoSerifSC_400Regular.ttf'),
    ),
  ) as Font
  const pagesOf = async (document: PrintedDocument) => readPdf((await typeset(document, font)).bytes)
  const MM = 72 / 25.4

  test('the font has every character of GB 2312, and of the lists of rarer hanzi that names come from', () => {
    const decoder = new TextDecoder('gb18030')
    const wanted: string[] = []
    for (let row = 0xa1; row <= 0xf7; row += 1)
      for (let cell = 0xa1; cell <= 0xfe; cell += 1) wanted.push(decoder.decode(Uint8Array.of(row, cell)))
    // Rows that GB 2312 leaves free decode to private use.
    const real = wanted.filter((char) => [...char].length === 1 && !/[\ufffd\ue000-\uf8ff]/.test(char))
    expect(real.length).toBeGreaterThan(7400)
    const lacking = (chars: Iterable<string>) =>
      [...chars].filter((char) => !font.hasGlyphForCodePoint(char.codePointAt(0)!))
    expect(lacking(real)).toEqual([])
    expect(lacking(Array.from({ length: 0x9fa6 - 0x4e00 }, (_, i) => String.fromCharCode(0x4e00 + i)))).toEqual([])
    expect(lacking('〔〕〇《》“”‘’—…％℃￥①②③□〓·㎡䶮㛃喆堃翀钘琎')).toEqual([])
  })

  test('a page is A4, number at the right, title in the middle, text two characters in', async () => {
    const [page] = await pagesOf(NOTICE)
    expect(page!.width).toBeCloseTo(210 * MM, 0)
    expect(page!.height).toBeCloseTo(297 * MM, 0)
    const at = (start: string) => page!.lines.find(({ text }) => text.startsWith(start))!
    expect(at('受理通知书').x + (5 * 24) / 2).toBeCloseTo((28 + 156 / 2) * MM, 0)
    expect(at('林秀兰').x).toBeCloseTo(28 * MM, 0)
    expect(at('您于').x).toBeCloseTo(28 * MM + 2 * 16, 0)
    expect(at('2026年11月25日').x).toBeGreaterThan(105 * MM)
    expect(at('某市某区总工会（').y).toBeGreaterThan(at('2026年11月25日').y)
  })

  test('what ends a document stands with the end of its text, never alone on a page', async () => {
    for (let count = 1; count <= 9; count += 1) {
      const pages = await pagesOf({
        ...NOTICE,
        paragraphs: Array.from(
          { length: count },
          (_, i) => `（${i + 1}）` + '双方确认除本协议以外再无争议，'.repeat(6),
        ),
        signatures: ['申请人：', '被申请人：', '调解员：'],
      })
      const last = pages[pages.length - 1]!.lines.map(({ text }) => text).join('')
      expect(last).toContain('再无争议')
      expect(last).toContain('申请人：')
      expect(last).toContain('（盖章）')
      expect(last).toContain('12351')
      pages.forEach(({ lines }, i) => {
        expect(withoutSpace(lines.map(({ text }) => text).join(''))).toContain(`第${i + 1}页共${pages.length}页`)
        expect(Math.min(...lines.map(({ y }) => y))).toBeGreaterThan(15 * MM)
      })
    }
  })

  test('long names, long labels, an address of the web and a row longer than a page stay within the margins', async () => {
    const pages = await pagesOf({
      ...NOTICE,
      org: '某市某某新技术产业开发区总工会劳动争议调解委员会驻区人民法院巡回调解工作室联合办公室',
      to: '某某某海洋生物科技（某市）股份有限公司第三分公司工会委员会暨职工代表大会主席团：',
      facts: [
        { label: '法定代表人或者主要负责人的姓名和职务', value: '阿卜杜热合曼·麦麦提依明江·吐尔逊买买提，董事长' },
        { label: '网址', value: `https://example.invalid/${'a'.repeat(120)}` },
        { label: '经过', value: '被申请人以资金周转困难为由停发工资。'.repeat(60) },
      ],
      signatures: ['被申请人（签名或者盖章，委托代理人代签的附授权委托书）：'],
    })
    expect(pages.length).toBeGreaterThan(1)
    const lines = pages.flatMap((page) => page.lines)
    expect(Math.min(...lines.map(({ x }) => x))).toBeGreaterThan(27 * MM)
    const text = withoutSpace(lines.map((line) => line.text).join(''))
    expect(text.split('被申请人以资金').length - 1).toBe(60)
    expect(text).toContain('a'.repeat(120))
    expect(text).toContain('（续）')
  })

  test('the same document is the same bytes', async () => {
    expect((await typeset(NOTICE, font)).bytes).toEqual((await typeset(NOTICE, font)).bytes)
  })

  test('what a keyboard brings along does not reach the paper as holes', async () => {
    const { bytes, missing } = await typeset(
      { ...NOTICE, to: '林\u200b秀\ufe0f兰：\u0007', foot: '第一行\r\n第二行☐' },
      font,
    )
    expect(missing).toEqual([])
    const text = textOf(bytes)
    expect(text).toContain('林秀兰：')
    expect(text).toContain('第二行□')
    expect(text).not.toContain('〓')
  })
})
