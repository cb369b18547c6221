import type { Day } from '../../miniprogram/rules/days'
import { readCursor, writeCursor } from '../kernel/database'
import { DESK_PAGE } from '../kernel/my-desk'
import type { Interview, Question } from './interview'
import { countPromises, type PromiseCount } from './session-store'
import { interviews, questions } from './store'

/** Queries of the archive. */

export interface Archived extends Question {
  sessions: Pick<Interview, 'topic' | 'orgName'>[]
}

/**
 * Answered questions of closed sessions that hold all of these keys, the newest answer first. One request: the index
 * serves the first key in order, the others are looked for in what it gives.
 */
export async function findArchived(
  keys: string[],
  after: string | undefined,
): Promise<{ rows: Archived[]; next: string | null }> {
  const [first, ...others] = keys
  const of = { keys: first, ...(others.length > 0 && { $and: others.map((key) => ({ keys: key })) }) }
  const from = readCursor<[number, string]>(after, ['number', 'string'])
  const at = from && new Date(from[0])
  const wanted = from
    ? {
        $or: [
          { ...of, answeredAt: { $lt: at, $gt: new Date(0) } },
          { ...of, answeredAt: at, _id: { $lt: from[1] } },
        ],
      }
    : { ...of, answeredAt: { $gt: new Date(0) } }
  const { data } = await questions()
    .aggregate()
    .match(wanted as never)
    .sort({ answeredAt: -1, _id: -1 })
    .limit(DESK_PAGE)
    .project({ voters: 0, keys: 0 })
    .lookup({ from: 'interviews', localField: 'interview', foreignField: '_id', as: 'sessions' })
    .end()
  const rows = data as Archived[]
  const last = rows[DESK_PAGE - 1]
  return { rows, next: last ? writeCursor([Number(last.answeredAt), last._id]) : null }
}

/** A session with what became of its promises by now. One request; null: there is none. */
export async function findForFigures(
  id: string,
  today: Day,
): Promise<{ session: Interview; promised: PromiseCount[] } | null> {
  const { data } = await interviews()
    .aggregate()
    .match({ _id: id })
    .limit(1)
    .lookup({
      from: 'interviewPromises',
      let: {},
      pipeline: countPromises({ interview: id }, today),
      as: 'promised',
    } as never)
    .end()
  const found = (data as (Interview & { promised: PromiseCount[] })[])[0]
  if (!found) return null
  const { promised, ...session } = found
  return { session, promised }
}
