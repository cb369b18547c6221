import { openDocument } from '../../miniprogram/client/open-document'
import { freshPhone, ok, type FakePhone } from './fake-wx'

let phone: FakePhone
let did: string[]
/** What WeChat answers: a status, or that the file did not come; and whether its reader opens it. */
let download: () => { statusCode: number } | null
let opens: boolean

interface Options {
  title?: string
  content?: string
  url?: string
  filePath?: string
  showMenu?: boolean
  success(answer: object): void
  fail(answer: object): void
}

beforeEach(() => {
  phone = freshPhone()
  phone.answer = () => ok({ url: 'https://files.invalid/a.pdf', name: '受理通知书.pdf' })
  did = []
  download = () => ({ statusCode: 200 })
  opens = true
  Object.assign((globalThis as unknown as { wx: object }).wx, {
    env: { USER_DATA_PATH: 'wxfile://usr' },
    showLoading: ({ title }: Options) => did.push(`loading ${title}`),
    hideLoading: () => did.push('hide'),
    showModal: ({ title, content }: Options) => did.push(`modal ${title}: ${content}`),
    downloadFile: ({ url, filePath, success, fail }: Options) => {
      did.push(`download ${url} to ${filePath}`)
      const answer = download()
      if (answer) success(answer)
      else fail({ errMsg: 'downloadFile:fail' })
    },
    openDocument: async ({ filePath, showMenu }: Options) => {
      if (!opens) throw new Error('openDocument:fail filetype not supported')
      did.push(`open ${filePath} ${showMenu}`)
    },
  })
})

test('shows the document under its name, with the menu to send it on', async () => {
  expect(await openDocument('ticket')).toBe(true)
  expect(phone.calls).toEqual(['documents.render'])
  expect(did).toEqual([
    'loading 正在打开文书',
    'download https://files.invalid/a.pdf to wxfile://usr/受理通知书.pdf',
    'open wxfile://usr/受理通知书.pdf true',
    'hide',
  ])
})

const refusal = () => ({ ok: false, error: { code: 'TICKET_EXPIRED', message: '隔得有点久了' } })
const lost = () => {
  throw new Error('request:fail')
}

test.each<[string, () => unknown, RegExp]>([
  ['the cloud refuses', () => (phone.answer = refusal), /隔得有点久了/],
  ['no network', () => (phone.answer = lost), /网络不通/],
  ['the file does not come', () => (download = () => null), /没取下来.*没有丢/],
  ['the address is dead', () => (download = () => ({ statusCode: 403 })), /没取下来/],
  ['the phone cannot show it', () => (opens = false), /换一部手机/],
])('%s: says so after the waiting is taken away, and opens nothing', async (_, prepare, words) => {
  prepare()
  expect(await openDocument('ticket')).toBe(false)
  expect(did.slice(-2)).toEqual(['hide', expect.stringMatching(words)])
  expect(did.filter((one) => one.startsWith('open'))).toEqual([])
  // Nothing of it is left to block the next try.
  phone.answer = () => ok({ url: 'https://files.invalid/a.pdf', name: 'a.pdf' })
  download = () => ({ statusCode: 200 })
  opens = true
  expect(await openDocument('ticket')).toBe(true)
})

test('a second press while the first is under way does nothing', async () => {
  expect(await Promise.all([openDocument('ticket'), openDocument('ticket')])).toEqual([true, false])
  expect(phone.calls).toHaveLength(1)
})
