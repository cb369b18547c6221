/** wx storage over localStorage, one space a person; WeChat's limits: 1 MB a key, 10 MB in all. */
import { context } from '../context'
import { calls, WxError } from './base'

const KEY_LIMIT = 1024 * 1024
const TOTAL_LIMIT = 10 * KEY_LIMIT
const prefix = (): string => `wx:${context.personaId || 'preview'}:`

function keys(): string[] {
  const own = prefix()
  return Object.keys(localStorage)
    .filter((key) => key.startsWith(own))
    .map((key) => key.slice(own.length))
}
function bytes(text: string): number {
  return new TextEncoder().encode(text).length
}
function used(except: string): number {
  return keys()
    .filter((key) => key !== except)
    .reduce((sum, key) => sum + bytes(localStorage.getItem(prefix() + key) ?? ''), 0)
}

function read(key: string): unknown {
  const text = localStorage.getItem(prefix() + key)
  return text === null ? undefined : (JSON.parse(text) as { data: unknown }).data
}
function write(key: string, data: unknown): void {
  const text = JSON.stringify({ data: data === undefined ? '' : data })
  const size = bytes(text)
  if (size > KEY_LIMIT) throw new WxError('entry size limit reached')
  if (used(key) + size > TOTAL_LIMIT) throw new WxError('exceed storage max size 10Mb')
  try {
    localStorage.setItem(prefix() + key, text)
  } catch {
    // Browsers stop near 5 MB; a phone would go on, so say whose limit it was.
    throw new WxError('the browser keeps about 5 MB only')
  }
}
function info(): { keys: string[]; currentSize: number; limitSize: number } {
  return { keys: keys(), currentSize: Math.ceil(used('\0') / 1024), limitSize: TOTAL_LIMIT / 1024 }
}
const remove = (key: string): void => localStorage.removeItem(prefix() + key)
const clear = (): void => keys().forEach(remove)

function sync<T>(name: string, run: () => T): T {
  try {
    return run()
  } catch (error) {
    throw new Error(`${name}:fail ${(error as Error).message}`)
  }
}

export const storage = {
  ...calls({
    getStorage: (o) => {
      const data = read(String(o.key))
      if (data === undefined) throw new WxError('data not found')
      return { data }
    },
    setStorage: (o) => write(String(o.key), o.data),
    removeStorage: (o) => remove(String(o.key)),
    clearStorage: clear,
    getStorageInfo: info,
    batchSetStorage: (o) =>
      (o.kvList as { key: string; value: unknown }[]).forEach(({ key, value }) => write(key, value)),
    batchGetStorage: (o) => ({ dataList: (o.keyList as string[]).map((key) => read(key) ?? '') }),
  }),
  getStorageSync: (key: string): unknown => read(key) ?? '',
  setStorageSync: (key: string, data: unknown) => sync('setStorageSync', () => write(key, data)),
  removeStorageSync: remove,
  clearStorageSync: clear,
  getStorageInfoSync: info,
  batchGetStorageSync: (list: string[]) => list.map((key) => read(key) ?? ''),
  batchSetStorageSync: (list: { key: string; value: unknown }[]) => list.forEach(({ key, value }) => write(key, value)),
}
