import type { OutputOf } from '../../../client/call'
import { dayOf, sayComing, sayDay, sayTime } from '../../../rules/days'
import { PHASE_WORDS, SUBJECT_WORDS } from '../../../rules/interview'
import type { Tag } from '../question-view'

/** Sessions in a list: what goes on now, what comes, what was. Pure. */

export type Listed = OutputOf<'interviews.list'>['sessions'][number]

export interface SessionRow {
  id: string
  topic: string
  /** `威海市总工会，工资待遇` */
  from: string
  when: string
  live: boolean
  /** Only what its group does not say. */
  tag: Tag | null
}
export interface SessionGroup {
  key: 'live' | 'coming' | 'past'
  title: string
  rows: SessionRow[]
}

const TITLES: Record<SessionGroup['key'], string> = { live: '正在谈', coming: '接下来', past: '谈过的' }

/** The next one that begins first; of those that are over the newest first, as the cloud sorted. */
export function groupsOf(sessions: readonly Listed[], now: number): SessionGroup[] {
  const keys: SessionGroup['key'][] = ['live', 'coming', 'past']
  return keys.flatMap((key) => {
    const of = sessions.filter((one) => keyOf(one) === key)
    if (key === 'coming') of.reverse()
    return of.length > 0 ? [{ key, title: TITLES[key], rows: of.map((one) => rowOf(one, now)) }] : []
  })
}

function keyOf({ phase }: Listed): SessionGroup['key'] {
  if (phase === 'live') return 'live'
  return phase === 'published' || phase === 'reminded' ? 'coming' : 'past'
}

function rowOf({ id, topic, orgName, subject, phase, liveFrom, liveUntil }: Listed, now: number): SessionRow {
  const text = PHASE_WORDS[phase]
  const row = { id, topic, from: `${orgName}，${SUBJECT_WORDS[subject]}`, live: phase === 'live', tag: null }
  switch (phase) {
    case 'live':
      return { ...row, when: `谈到 ${sayTime(liveUntil)}` }
    case 'published':
    case 'reminded':
      return { ...row, when: `${sayComing(liveFrom, now)} 开始` }
    case 'closing':
      return { ...row, when: sayDay(dayOf(liveFrom)), tag: { icon: 'pen', tone: 'blue', text } }
    case 'cancelled':
      return { ...row, when: sayDay(dayOf(liveFrom)), tag: { icon: 'cross', tone: 'plain', text } }
    default:
      return { ...row, when: sayDay(dayOf(liveFrom)) }
  }
}
