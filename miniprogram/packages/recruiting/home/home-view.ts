import { sayWhen } from '../../../rules/days'
import type { OutputOf } from '../../../client/call'
import { sayDays } from '../days-words'

type Event = OutputOf<'recruiting.events'>['events'][number]
type Roster = OutputOf<'recruiting.rosters'>['rosters'][number]

export interface Line {
  id: string
  title: string
  note: string
  tag: { text: string; tone: string; icon: string }
}

export function eventLine({ id, title, place, from, to, open }: Event): Line {
  const tag = open ? { text: '开着', tone: 'green', icon: 'tick' } : { text: '已结束', tone: 'plain', icon: '' }
  return { id, title, note: `${sayDays(from, to)} · ${place}`, tag }
}

export function rosterLine(roster: Roster, now: number): Line {
  const { id, fileName, rows, at } = roster
  return { id, title: fileName, note: `${rows} 人 · ${sayWhen(at, now)} 传`, tag: rosterTag(roster) }
}

function rosterTag({ state, faulty, rows }: Roster): Line['tag'] {
  if (state === 'done') return { text: '收好了', tone: 'green', icon: 'tick' }
  if (state === 'checked' && faulty > 0)
    return { text: faulty === rows ? '都要改' : `${faulty} 行要改`, tone: 'rust', icon: 'alert' }
  if (state === 'checked') return { text: '等您收', tone: 'amber', icon: 'clock' }
  return { text: state === 'taking' ? '收到一半' : '核对到一半', tone: 'amber', icon: 'clock' }
}

/** The desk that recruits: the one named, or the first of a union that workers join. */
export function recruitingPost<P extends { desk: string; level: string }>(posts: P[], wanted: string): P | null {
  const may = posts.filter(({ desk, level }) => level === 'grassroots' && desk.endsWith('/officer'))
  return may.find(({ desk }) => desk === wanted) ?? may[0] ?? null
}
