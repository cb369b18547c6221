import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'

/**
 * A draw that anybody can work out again. Before anyone enters, the union publishes the hash of a secret seed; after the
 * list is closed, the seed itself. Nobody without the seed can foresee the order, and who has it could not choose it to
 * suit a list that did not exist. Those who never had such a thing come first; within them chance decides.
 */
export interface DrawEntry {
  /** A number that tells nobody who it is but the one who holds it. */
  handle: string
  /** How often she has had such a thing before. */
  had: number
}

/** `3842 0175 5612`: a number as one reads it aloud. */
export const groupHandle = (handle: string): string => handle.replace(/(\d{4})(?=\d)/g, '$1 ')

const hashOf = (text: string) => bytesToHex(sha256(utf8ToBytes(text)))

/** What is published before: it binds the union to this seed. `seed`: 64 hex digits. */
export const commitmentTo = (seed: string): string => hashOf(`seed:${seed}`)

/** The closed list in one number: another list, another draw. */
export function digestOf(entries: DrawEntry[]): string {
  return hashOf(
    entries
      .map(({ handle, had }) => `${handle}:${had}`)
      .sort()
      .join('\n'),
  )
}

/** All entries in the order of the draw; the first so many as there are places have won. */
export function orderOf<E extends DrawEntry>(seed: string, entries: E[]): E[] {
  const digest = digestOf(entries)
  const lots = new Map(entries.map(({ handle }) => [handle, hashOf(`${seed}:${digest}:${handle}`)]))
  const lot = ({ handle }: DrawEntry) => lots.get(handle)!
  return [...entries].sort((a, b) => firstly(a) - firstly(b) || (lot(a) < lot(b) ? -1 : 1))
}

/** Never had one: before all others. */
const firstly = ({ had }: DrawEntry) => (had === 0 ? 0 : 1)

export interface Verified {
  ok: boolean
  /** What does not agree, for whom it may concern. */
  words: string
}

/** Works a published draw out again on a phone. */
export function verifyDraw(
  published: { commitment: string; seed: string; winners: string[]; seats: number },
  entries: DrawEntry[],
): Verified {
  if (commitmentTo(published.seed) !== published.commitment) return { ok: false, words: '公开的数跟报名前公布的对不上' }
  const winners = orderOf(published.seed, entries)
    .slice(0, published.seats)
    .map(({ handle }) => handle)
  const same = winners.length === published.winners.length && winners.every((one, i) => one === published.winners[i])
  return same
    ? { ok: true, words: '您手机上算出来的，跟公布的一样' }
    : { ok: false, words: '您手机上算出来的，跟公布的不一样' }
}
