import { db, type Transaction } from '../cloud'
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
  /** Keyed hash of the code, while it waits to be taken. */
  code: string | null
  codeUntil: Date | null
  at: Date
  usedAt: Date | null
  revokedAt: Date | null
}

export const authorities = () => db.collection('authorities')

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
