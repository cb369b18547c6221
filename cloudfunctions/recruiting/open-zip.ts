import { Unzip, UnzipInflate } from 'fflate'
import { AppError } from '../kernel/errors'

/** What an .xlsx is unpacked to at most: a roster of 50,000 people is about 30 MB, a bomb gigabytes. */
const MOST_UNPACKED = 80 * 1024 * 1024
const MOST_FILES = 2000
/** Packed bytes at a time: what one piece unpacks to is looked at before the next. */
const PIECE = 16 * 1024

/**
 * The files of a zip whose names are wanted, as text. What a zip says of its own sizes is not believed: bytes are
 * counted as they come out. Throws AppError FILE_TOO_LARGE, FILE_REFUSED.
 */
export function openZip(bytes: Uint8Array, wanted: (name: string) => boolean): Map<string, string> {
  const files = new Map<string, Buffer[]>()
  let unpacked = 0
  let count = 0
  let refusal: AppError | null = null
  const unzip = new Unzip((file) => {
    if (++count > MOST_FILES) throw (refusal = tooLarge())
    if (!wanted(file.name)) return
    const pieces: Buffer[] = []
    files.set(file.name, pieces)
    file.ondata = (error, piece) => {
      // What is thrown in here comes back as an error of the zip: the first reason counts.
      if (error) throw (refusal ??= damaged())
      unpacked += piece.length
      if (unpacked > MOST_UNPACKED) throw (refusal = tooLarge())
      // The piece is a view of the inflater's own buffer.
      pieces.push(Buffer.from(piece))
    }
    file.start()
  })
  unzip.register(UnzipInflate)
  try {
    for (let at = 0; at < bytes.length; at += PIECE)
      unzip.push(bytes.subarray(at, at + PIECE), at + PIECE >= bytes.length)
  } catch {
    throw refusal ?? damaged()
  }
  return new Map([...files].map(([name, pieces]) => [name, Buffer.concat(pieces).toString('utf8')]))
}

const tooLarge = () => new AppError('FILE_TOO_LARGE', '这张表里的东西太多，打不开。请只留名册，另存一份再传')
export const damaged = () => new AppError('FILE_REFUSED', '这个文件坏了，打不开。请用 Excel 或 WPS 打开，另存一份再传')
