import type { Day } from '../../miniprogram/rules/days'
import { MOST_PAPERS, type PaperMime, type PaperType } from '../../miniprogram/rules/papers'
import { _, db } from './cloud'
import { isDuplicate } from './database'
import { idFrom } from './ids'
import * as files from './files'

/**
 * The vault: papers a worker photographed once, and every look that somebody of the union took at one. Areas that ask
 * for papers find them here; the area `vault` adds and removes them. A paper is only ever found through its owner's
 * openid: who else may look is decided by the application that uses it.
 */

export interface Paper {
  _id: string
  person: string
  openid: string
  type: PaperType
  /** `住院结算单`; her own words where she gave some. */
  title: string
  /** One to nine pages, in order. The files are the functions' own: no phone can read or change them. */
  files: PaperFile[]
  /** The day printed on it, or when it was photographed. */
  takenOn: Day
  validUntil: Day | null
  addedAt: Date
  state: 'held' | 'removed'
}

export interface PaperFile {
  id: string
  mime: PaperMime
  bytes: number
}

/** One look at one paper, for its owner to read. */
export interface Look {
  _id: string
  paper: string
  /** The owner and her openid. */
  person: string
  openid: string
  /** The paper's, as it was called then. */
  title: string
  case: string
  kindTitle: string
  /** Post and union, never more: `市总工会 帮扶干部`. */
  by: string
  reason: string
  at: Date
}

export const papers = () => db.collection('papers')
export const looks = () => db.collection('looks')

/** The papers a WeChat account holds, newest first. One request. */
export async function findMyPapers(openid: string): Promise<Paper[]> {
  const { data } = await papers()
    .where({ openid, state: 'held' })
    .orderBy('addedAt', 'desc')
    .orderBy('_id', 'desc')
    .limit(MOST_PAPERS)
    .get()
  return data as Paper[]
}

/** Those of these papers that this account holds, in no order; others are as if they were not there. One request. */
export async function findPapers(openid: string, ids: string[]): Promise<Paper[]> {
  if (ids.length === 0) return []
  const { data } = await papers()
    .where({ _id: _.in(ids), openid, state: 'held' })
    .limit(ids.length)
    .get()
  return data as Paper[]
}

/**
 * Writes down a look. The same reader, paper and application within a minute is one line: a double tap is no second
 * look. One request.
 */
export async function recordLook(look: Omit<Look, '_id'>): Promise<void> {
  const minute = Math.floor(Number(look.at) / 60_000)
  try {
    await looks().add({ _id: idFrom('look', look.paper, look.case, look.by, minute), ...look })
  } catch (error) {
    if (!isDuplicate(error)) throw error
  }
}

/** Addresses to read these files from, in order, good for `seconds`. Throws when one is not there. */
export const temporaryAddress = files.temporaryAddress
