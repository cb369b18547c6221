import { EXTENSIONS, mimeOfBytes, MOST_BYTES } from '../rules/papers'

/**
 * Photographs of papers on this phone: chosen, looked into and made small enough to send before anything is sent. What
 * comes out is a new picture, which also leaves behind where and when the camera took it.
 */

/** A page that is ready to be sent. */
export interface Page {
  path: string
  bytes: number
  ending: 'jpg' | 'png' | 'pdf'
}

/** Why a picture cannot be used, in words that say what to do. */
export class PhotoFailure extends Error {
  /** Once more, enumerable: setData copies an error's own fields only. */
  readonly words: string

  constructor(
    readonly code: 'NOT_A_PAPER' | 'TOO_LARGE' | 'TOO_SMALL' | 'PRIVACY' | 'CAMERA',
    message: string,
  ) {
    super(message)
    this.name = 'PhotoFailure'
    this.words = message
  }
}

export type Source = 'camera' | 'album' | 'chat'

/** A photo is sent with fewer bytes than this. */
export const GOOD_BYTES = 2 * 1024 * 1024
/** A photo with a longer side shorter than this shows no print. */
const LEAST_SIDE = 640
/** Tried in turn until the picture is small enough: the longer side in pixels, and JPEG's quality. */
const ATTEMPTS: [side: number, quality: number][] = [
  [2400, 80],
  [2000, 70],
  [1600, 60],
  [1280, 50],
]

/** Asks for up to `count` pages; none when the person changed her mind. Throws PhotoFailure when the phone says no. */
export async function choosePages(source: Source, count: number): Promise<string[]> {
  try {
    if (source === 'chat') {
      const { tempFiles } = await wx.chooseMessageFile({
        count,
        type: 'file',
        extension: ['pdf', 'jpg', 'jpeg', 'png'],
      })
      return tempFiles.map(({ path }) => path)
    }
    const asked = { count, mediaType: ['image' as const], sourceType: [source], sizeType: ['original' as const] }
    const { tempFiles } = await wx.chooseMedia(asked)
    return tempFiles.map(({ tempFilePath }) => tempFilePath)
  } catch (error) {
    const said = String((error as { errMsg?: string }).errMsg ?? '')
    if (/cancel/.test(said)) return []
    if (/privacy/.test(said)) throw new PhotoFailure('PRIVACY', '您没同意用相机和相册。想拍了，再点一次就行')
    throw new PhotoFailure('CAMERA', '打不开相机。请到微信的设置里允许，或者从相册选')
  }
}

/** Makes a chosen file a page: a photo under 2 MB, or a PDF as it is. Throws PhotoFailure. */
export async function preparePage(path: string): Promise<Page> {
  const { mime, bytes } = await lookInto(path)
  if (!mime && !(await sizeOf(path))) throw new PhotoFailure('NOT_A_PAPER', '只能用照片或 PDF。请重新拍一张')
  if (mime !== 'application/pdf') return shrink(path)
  if (bytes > MOST_BYTES) throw new PhotoFailure('TOO_LARGE', '这个 PDF 超过 5 MB。请把用得着的几页拍下来')
  return { path, bytes, ending: 'pdf' }
}

async function shrink(path: string): Promise<Page> {
  const size = await sizeOf(path)
  if (!size) throw new PhotoFailure('NOT_A_PAPER', '这张照片打不开。请重新拍一张')
  const longer = Math.max(size.width, size.height)
  if (longer < LEAST_SIDE) throw new PhotoFailure('TOO_SMALL', '照片太小，字看不清。请离近一点重拍')
  for (const [side, quality] of ATTEMPTS) {
    const compressedWidth = Math.round(size.width * Math.min(1, side / longer))
    const { tempFilePath } = await wx.compressImage({ src: path, quality, compressedWidth })
    const { mime, bytes } = await lookInto(tempFilePath)
    if (mime && mime !== 'application/pdf' && bytes < GOOD_BYTES)
      return { path: tempFilePath, bytes, ending: EXTENSIONS[mime] as Page['ending'] }
  }
  throw new PhotoFailure('TOO_LARGE', '这张照片太大，压不小。请离远一点重拍')
}

/** A picture's sides in pixels, or null when it is none. */
async function sizeOf(path: string): Promise<{ width: number; height: number } | null> {
  const { width, height } = await wx.getImageInfo({ src: path }).catch(() => ({ width: 0, height: 0 }))
  return width > 0 && height > 0 ? { width, height } : null
}

/** What a file is by its first bytes, and how long it is. */
async function lookInto(path: string) {
  const files = wx.getFileSystemManager()
  const head = await new Promise<ArrayBuffer>((resolve) =>
    files.readFile({
      filePath: path,
      position: 0,
      length: 8,
      success: ({ data }) => resolve(data as ArrayBuffer),
      // Shorter than eight bytes: nothing that could be a paper.
      fail: () => resolve(new ArrayBuffer(0)),
    }),
  )
  const bytes = await new Promise<number>((resolve) =>
    files.getFileInfo({ filePath: path, success: ({ size }) => resolve(size), fail: () => resolve(0) }),
  )
  return { mime: mimeOfBytes(new Uint8Array(head)), bytes }
}
