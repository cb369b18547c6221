/** The little of `wx` that client modules touch: storage, function calls, the phone's font setting. */

export interface FakePhone {
  storage: Map<string, unknown>
  /** Answers `area.action` calls; throw for a lost network. */
  answer: (name: string, input: unknown) => unknown
  /** Names of the calls made so far. */
  calls: string[]
  fontSizeSetting: number | undefined
  networkType: 'wifi' | 'none'
  /** Writing throws, as at WeChat's 10 MB. */
  storageFull: boolean
}

/** Puts a fresh phone in place as the global `wx`. */
export function freshPhone(): FakePhone {
  const phone: FakePhone = {
    storage: new Map(),
    answer: () => ({}),
    calls: [],
    fontSizeSetting: 17,
    networkType: 'wifi',
    storageFull: false,
  }
  const fake = {
    getStorageSync: (key: string) => copy(phone.storage.get(key) ?? ''),
    setStorageSync: (key: string, value: unknown) => {
      if (phone.storageFull) throw new Error('setStorageSync:fail exceed storage max size')
      phone.storage.set(key, copy(value))
    },
    removeStorageSync: (key: string) => void phone.storage.delete(key),
    getRandomValues: async ({ length }: { length: number }) => ({
      randomValues: crypto.getRandomValues(new Uint8Array(length)).buffer,
    }),
    getNetworkType: async () => ({ networkType: phone.networkType }),
    getAppBaseInfo: () => ({ fontSizeSetting: phone.fontSizeSetting }),
    cloud: {
      callFunction: async ({ name, data }: { name: string; data: { action: string; input: unknown } }) => {
        phone.calls.push(`${name}.${data.action}`)
        return { result: phone.answer(`${name}.${data.action}`, data.input) }
      },
    },
  }
  ;(globalThis as { wx?: unknown }).wx = fake
  return phone
}

/** What the cloud answers when all is well. */
export const ok = (data: unknown) => ({ ok: true, data })

/** As the phone's storage does: what comes out is never the object that went in. */
const copy = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T
