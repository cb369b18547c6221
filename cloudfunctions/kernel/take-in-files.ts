import { MOST_SOUND_BYTES, mimeOfSound, SOUND_ENDINGS, type SoundMime } from '../../miniprogram/rules/sounds'
import { EXTENSIONS, mimeOfBytes, MOST_BYTES } from '../../miniprogram/rules/papers'
import { AppError } from './errors'
import { deleteFiles, readFile, writeFile } from './files'
import type { PaperFile } from './vault'

/** Uploads of a phone become files of the union: looked into, stored anew where no phone reaches, the upload deleted. */

const MB = 1024 * 1024

/** The folder that a person's phone uploads to. */
export function uploadFolder(person: string): string {
  return `papers/${person}`
}

const PAPER = 'jpg|jpeg|png|pdf'
const SOUND = Object.values(SOUND_ENDINGS).join('|')

/** Throws FORBIDDEN unless every upload is one of this person's for this key. Nothing foreign is read or deleted. */
export function checkUploads(person: string, clientKey: string, uploads: string[], endings = PAPER): void {
  const own = new RegExp(`^cloud://[^/]+/${uploadFolder(person)}/${clientKey}-[0-9]\\.(${endings})$`)
  if (!uploads.every((id) => own.test(id))) throw new AppError('FORBIDDEN', '这个文件不是您这次传的。请重新拍一张')
  if (new Set(uploads).size < uploads.length) throw new AppError('BAD_INPUT', '同一张交了两遍。请删掉一张')
}

/**
 * Looks into each upload and stores it as page N of what `path` names, `PATH-N.jpg`. The phone may still write over what it uploaded, so what
 * was looked into is what is stored. Throws FILE_MISSING, FILE_REFUSED or FILE_TOO_LARGE, naming the page; what is
 * refused is deleted. Two file requests a page.
 */
export async function takeInFiles(path: string, uploads: string[]): Promise<PaperFile[]> {
  const files: PaperFile[] = []
  for (const [i, upload] of uploads.entries()) {
    const which = uploads.length > 1 ? `第 ${i + 1} 页` : '这张'
    const bytes = await readFile(upload)
    if (!bytes || bytes.length === 0) throw new AppError('FILE_MISSING', `${which}没传上来。请再传一次`)
    const mime = mimeOfBytes(bytes)
    const refusal = !mime
      ? new AppError('FILE_REFUSED', `${which}不是照片，也不是 PDF。请重新拍一张`)
      : bytes.length > MOST_BYTES
        ? new AppError('FILE_TOO_LARGE', `${which}太大，超过 ${MOST_BYTES / MB} MB。请重新拍一张`)
        : null
    if (refusal) {
      await deleteFiles([upload])
      throw refusal
    }
    const id = await writeFile(`${path}-${i + 1}.${EXTENSIONS[mime!]}`, bytes)
    files.push({ id, mime: mime!, bytes: bytes.length })
  }
  return files
}

/** A sound of the union: where it is stored, what it is. */
export interface SoundFile {
  id: string
  mime: SoundMime
  bytes: number
}

/**
 * Looks into a recording and stores it as `PATH.mp3` or the like. Throws FORBIDDEN unless it is this person's for this
 * key, FILE_MISSING, FILE_REFUSED, FILE_TOO_LARGE; what is refused is deleted. Two file requests.
 */
export async function takeInSound(person: string, clientKey: string, path: string, upload: string): Promise<SoundFile> {
  checkUploads(person, clientKey, [upload], SOUND)
  const bytes = await readFile(upload)
  if (!bytes || bytes.length === 0) throw new AppError('FILE_MISSING', '录音没传上来。请再传一次')
  const mime = mimeOfSound(bytes)
  if (!mime || bytes.length > MOST_SOUND_BYTES) {
    await deleteFiles([upload])
    throw mime
      ? new AppError('FILE_TOO_LARGE', `录音太大，超过 ${MOST_SOUND_BYTES / MB} MB。请说短一点`)
      : new AppError('FILE_REFUSED', '这不是录音。请重新录一段')
  }
  return { id: await writeFile(`${path}.${SOUND_ENDINGS[mime]}`, bytes), mime, bytes: bytes.length }
}
