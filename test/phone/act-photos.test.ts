import type { Page } from '../../miniprogram/client/photos'
import { showFiles } from '../../miniprogram/client/show-files'
import { MOST_PHOTOS, PhotoSending } from '../../miniprogram/packages/staff/case/act-photos'
import type { Act } from '../../miniprogram/packages/staff/case/deciding'
import { faultsOfAct, givenOf, nothingPrepared } from '../../miniprogram/packages/staff/case/prepare-act'
import { filePhone, photo, type FilePhone } from './fake-files'
import { ok } from './fake-wx'

const NOW = Date.parse('2026-07-17T02:00:00Z')
const act = (photos: Act['photos']): Act => ({
  act: 'fixed',
  label: '修好了，去看过',
  tone: 'primary',
  needsReason: false,
  reasons: [],
  effect: '',
  fields: [],
  photos,
  wants: 'nothing',
})
const page = (n: number): Page => ({ path: `wxfile://tmp-${n}.jpg`, bytes: 1000, ending: 'jpg' })

describe('an act that wants pictures', () => {
  const sent = { clientKey: 'one-key-1', fileIds: ['cloud://env.bucket/papers/p_me/one-key-1-1.jpg'] }

  test('is not sent without one where one is required, and says so', () => {
    const required = act({ title: '修好以后的照片', required: true })
    expect(faultsOfAct(required, nothingPrepared, NOW)).toEqual({ fault: '要拍一张照片才能记', faults: {} })
    expect(faultsOfAct(required, { ...nothingPrepared, photos: [page(1)] }, NOW)).toBeNull()
    expect(faultsOfAct(act({ title: '照片', required: false }), nothingPrepared, NOW)).toBeNull()
    expect(faultsOfAct(act(null), nothingPrepared, NOW)).toBeNull()
  })

  test('names its files; an act without pictures never does', () => {
    expect(givenOf(act({ title: '照片', required: true }), nothingPrepared, sent)).toEqual({ note: '', photos: sent })
    expect(givenOf(act({ title: '照片', required: false }), nothingPrepared)).toEqual({ note: '' })
    expect(givenOf(act(null), nothingPrepared, sent)).toEqual({ note: '' })
  })
})

describe('sending them', () => {
  let phone: FilePhone
  let percents: number[]
  beforeEach(() => {
    phone = filePhone()
    percents = []
    phone.answer = (name) => {
      expect(name).toBe('vault.mine')
      return ok({ papers: [], folder: 'papers/p_me' })
    }
    for (let n = 1; n <= 9; n += 1) phone.files.set(page(n).path, photo(1000 + n))
    jest.useFakeTimers({ doNotFake: ['nextTick', 'queueMicrotask', 'setImmediate'] })
  })
  afterEach(() => jest.useRealTimers())

  const tell = (percent: number) => void percents.push(percent)
  const lost = () => {
    throw new Error('request:fail')
  }
  /** Runs what pauses before it tries again; the failure as a value. */
  const outcome = async <T>(work: Promise<T>): Promise<{ value?: T; error?: unknown }> => {
    const result = work.then(
      (value) => ({ value }),
      (error: unknown) => ({ error }),
    )
    await jest.advanceTimersByTimeAsync(5000)
    return result
  }
  const placesOf = (ids: string[]) => ids.map((id) => id.replace('cloud://env.bucket/', ''))

  test('as many as an act takes, in order, under one key in her own folder, with percents that only grow', async () => {
    const pages = Array.from({ length: MOST_PHOTOS }, (_, i) => page(i + 1))
    const { value } = await outcome(new PhotoSending().send(pages, tell))
    const { clientKey, fileIds } = value!
    expect(clientKey).toMatch(/^[A-Za-z0-9_-]{8,40}$/)
    expect(placesOf(fileIds)).toEqual([1, 2, 3, 4, 5].map((n) => `papers/p_me/${clientKey}-${n}.jpg`))
    expect([...phone.stored.keys()]).toEqual(placesOf(fileIds))
    expect(percents).toEqual([...percents].sort((a, b) => a - b))
    expect(percents[0]).toBe(0)
    expect(percents.some((percent) => percent > 0 && percent < 100)).toBe(true)
  })

  test('cut half-way and pressed again: only what is missing goes up, under the same key', async () => {
    const sending = new PhotoSending()
    phone.upload = (path) => void (/-2\.jpg$/.test(path) && lost())
    expect((await outcome(sending.send([page(1), page(2)], tell))).error).toMatchObject({ again: true })
    const [first] = phone.stored.keys()
    phone.upload = () => undefined
    phone.tries = []
    const { value } = await outcome(sending.send([page(1), page(2)], tell))
    expect(phone.tries.map((path) => path.slice(-6))).toEqual(['-2.jpg'])
    expect(first).toBe(`papers/p_me/${value!.clientKey}-1.jpg`)
    expect(value!.fileIds).toHaveLength(2)
  })

  test('the act itself was lost: the same files are named again, nothing goes up twice', async () => {
    const sending = new PhotoSending()
    const { value: once } = await outcome(sending.send([page(1), page(2)], tell))
    phone.tries = []
    phone.calls = []
    expect((await outcome(sending.send([page(1), page(2)], tell))).value).toEqual(once)
    expect(phone.tries).toEqual([])
    expect(phone.calls).toEqual([])
  })

  test('what the cloud did not take goes up again to the same places', async () => {
    const sending = new PhotoSending()
    const { value: once } = await outcome(sending.send([page(1)], tell))
    sending.forget()
    phone.tries = []
    expect((await outcome(sending.send([page(1)], tell))).value).toEqual(once)
    expect(phone.tries).toHaveLength(1)
  })

  test('one taken away is gone from the cloud; another takes its number and its own place in the order', async () => {
    const sending = new PhotoSending()
    const { value: once } = await outcome(sending.send([page(1), page(2), page(3)], tell))
    const { value } = await outcome(sending.send([page(1), page(3), page(4)], tell))
    const { clientKey } = once!
    expect(placesOf(value!.fileIds)).toEqual([1, 3, 2].map((n) => `papers/p_me/${clientKey}-${n}.jpg`))
    expect(phone.stored.get(`papers/p_me/${clientKey}-2.jpg`)).toHaveLength(1004)
    expect(phone.stored.size).toBe(3)
  })

  test('changed over and over, five numbers are enough', async () => {
    const sending = new PhotoSending()
    for (let n = 1; n + 4 <= 9; n += 1) {
      const { value } = await outcome(sending.send([0, 1, 2, 3, 4].map((i) => page(n + i)), tell)) // prettier-ignore
      expect(new Set(value!.fileIds).size).toBe(5)
      expect(value!.fileIds.every((id) => /-[1-5]\.jpg$/.test(id))).toBe(true)
    }
    expect(phone.stored.size).toBe(5)
  })

  test('put back: nothing stays in the cloud', async () => {
    const sending = new PhotoSending()
    await outcome(sending.send([page(1), page(2)], tell))
    await sending.drop()
    expect(phone.stored.size).toBe(0)
  })
})

describe('showing them', () => {
  let shown: unknown[]
  let picked: number | null
  beforeEach(() => {
    filePhone()
    shown = []
    picked = 0
    Object.assign((globalThis as unknown as { wx: object }).wx, {
      previewImage: async ({ urls }: { urls: string[] }) => void shown.push(urls),
      downloadFile: ({ url, success }: { url: string; success: (value: object) => void }) =>
        success({ tempFilePath: `down:${url}` }),
      openDocument: async ({ filePath }: { filePath: string }) => void shown.push(filePath),
      showActionSheet: async () => {
        if (picked === null) throw { errMsg: 'showActionSheet:fail cancel' }
        return { tapIndex: picked }
      },
    })
  })
  const picture = (url: string) => ({ url, mime: 'image/jpeg' })
  const pdf = { url: 'b', mime: 'application/pdf' }

  test('pictures together, a PDF in its reader, of both the one she picks', async () => {
    await showFiles([picture('a'), picture('c')])
    await showFiles([pdf])
    await showFiles([picture('a'), pdf])
    picked = 1
    await showFiles([picture('a'), pdf])
    expect(shown).toEqual([['a', 'c'], 'down:b', ['a'], 'down:b'])
  })

  test('closing the question is no error; what does not open is said in words', async () => {
    picked = null
    await showFiles([picture('a'), pdf])
    expect(shown).toEqual([])
    const wx = (globalThis as unknown as { wx: Record<string, unknown> }).wx
    wx.previewImage = async () => {
      throw new Error('previewImage:fail')
    }
    await expect(showFiles([picture('a')])).rejects.toMatchObject({ words: expect.stringMatching(/没打开/) as string })
  })
})
