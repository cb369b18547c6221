import { dayOf } from '../../miniprogram/rules/days'
import type { Subject } from '../../miniprogram/rules/interview'
import { AppError, notFound } from '../kernel/errors'
import type { Caller } from '../kernel/serve'
import { lookedUp } from './archive-keys'
import { findArchived, findForFigures } from './archive-store'
import { keptOf } from './host-view'
import { isPublic, lineOf, questionOf } from './views'

/** What was asked and answered in sessions that are closed, for everybody. */

interface Search {
  words?: string
  subject?: Subject
  department?: string
  after?: string
}

/** One request, none for words too short to be looked for. */
export async function searchArchive({ after, ...asked }: Search, _caller: Caller<'anyone'>) {
  const keys = lookedUp(asked)
  if (!keys) throw new AppError('BAD_INPUT', '请至少写两个字')
  const { rows, next } = await findArchived(keys, after)
  const questions = rows.map(({ sessions, ...question }) => ({
    ...questionOf(question),
    topic: sessions[0]?.topic ?? '',
    orgName: sessions[0]?.orgName ?? '',
    answeredAt: Number(question.answeredAt),
  }))
  return { questions, next }
}

/** As they were at closing; how promises go, as of today. One request. */
export async function readFigures({ interview }: { interview: string }, { now }: Caller<'anyone'>) {
  const found = await findForFigures(interview, dayOf(now))
  if (!found || !isPublic(lineOf(found.session, now).phase)) throw notFound('这场微访谈')
  const { session, promised } = found
  if (!session.figures) throw new AppError('NOT_NOW', '这一场还没收尾。收尾以后就有了')
  return { session: lineOf(session, now), figures: { ...session.figures, ...keptOf(promised) } }
}
