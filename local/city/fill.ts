import type { Saving } from '../../cloudfunctions/benefits/saving'
import type { LedgerEntry } from '../../cloudfunctions/kernel/ledger'
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

/** What cards saved is counted here at once; in a larger city the functions' timer counts it, some unions a minute. */
const FIGURES_UP_TO = 20_000

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
  const { figuresMark, figuresOf } = await import('../../cloudfunctions/benefits/figures')
  const savings: Saving[] = []
  let documents = 0
  for (const { collection, docs, members, cases } of buildCity(options)) {
    if (collection === 'ledger' && options.members <= FIGURES_UP_TO)
      savings.push(...(docs as LedgerEntry[]).filter((one): one is Saving => one.kind === 'benefit.saving'))
    if (collection === 'settings' && options.members <= FIGURES_UP_TO) {
      const { leaves, figures } = figuresOf(savings)
      cloud.load('savingLeaves', leaves)
      cloud.load('savingFigures', figures)
      cloud.load('savingMarks', [figuresMark(options.now)])
    }
    cloud.load(collection, docs)
    documents += docs.length
    onProgress({ documents, members, cases, total: options.members + (options.cases ?? 0) })
    // Lets the process answer a signal in between.
    await new Promise(setImmediate)
  }
}
