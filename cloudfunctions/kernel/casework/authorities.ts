import { _, db, type Transaction } from '../cloud'
import { AppError } from '../errors'

/**
 * Recorded authority to apply for another: given by the worker to kin, by a code on her phone; or written down by an
 * officer who was asked in person (总工发〔2008〕52号: 口头申请要当场记下来). The worker is told of every use, sees it and ends it.
 */
export interface Authority {
  _id: string
  /** For whom. */
  person: string
  openid: string
  name: string
  how: 'officer' | 'kin'
  /** Who may; null until somebody has taken the code. */
  proxyOpenid: string | null
  /** As the worker reads it: `海滨物业工会 工会主席 宋丽华`, `家里人（儿子）`. */
  sign: string
  /** What was said or shown: `口头申请，本人在场`. */
  basis: string
  /** Good for this kind alone, beginning at this union: a worker of another union who moves to the officer's. */
  only?: { kind: string; org: string }
  /** Keyed hash of the code, while it waits to be taken. */
  code: string | null
  codeUntil: Date | null
  at: Date
  usedAt: Date | null
  revokedAt: Date | null
}

const authorities = () => db.collection('authorities')

/** A living authority that this account holds, or null. One request. */
export async function findAuthority(proxyOpenid: string, id: string): Promise<Authority | null> {
  const { data } = await authorities().where({ _id: id, proxyOpenid, revokedAt: null }).limit(1).get()
  return (data[0] as Authority | undefined) ?? null
}

/**
 * Uses an authority in the transaction of what is handed in by it: of a use and its end in the same moment, the later
 * one sees the other. Two requests. Throws FORBIDDEN when it has ended.
 */
export async function useAuthority(transaction: Transaction, id: string, now: Date): Promise<void> {
  const held = transaction.collection('authorities').doc(id)
  const { data } = await held.get()
  const found = (Array.isArray(data) ? data[0] : data) as Authority | null | undefined
  if (!found || found.revokedAt) throw noAuthority()
  await held.update({ usedAt: now })
}

export const noAuthority = () => new AppError('FORBIDDEN', '您没有替这位工友申请的委托，或者已经收回了')

const LONGEST_LIST = 50

export async function addAuthority(authority: Authority): Promise<void> {
  await authorities().add(authority)
}

/** What I gave, and what I hold that still lives; newest first. Two requests. */
export async function findAuthorities(openid: string): Promise<{ given: Authority[]; held: Authority[] }> {
  const newest = (match: object) => authorities().where(match).orderBy('at', 'desc').limit(LONGEST_LIST).get()
  const [given, held] = await Promise.all([newest({ openid }), newest({ proxyOpenid: openid, revokedAt: null })])
  return { given: given.data as Authority[], held: held.data as Authority[] }
}

/** The authority that waits behind a code, or null. One request. */
export async function findByCode(code: string, now: Date): Promise<Authority | null> {
  const { data } = await authorities()
    .where({ code, codeUntil: _.gt(now), revokedAt: null })
    .limit(1)
    .get()
  return (data[0] as Authority | undefined) ?? null
}

/** How many codes of this account wait to be taken, up to `limit`. One request. */
export async function countWaitingCodes(openid: string, now: Date, limit: number): Promise<number> {
  const { data } = await authorities()
    .where({ openid, proxyOpenid: null, revokedAt: null, codeUntil: _.gt(now) })
    .limit(limit)
    .field({ _id: true })
    .get()
  return data.length
}

/** Takes a code; false when somebody else was first. One request. */
export async function takeCode(id: string, proxyOpenid: string): Promise<boolean> {
  const { updated } = await authorities()
    .where({ _id: id, proxyOpenid: null, revokedAt: null })
    .update({ proxyOpenid, code: null, codeUntil: null })
  return updated === 1
}

/** An authority that I gave or hold, or null. One request. */
export async function findOwnAuthority(openid: string, id: string): Promise<Authority | null> {
  const { data } = await authorities()
    .where(
      _.or([
        { _id: id, openid },
        { _id: id, proxyOpenid: openid },
      ]),
    )
    .limit(1)
    .get()
  return (data[0] as Authority | undefined) ?? null
}

/** Ends an authority and what it let see. Two requests. */
export async function endAuthority({ _id, openid }: Authority, now: Date): Promise<void> {
  await authorities().where({ _id, revokedAt: null }).update({ revokedAt: now, code: null })
  await db.collection('cases').where({ openid, 'filedBy.authority': _id }).update({ proxyOpenid: null })
}
