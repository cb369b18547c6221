import { shutWords, type Standing } from '../../miniprogram/rules/merchant'
import { dayOf } from '../../miniprogram/rules/days'
import { people, type Counter, type Person } from './people'

/** A counter with what a clerk is told where no card may be used there today; null: one may. */
export type OpenCounter = Counter & { shut: string | null }

/**
 * The clerk with her counter, and how the merchant stands with the union; null: she is no clerk there. A merchant taken
 * over without a document is open. One request.
 */
export async function findCounter(
  openid: string,
  merchantId: string,
  now: Date,
): Promise<{ person: Person; counter: OpenCounter } | null> {
  const { data } = await people()
    .aggregate()
    .match({ openid, 'counters.merchantId': merchantId })
    .limit(1)
    .lookup(standingOf(merchantId) as never)
    .end()
  const found = (data as (Person & { standing: Standing[] })[])[0]
  const counter = found?.counters.find((one) => one.merchantId === merchantId)
  if (!found || !counter) return null
  const { standing, ...person } = found
  return { person, counter: { ...counter, shut: shutOf(standing, now) } }
}

/** A lookup of a merchant's standing, as `standing`; for queries that start elsewhere. */
export const standingOf = (merchantId: string) => ({
  from: 'merchants',
  let: {},
  pipeline: [
    { $match: { _id: merchantId } },
    { $project: { state: 1, why: 1, agreement: 1, quitOn: 1 } },
    { $limit: 1 },
  ],
  as: 'standing',
})

export const shutOf = (standing: Standing[], now: Date): string | null =>
  standing[0] ? shutWords(standing[0], dayOf(now)) : null
