import type { Cloud } from '../cloud/index'
import type { CityOptions } from './build-city'
import { personas } from './personas'

export interface Progress {
  /** Documents loaded so far. */
  documents: number
  /** Members and applications loaded so far, and how many of both there will be. */
  members: number
  cases: number
  total: number
}

/** Whether the city is there, whole: its settings are written last. */
export function isFilled(cloud: Cloud): boolean {
  return cloud.count('settings') > 0
}

/** Loads a city into an empty cloud. UNION_KEYS must be set to what the functions get. */
export async function fillCity(
  cloud: Cloud,
  options: CityOptions,
  onProgress: (progress: Progress) => void = () => {},
): Promise<void> {
  // Only now: the generator loads the kernel and the national list of towns, which a filled city does not need.
  const { buildCity, papersOf } = await import('./build-city')
  for (const { openid, phone } of personas) cloud.registerUser({ openid, phone })
  const { weihai } = await import('./weihai')
  for (const { path, bytes } of papersOf(options.data ?? weihai, options.now).pictures) await cloud.putFile(path, bytes)
  let documents = 0
  for (const { collection, docs, members, cases } of buildCity(options)) {
    cloud.load(collection, docs)
    documents += docs.length
    onProgress({ documents, members, cases, total: options.members + (options.cases ?? 0) })
    // Lets the process answer a signal in between.
    await new Promise(setImmediate)
  }
}
