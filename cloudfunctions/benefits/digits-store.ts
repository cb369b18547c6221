import { randomInt } from 'node:crypto'
import { _, db, type Transaction } from '../kernel/cloud'
import { inTransaction } from '../kernel/database'
import { AppError } from '../kernel/errors'
import { idFrom } from '../kernel/ids'

/**
 * Codes of six digits that somebody shows and somebody else types: one document for each such number, which the next code
 * of the same digits takes over once the one before is over. Guessing is stopped by counting an account's wrong ones.
 */

export interface SixDigits {
  _id: string
  code: string
  until: Date
}

const ATTEMPTS = 6
export const codeId = (prefix: string, code: string): string => idFrom(prefix, code)

/**
 * Gives out a code nobody holds now. `over`: whether the one that stands under these digits may be taken over. Requests:
 * the transaction of two.
 */
export async function giveOut<T extends SixDigits>(
  collection: string,
  prefix: string,
  rest: Omit<T, keyof SixDigits>,
  until: Date,
  over: (standing: T) => boolean,
): Promise<T> {
  for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
    const code = String(randomInt(1_000_000)).padStart(6, '0')
    const made = { ...rest, _id: codeId(prefix, code), code, until } as unknown as T
    const given = await inTransaction(async (transaction) => {
      const standing = await readCodeIn<T>(transaction, collection, made._id)
      if (standing && !over(standing)) return false
      const { _id, ...fields } = made
      await transaction.collection(collection).doc(_id).set(fields)
      return true
    })
    if (given) return made
  }
  throw new AppError('BUSY', '没取到码。请再按一次')
}

/** One request; null: no such code. */
export async function readCode<T extends SixDigits>(
  collection: string,
  prefix: string,
  code: string,
): Promise<T | null> {
  const { data } = await db
    .collection(collection)
    .where({ _id: codeId(prefix, code) })
    .limit(1)
    .get()
  return (data[0] as T | undefined) ?? null
}

/** As it stands within a transaction; null: no such code. One request. */
export async function readCodeIn<T extends SixDigits>(
  transaction: Transaction,
  collection: string,
  _id: string,
): Promise<T | null> {
  const { data } = await transaction.collection(collection).doc(_id).get()
  return ((Array.isArray(data) ? data[0] : data) as T | null | undefined) ?? null
}

/** One request. */
export async function markUsed(
  transaction: Transaction,
  collection: string,
  _id: string,
  usedBy: string,
): Promise<void> {
  await transaction.collection(collection).doc(_id).update({ usedBy })
}

/** Wrong codes that an account may type in an hour. */
const MOST_WRONG = 10
const HOUR_MS = 3_600_000

const triesId = (openid: string, now: Date) => idFrom('tries', openid, Math.floor(Number(now) / HOUR_MS))

/** Throws when an account has guessed too often within the hour. One request. */
export async function mayTry(openid: string, now: Date): Promise<void> {
  const { data } = await db
    .collection('codeTries')
    .where({ _id: triesId(openid, now) })
    .limit(1)
    .get()
  if (((data[0] as { wrong?: number } | undefined)?.wrong ?? 0) >= MOST_WRONG)
    throw new AppError('NOT_NOW', '输错太多次了，过一小时再试。请对方念一遍，慢慢输')
}

/** Counts a wrong one. Two requests at most. */
export async function countWrong(openid: string, now: Date): Promise<void> {
  const _id = triesId(openid, now)
  const tries = db.collection('codeTries')
  const { updated } = await tries.where({ _id }).update({ wrong: _.inc(1) })
  if (updated) return
  await tries.doc(_id).set({ wrong: 1, until: new Date(Number(now) + HOUR_MS) })
}

/** Those of hours gone by. One request. */
export async function sweepTries(now: Date): Promise<void> {
  await db
    .collection('codeTries')
    .where({ until: _.lt(now) })
    .remove()
}
