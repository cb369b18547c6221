import { choosePages, GOOD_BYTES, preparePage } from '../../miniprogram/client/photos'
import {
  beginUpload,
  dropUpload,
  pendingUploads,
  sendUpload,
  type Paper,
  type Upload,
} from '../../miniprogram/client/uploads'
import { ok } from './fake-wx'
import { filePhone, photo, USER, type FilePhone } from './fake-files'

let phone: FilePhone
beforeEach(() => void (phone = filePhone()))

const MB = 1024 * 1024
const PDF = [...Buffer.from('%PDF-1.7')]

/** A file of the camera roll. */
function onRoll(path: string, bytes: number, sides?: [number, number], head?: number[]): string {
  phone.files.set(path, photo(bytes, head))
  if (sides) phone.pictures.set(path, { width: sides[0], height: sides[1] })
  return path
}

describe('a photo before it is sent', () => {
  test('20 MB become less than 2, however hard the picture is to make small', async () => {
    const path = onRoll('roll/big.jpg', 20 * MB, [6000, 8000])
    for (const each of [0.2, 0.35, 0.6, 0.99]) {
      // At full width and quality this much of a byte a pixel; a phone's own compressor is what makes it smaller.
      phone.compressed = (width, quality) => Math.round(width * (width / 3) * 4 * each * (quality / 80))
      const page = await preparePage(path)
      expect(page.bytes).toBeLessThan(GOOD_BYTES)
      expect(page.ending).toBe('jpg')
      expect(page.path).not.toBe(path)
    }
  })

  test('what no attempt makes small is refused in words, and nothing is sent', async () => {
    phone.compressed = () => 3 * MB
    await expect(preparePage(onRoll('roll/a.jpg', 20 * MB, [6000, 8000]))).rejects.toMatchObject({
      code: 'TOO_LARGE',
      words: expect.stringMatching(/太大.*重拍/),
    })
    expect(phone.tries).toEqual([])
  })

  test('a small photo is drawn anew as well: where it was taken stays on the phone', async () => {
    const page = await preparePage(onRoll('roll/a.jpg', 300_000, [1200, 1600]))
    expect(page.path).toMatch(/^wxfile:\/\/tmp/)
  })

  test.each<[string, number, [number, number] | undefined, number[] | undefined, string]>([
    ['a program that calls itself a photo', 900, undefined, [0x4d, 0x5a], 'NOT_A_PAPER'],
    ['a photo that does not open', 900, undefined, undefined, 'NOT_A_PAPER'],
    ['a thumbnail', 9000, [320, 240], undefined, 'TOO_SMALL'],
    ['a PDF of 6 MB', 6 * MB, undefined, PDF, 'TOO_LARGE'],
  ])('%s is refused', async (_what, bytes, sides, head, code) => {
    const refused = preparePage(onRoll('roll/x', bytes, sides, head))
    await expect(refused).rejects.toMatchObject({ code, words: expect.stringMatching(/[\u4e00-\u9fff]/) })
  })

  test('a PDF goes as it is', async () => {
    const path = onRoll('chat/a.pdf', 2 * MB, undefined, PDF)
    expect(await preparePage(path)).toEqual({ path, bytes: 2 * MB, ending: 'pdf' })
  })

  test('changing her mind is no error; a phone that says no is told apart', async () => {
    const says = (errMsg: string) => (phone.choose = () => { throw { errMsg } }) // prettier-ignore
    says('chooseMedia:fail cancel')
    expect(await choosePages('album', 9)).toEqual([])
    says('chooseMedia:fail privacy permission is not authorized')
    await expect(choosePages('camera', 9)).rejects.toMatchObject({ code: 'PRIVACY' })
    says('chooseMedia:fail system permission denied')
    await expect(choosePages('camera', 9)).rejects.toMatchObject({ code: 'CAMERA' })
    phone.choose = () => ['one', 'two']
    expect(await choosePages('chat', 9)).toEqual(['one', 'two'])
  })
})

describe('sending', () => {
  const paper = { id: 'paper_1', type: 'idCard' } as Paper
  const pages = (count: number) =>
    Promise.all(Array.from({ length: count }, (_, i) => preparePage(onRoll(`roll/${i}.jpg`, 500_000, [1200, 1600]))))
  const begin = async (count: number) => beginUpload('papers/p_me', 'idCard', '2026-07-20', await pages(count))
  /** What the cloud was asked to take in. */
  let asked: { clientKey: string; files: { fileId: string }[] }[]
  let percents: number[]
  const send = (upload: Upload) => sendUpload(upload, (percent) => percents.push(percent))

  beforeEach(() => {
    jest.useFakeTimers({ doNotFake: ['nextTick', 'queueMicrotask', 'setImmediate'] })
    asked = []
    percents = []
    phone.answer = (_name, input) => {
      asked.push(input as (typeof asked)[number])
      return ok({ paper })
    }
  })
  afterEach(() => jest.useRealTimers())

  /** Runs what pauses before it tries again. */
  const settled = async <T>(work: Promise<T>): Promise<T> => {
    const result = work.then(
      (value) => ({ value }),
      (error: unknown) => ({ error }),
    )
    await jest.advanceTimersByTimeAsync(5000)
    const done = await result
    if ('error' in done) throw done.error
    return done.value
  }
  const lost = () => {
    throw new Error('request:fail')
  }

  test('pages go up in order under one key; the paper is there; nothing stays behind on the phone', async () => {
    const upload = await begin(3)
    expect(pendingUploads()).toHaveLength(1)
    expect(await settled(send(upload))).toEqual(paper)
    expect([...phone.stored.keys()]).toEqual([1, 2, 3].map((n) => `papers/p_me/${upload.clientKey}-${n}.jpg`))
    expect(asked).toEqual([
      {
        clientKey: upload.clientKey,
        type: 'idCard',
        takenOn: '2026-07-20',
        files: [...phone.stored.keys()].map((path) => ({ fileId: `cloud://env.bucket/${path}` })),
      },
    ])
    expect(percents).toEqual([...percents].sort((a, b) => a - b))
    expect(percents.some((percent) => percent > 0 && percent < 100)).toBe(true)
    expect(pendingUploads()).toEqual([])
    expect([...phone.files.keys()].filter((path) => path.startsWith(USER))).toEqual([])
  })

  test('one lost page is tried once more, by itself', async () => {
    let fails = 1
    phone.upload = () => void (fails-- > 0 && lost())
    const upload = await begin(1)
    expect(await settled(send(upload))).toEqual(paper)
    expect(phone.tries).toHaveLength(2)
  })

  test('cut half-way nothing is taken in; after a restart only what is missing goes up, under the same key', async () => {
    phone.upload = (path) => void (/-2\.jpg$/.test(path) && lost())
    const upload = await begin(3)
    await expect(settled(send(upload))).rejects.toMatchObject({ again: true, words: expect.stringMatching(/接着传/) })
    expect(asked).toEqual([])

    phone.restart()
    phone.upload = () => undefined
    phone.tries = []
    const [again] = pendingUploads()
    expect(again!.clientKey).toBe(upload.clientKey)
    expect(await settled(send(again!))).toEqual(paper)
    expect(phone.tries.map((path) => path.slice(-6))).toEqual(['-2.jpg', '-3.jpg'])
    expect(asked).toHaveLength(1)
    expect(asked[0]!.files).toHaveLength(3)
    expect(pendingUploads()).toEqual([])
  })

  test('all pages up, the answer lost: asked again with the same key, nothing sent twice', async () => {
    const upload = await begin(2)
    phone.answer = lost
    await expect(settled(send(upload))).rejects.toMatchObject({ again: true })
    phone.tries = []
    phone.answer = (_name, input) => (asked.push(input as never), ok({ paper }))
    expect(await settled(send(pendingUploads()[0]!))).toEqual(paper)
    expect(phone.tries).toEqual([])
    expect(asked[0]!.clientKey).toBe(upload.clientKey)
  })

  test('what the cloud refuses is dropped here and there, in its words', async () => {
    const upload = await begin(1)
    phone.answer = () => ({ ok: false, error: { code: 'FILE_REFUSED', message: '这张不是照片' } })
    await expect(settled(send(upload))).rejects.toMatchObject({ again: false, words: '这张不是照片' })
    expect(pendingUploads()).toEqual([])
    expect(phone.stored.size).toBe(0)
  })

  test('a page that did not arrive after all is sent again when going on', async () => {
    const upload = await begin(1)
    phone.answer = () => ({ ok: false, error: { code: 'FILE_MISSING', message: '这张没传上来' } })
    await expect(settled(send(upload))).rejects.toMatchObject({ again: true, words: '这张没传上来' })
    phone.tries = []
    phone.answer = () => ok({ paper })
    expect(await settled(send(pendingUploads()[0]!))).toEqual(paper)
    expect(phone.tries).toHaveLength(1)
  })

  test('pressed twice it is one sending, and both hear how far it is', async () => {
    const upload = await begin(2)
    const heard: number[] = []
    const both = [send(upload), sendUpload(upload, (percent) => heard.push(percent))]
    expect(await settled(Promise.all(both))).toEqual([paper, paper])
    expect(phone.tries).toHaveLength(2)
    expect(asked).toHaveLength(1)
    expect(heard.length).toBeGreaterThan(0)
  })

  test('no room on the phone: sent all the same; after a restart it has to be photographed anew', async () => {
    phone.filesFull = true
    expect(await settled(send(await begin(1)))).toEqual(paper)

    phone.upload = lost
    await expect(settled(send(await begin(1)))).rejects.toMatchObject({ again: true })
    phone.restart()
    await expect(settled(send(pendingUploads()[0]!))).rejects.toMatchObject({
      again: false,
      words: expect.stringMatching(/重新拍/),
    })
    expect(pendingUploads()).toEqual([])
  })

  test('not this one after all: gone from the phone and from the cloud', async () => {
    phone.upload = (path) => void (/-2\.jpg$/.test(path) && lost())
    await expect(settled(send(await begin(2)))).rejects.toMatchObject({ again: true })
    expect(phone.stored.size).toBe(1)
    await dropUpload(pendingUploads()[0]!)
    expect(pendingUploads()).toEqual([])
    expect(phone.stored.size).toBe(0)
    await Promise.resolve()
    expect([...phone.files.keys()].filter((path) => path.startsWith(USER))).toEqual([])
  })
})
