import { call, newClientKey, type OutputOf } from '../../../client/call'
import { sendPage, UploadFailure } from '../../../client/uploads'

export interface Chosen {
  path: string
  name: string
  size: number
}

const MOST_BYTES = 10 * 1024 * 1024

/** A spreadsheet out of a chat (the computer's 文件传输助手 too); null when the person changed her mind. */
export async function chooseRoster(): Promise<Chosen | null> {
  try {
    const { tempFiles } = await wx.chooseMessageFile({ count: 1, type: 'file', extension: ['xlsx', 'csv', 'xls'] })
    const file = tempFiles[0]
    return file ? { path: file.path, name: file.name, size: file.size } : null
  } catch {
    return null
  }
}

/** What can be said before anything is sent; null: send it. */
export function faultOfFile({ name, size }: Pick<Chosen, 'name' | 'size'>): string | null {
  if (/\.xls$/i.test(name)) return '这是老格式的 .xls。请用 Excel 或 WPS 打开，另存为 .xlsx 再传'
  if (!/\.(xlsx|csv)$/i.test(name)) return '请传 .xlsx 或 .csv 的表格'
  if (size > MOST_BYTES) return '这个文件超过 10 MB。请只留名册，另存一份再传'
  return null
}

/** Sends the file and has it read. `tell` hears whole percents of the sending. Throws CallFailure, UploadFailure. */
export async function sendRoster(
  desk: string,
  file: Chosen,
  tell: (percent: number) => void,
): Promise<OutputOf<'recruiting.beginRoster'>> {
  const { folder } = await call('vault.mine', {})
  const ending = /\.csv$/i.test(file.name) ? 'csv' : 'xlsx'
  const fileId = await sendPage(`${folder}/${newClientKey()}-1.${ending}`, file.path, tell).catch(() => {
    throw new UploadFailure(true, '传到一半断了。有网了再选一次这个文件')
  })
  return call('recruiting.beginRoster', { desk, fileId, fileName: nameOf(file.name) })
}

/** As its officers tell it from others: without ending, not endlessly long. */
const nameOf = (name: string): string => name.slice(-60)
