import type { Day } from '../rules/days'
import type { PaperType } from '../rules/papers'
import { call, CallFailure, newClientKey, type OutputOf } from './call'
import { dropKept, isKept, keepOnPhone } from './kept-pages'
import type { Page } from './photos'

/**
 * Sends photographed pages to the vault as one paper. What is being sent is kept on the phone under one key until the
 * cloud has it: cut half-way (no network, the app closed) nothing is attached, and going on sends only what is missing.
 */

export type Paper = OutputOf<'vault.add'>['paper']

export interface Upload {
  /** One key for one paper: a retry never makes a second. */
  clientKey: string
  type: PaperType
  takenOn: Day
  /** The folder of the cloud that is this person's. */
  folder: string
  pages: { path: string; ending: Page['ending']; fileId: string | null }[]
}

/** Why a paper did not get there. `again`: pressing 接着传 may help; otherwise it has to be photographed anew. */
export class UploadFailure extends Error {
  readonly words: string

  constructor(
    readonly again: boolean,
    message: string,
  ) {
    super(message)
    this.name = 'UploadFailure'
    this.words = message
  }
}

const KEY = 'uploads'
/** Before a failed page is sent once more. */
const PAUSE_MS = 1000
const CUT = '传到一半断了。照片还在，有网了接着传'

/** Papers whose sending was cut, newest first. */
export function pendingUploads(): Upload[] {
  const kept = wx.getStorageSync(KEY) as Upload[] | ''
  return Array.isArray(kept) ? kept : []
}

/** Begins a paper: keeps its pages on this phone. Sends nothing yet. */
export async function beginUpload(folder: string, type: PaperType, takenOn: Day, pages: Page[]): Promise<Upload> {
  const clientKey = newClientKey()
  const kept: Upload['pages'] = []
  for (const [i, { path, ending }] of pages.entries())
    kept.push({ path: await keepOnPhone(path, `${clientKey}-${i + 1}.${ending}`), ending, fileId: null })
  const upload = { clientKey, type, takenOn, folder, pages: kept }
  remember(upload)
  return upload
}

type Tell = (percent: number) => void
const running = new Map<string, { result: Promise<Paper>; tells: Set<Tell> }>()

/**
 * Sends what is not sent yet and takes it in as a paper; `tell` hears whole percents. Pressed twice, or from two pages,
 * it is one sending. Throws UploadFailure.
 */
export function sendUpload(upload: Upload, tell: Tell): Promise<Paper> {
  const under = running.get(upload.clientKey)
  if (under) {
    under.tells.add(tell)
    return under.result
  }
  const tells = new Set([tell])
  const result = send(upload, (percent) => tells.forEach((one) => one(percent))).finally(() =>
    running.delete(upload.clientKey),
  )
  running.set(upload.clientKey, { result, tells })
  return result
}

/** Forgets a paper that was begun: from this phone, and from the cloud what had got there. */
export async function dropUpload({ clientKey, pages }: Upload): Promise<void> {
  forget(clientKey)
  pages.forEach(({ path }) => dropKept(path))
  const fileList = pages.flatMap(({ fileId }) => (fileId ? [fileId] : []))
  // What stays up there is attached to nothing, and nobody but this person reads it.
  if (fileList.length > 0) await wx.cloud.deleteFile({ fileList }).catch(() => undefined)
}

async function send(upload: Upload, tell: Tell): Promise<Paper> {
  const { clientKey, type, takenOn, folder, pages } = upload
  for (const page of pages)
    if (!page.fileId && !(await isKept(page.path))) {
      await dropUpload(upload)
      throw new UploadFailure(false, '照片不在这部手机上了。请重新拍')
    }
  const share = 100 / pages.length
  for (const [i, page] of pages.entries()) {
    tell(Math.floor(i * share))
    if (page.fileId) continue
    const path = `${folder}/${clientKey}-${i + 1}.${page.ending}`
    page.fileId = await sendPage(path, page.path, (percent) => tell(Math.floor((i + percent / 100) * share)))
    remember(upload)
  }
  try {
    const files = pages.map(({ fileId }) => ({ fileId: fileId! }))
    const { paper } = await call('vault.add', { clientKey, type, takenOn, files })
    forget(clientKey)
    pages.forEach((page) => dropKept(page.path))
    return paper
  } catch (error) {
    throw await afterRefusal(upload, error)
  }
}

/** What is kept and what is not, after the cloud did not take the paper in. */
async function afterRefusal(upload: Upload, error: unknown): Promise<UploadFailure> {
  const { code, words, offline } = error instanceof CallFailure ? error : new CallFailure('INTERNAL', CUT)
  if (offline || code === 'NO_REPLY') return new UploadFailure(true, CUT)
  if (code === 'INTERNAL' || code === 'BUSY') return new UploadFailure(true, words)
  if (code === 'FILE_MISSING') {
    upload.pages.forEach((page) => (page.fileId = null))
    remember(upload)
    return new UploadFailure(true, words)
  }
  await dropUpload(upload)
  return new UploadFailure(false, words)
}

/** Sends one page, and once more when the net let go; `tell` hears its percents. Throws UploadFailure. */
export async function sendPage(cloudPath: string, filePath: string, tell: Tell): Promise<string> {
  try {
    return await sendOnce(cloudPath, filePath, tell)
  } catch {
    await new Promise((done) => setTimeout(done, PAUSE_MS))
  }
  try {
    return await sendOnce(cloudPath, filePath, tell)
  } catch {
    throw new UploadFailure(true, CUT)
  }
}

function sendOnce(cloudPath: string, filePath: string, tell: Tell): Promise<string> {
  return new Promise((resolve, reject) => {
    const task = wx.cloud.uploadFile({
      cloudPath,
      filePath,
      success: ({ fileID }) => resolve(fileID),
      fail: reject,
    }) as WechatMiniprogram.UploadTask | undefined
    // Last of all: it only colours the waiting.
    task?.onProgressUpdate?.(({ progress }) => tell(progress))
  })
}

function remember(upload: Upload): void {
  const others = pendingUploads().filter(({ clientKey }) => clientKey !== upload.clientKey)
  save([upload, ...others])
}

function forget(clientKey: string): void {
  save(pendingUploads().filter((one) => one.clientKey !== clientKey))
}

function save(uploads: Upload[]): void {
  try {
    wx.setStorageSync(KEY, uploads)
  } catch (error) {
    // A full storage costs going on after the app was closed, never the sending itself.
    console.warn('uploads not kept', error)
  }
}
