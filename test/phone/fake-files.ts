import { freshPhone, type FakePhone } from './fake-wx'

/** A phone that also has files, a camera roll and a way up to the cloud: what client/photos and client/uploads touch. */
export interface FilePhone extends FakePhone {
  /** Bytes by path; temporary ones go when the app is closed. */
  files: Map<string, Uint8Array>
  /** Sides in pixels of what is a picture. */
  pictures: Map<string, { width: number; height: number }>
  /** Bytes of a JPEG of this width and quality, as the phone's compressor makes it. */
  compressed: (width: number, quality: number) => number
  /** The cloud's storage: what arrived whole, by cloudPath, and how often each was tried. */
  stored: Map<string, Uint8Array>
  tries: string[]
  /** Throws or answers for an upload; by default it arrives. */
  upload: (cloudPath: string) => void
  /** What the chooser gives; throw `{ errMsg }` as WeChat does. */
  choose: () => string[]
  /** No room for kept files. */
  filesFull: boolean
  /** Closes the app and opens it again. */
  restart(): void
}

export const USER = 'wxfile://usr'
export const JPEG = [0xff, 0xd8, 0xff, 0xe0]

export function photo(bytes: number, head: number[] = JPEG): Uint8Array {
  const file = new Uint8Array(bytes)
  file.set(head)
  return file
}

export function filePhone(): FilePhone {
  const phone = freshPhone() as FilePhone
  Object.assign(phone, {
    files: new Map(),
    pictures: new Map(),
    compressed: (width: number, quality: number) => Math.round((width * width * quality) / 1000),
    stored: new Map(),
    tries: [],
    upload: () => undefined,
    choose: () => [],
    filesFull: false,
    restart: () =>
      [...phone.files.keys()].filter((path) => !path.startsWith(USER)).forEach((path) => phone.files.delete(path)),
  })
  let made = 0
  const wx = (globalThis as unknown as { wx: Record<string, unknown> }).wx
  type Options = Record<string, unknown> & { success?: (value: object) => void; fail?: (error: object) => void }
  const answer = (work: (options: Options) => object) => (options: Options) => {
    void Promise.resolve()
      .then(() => work(options))
      .then(
        (value) => options.success?.(value),
        (error: Error) => options.fail?.({ errMsg: error.message }),
      )
  }
  const at = (path: unknown) => {
    const file = phone.files.get(String(path))
    if (!file) throw new Error('fail no such file or directory')
    return file
  }
  const manager = {
    readFile: answer(({ filePath, length }) => ({ data: at(filePath).slice(0, Number(length)).buffer })),
    getFileInfo: answer(({ filePath }) => ({ size: at(filePath).length })),
    access: answer(({ path }) => at(path) && {}),
    copyFile: answer(({ srcPath, destPath }) => {
      if (phone.filesFull) throw new Error('fail the maximum size of the file storage limit is exceeded')
      return phone.files.set(String(destPath), at(srcPath)) && {}
    }),
    unlink: answer(({ filePath }) => at(filePath) && (phone.files.delete(String(filePath)), {})),
  }
  Object.assign(wx, {
    env: { USER_DATA_PATH: USER },
    getFileSystemManager: () => manager,
    getImageInfo: async ({ src }: { src: string }) => {
      const sides = phone.pictures.get(src)
      if (!sides) throw Object.assign(new Error('getImageInfo:fail'), { errMsg: 'getImageInfo:fail' })
      return sides
    },
    compressImage: async ({ quality, compressedWidth }: { quality: number; compressedWidth: number }) => {
      const tempFilePath = `wxfile://tmp-${(made += 1)}.jpg`
      phone.files.set(tempFilePath, photo(phone.compressed(compressedWidth, quality)))
      return { tempFilePath }
    },
    chooseMedia: async () => ({ tempFiles: phone.choose().map((tempFilePath) => ({ tempFilePath })) }),
    chooseMessageFile: async () => ({ tempFiles: phone.choose().map((path) => ({ path })) }),
  })
  Object.assign(wx.cloud as object, {
    uploadFile: (options: Options & { cloudPath: string; filePath: string }) => {
      const told: ((value: { progress: number }) => void)[] = []
      phone.tries.push(options.cloudPath)
      answer(() => {
        told.forEach((tell) => tell({ progress: 50 }))
        const bytes = at(options.filePath)
        phone.upload(options.cloudPath)
        phone.stored.set(options.cloudPath, bytes)
        return { fileID: `cloud://env.bucket/${options.cloudPath}` }
      })(options)
      return { onProgressUpdate: (tell: (value: { progress: number }) => void) => told.push(tell) }
    },
    deleteFile: async ({ fileList }: { fileList: string[] }) =>
      fileList.forEach((id) => phone.stored.delete(id.replace('cloud://env.bucket/', ''))),
  })
  return phone
}
