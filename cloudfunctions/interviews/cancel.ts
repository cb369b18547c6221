import { phaseOf } from '../../miniprogram/rules/interview'
import { AppError } from '../kernel/errors'
import { idFrom } from '../kernel/ids'
import type { Caller } from '../kernel/serve'
import { citySettings } from '../kernel/settings'
import { checkVersion, markOf } from './host-act'
import { hostSession, readAtDesk } from './host-view'
import { forgetNow } from './read-sessions'
import { changeSession } from './session-store'

/**
 * A session that has not begun will not be held; everybody who asked, follows or sits in it is told why. Twice is once.
 * Six requests.
 */
export async function cancelSession(
  input: { desk: string; interview: string; version: number; why: string },
  { openid, now }: Caller<'provedInQuery'>,
) {
  const { desk, interview, version, why } = input
  const { post } = await readAtDesk(openid, desk, interview, now)
  const { hotline } = await citySettings(Number(now))
  const key = idFrom('act', openid, interview, 'cancel')
  await changeSession(interview, (session) => {
    const phase = phaseOf(session, now)
    if (phase === 'cancelled') return null
    if (phase === 'live') throw new AppError('NOT_NOW', '已经开始了，不能不办。谈不下去，请用“提前结束”')
    if (phase !== 'draft' && phase !== 'published' && phase !== 'reminded')
      throw new AppError('NOT_NOW', '已经谈过了，不能不办')
    checkVersion(session, version)
    const text = `${why.replace(/[。.！!]+$/, '')}。您问的这回答不了，下一场还能再问；急的事请打 ${hotline}`
    return {
      state: 'cancelled' as const,
      why,
      tellAll: { key, title: `微访谈不办了：${session.topic}`, text, at: now, knock: true, done: '' },
      ...markOf(session, { key, by: post.name, what: '定了这一场不办' }),
    }
  })
  forgetNow()
  return hostSession(openid, desk, interview, now)
}
