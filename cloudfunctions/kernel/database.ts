import { AppError } from './errors'
import { db, type Transaction } from './cloud'

/** Helpers every store needs; what is particular to an area stands in its store. */

const ATTEMPTS = 6

/**
 * Runs an act as one transaction and runs it again when another one wrote first. Only document operations belong in
 * it (the cloud's transactions do not cover `where`). The SDK's own retry is off, so that attempts are counted once.
 * `act` may run more than once: it must not touch anything outside the transaction.
 */
export async function inTransaction<T>(act: (transaction: Transaction, attempt: number) => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    const transaction = await db.startTransaction()
    try {
      const result = await act(transaction, attempt)
      await transaction.commit()
      return result
    } catch (error) {
      await transaction.rollback().catch(() => undefined)
      if (!isConflict(error) && !(error instanceof TryAgain)) throw error
      if (attempt === ATTEMPTS) throw new AppError('BUSY', '同时办的人有点多。没有办成一半，请再按一次')
      await pause(2 ** attempt * 5 * (0.5 + Math.random()))
    }
  }
}

/** Thrown inside a transaction to begin it anew: something made up in it (a number) was taken. */
export class TryAgain extends Error {}

/** Another transaction wrote the same document first. */
export function isConflict(error: unknown): boolean {
  return /TRANSACTION_CONFLICT|WriteConflict/i.test(`${codeOf(error)} ${messageOf(error)}`)
}

/** A document with this id, or with this value of a unique index, is already there. wx-server-sdk hides the code, so the message counts too. */
export function isDuplicate(error: unknown): boolean {
  return /DUPLICATE_WRITE|E11000|duplicate key/i.test(`${codeOf(error)} ${messageOf(error)}`)
}

/**
 * A page's cursor: the sort values of its last row. Opaque to the phone; a cursor that is not ours is bad input.
 */
export function writeCursor(values: (string | number)[]): string {
  return Buffer.from(JSON.stringify(values)).toString('base64url')
}

export function readCursor<T extends (string | number)[]>(
  cursor: string | undefined,
  shape: ('string' | 'number')[],
): T | null {
  if (cursor === undefined) return null
  try {
    const values = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')) as unknown[]
    if (values.length === shape.length && values.every((value, i) => typeof value === shape[i] && fits(value)))
      return values as T
  } catch {
    // falls through: not JSON
  }
  throw new AppError('BAD_INPUT', '翻页出错了，请回到第一页')
}

/** Times and distances: no number that is no moment. */
function fits(value: unknown): boolean {
  return typeof value !== 'number' || (value >= 0 && value < 8.64e15)
}

function codeOf(error: unknown): string {
  return String((error as { code?: unknown } | null)?.code ?? '')
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : ''
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds))
}
