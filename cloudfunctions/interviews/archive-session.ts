import { phaseOf } from '../../miniprogram/rules/interview'
import { AppError } from '../kernel/errors'
import { idFrom } from '../kernel/ids'
import type { Caller } from '../kernel/serve'
import { checkVersion, isDone, markOf } from './host-act'
import { hostSession, readAtDesk } from './host-view'
import { changeSession } from './session-store'

/** Puts a closed session into the archive before its thirty days are over. Six requests. The same press again is once. */
export async function archiveSession(
  { desk, interview, version }: { desk: string; interview: string; version: number },
  { openid, now }: Caller<'provedInQuery'>,
) {
  const { post } = await readAtDesk(openid, desk, interview, now)
  const key = idFrom('act', openid, interview, 'archive', version)
  await changeSession(interview, (session) => {
    if (isDone(session, key) || session.archivedAt) return null
    checkVersion(session, version)
    if (phaseOf(session, now) !== 'closed') throw new AppError('NOT_NOW', '收尾以后才能归档')
    return { archivedAt: now, ...markOf(session, { key, by: post.name, what: '归了档' }) }
  })
  return hostSession(openid, desk, interview, now)
}
