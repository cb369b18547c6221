import { mimeOfBytes } from '../../miniprogram/rules/papers'
import { AppError } from '../kernel/errors'
import { readCsv } from './read-csv'
import { readXlsx } from './read-xlsx'
import { MOST_BYTES, type Sheet } from './sheet'

const refused = (words: string) => new AppError('FILE_REFUSED', words)
const OLE = [0xd0, 0xcf, 0x11, 0xe0]

/** A roster's file, told by its bytes and not by its name. Throws FILE_REFUSED, FILE_TOO_LARGE in words. */
export function readUpload(bytes: Buffer): Sheet {
  if (bytes.length > MOST_BYTES) throw new AppError('FILE_TOO_LARGE', '这个文件超过 10 MB。请只留名册，另存一份再传')
  if (bytes.length === 0) throw refused('这个文件是空的。请再选一次')
  if (begins(bytes, [0x50, 0x4b])) return readXlsx(bytes)
  if (begins(bytes, OLE)) {
    // A locked .xlsx lies in the old container, under this name in UTF-16.
    if (bytes.includes(Buffer.from('EncryptedPackage', 'utf16le')))
      throw refused('这张表加了密码，打不开。请去掉密码，另存一份再传')
    throw refused('这是老格式的 .xls。请用 Excel 或 WPS 打开，另存为 .xlsx 再传')
  }
  const mime = mimeOfBytes(bytes)
  if (mime)
    throw refused(
      mime === 'application/pdf' ? '这是 PDF，不是表格。请传 .xlsx 或 .csv' : '这是照片，不是表格。请传 .xlsx 或 .csv',
    )
  if (
    /^\s*<(!doctype|html|table|\?xml)/i.test(
      bytes
        .subarray(0, 200)
        .toString('latin1')
        .replace(/^\xef\xbb\xbf/, ''),
    )
  )
    throw refused('这是网页存成的表。请用 Excel 或 WPS 打开，另存为 .xlsx 再传')
  return readCsv(bytes)
}

const begins = (bytes: Buffer, signature: number[]): boolean => signature.every((byte, i) => bytes[i] === byte)
