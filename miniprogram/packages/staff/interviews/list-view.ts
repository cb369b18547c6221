import type { OutputOf } from '../../../client/call'
import { PHASE_WORDS, type Phase } from '../../../rules/interview'
import { sayHours } from './prepare-form'

/** A union's micro-interviews as its hosts read them in a list. */

export interface Tag {
  text: string
  icon: string
  tone: 'plain' | 'green' | 'amber' | 'blue' | 'red'
}

const TAGS: Record<Phase, Pick<Tag, 'icon' | 'tone'>> = {
  draft: { icon: 'pen', tone: 'plain' },
  published: { icon: 'clock', tone: 'blue' },
  reminded: { icon: 'clock', tone: 'blue' },
  live: { icon: '', tone: 'red' },
  closing: { icon: 'clock', tone: 'amber' },
  closed: { icon: 'tick', tone: 'green' },
  archived: { icon: 'tick', tone: 'plain' },
  cancelled: { icon: 'cross', tone: 'plain' },
}

/** Hosts tell a session that is closed from one that is put away. */
export const phaseTag = (phase: Phase): Tag => ({
  ...TAGS[phase],
  text: phase === 'archived' ? '归档了' : PHASE_WORDS[phase],
})

type Line = OutputOf<'interviews.hostList'>['sessions'][number]

export const sessionLine = (session: Line) => ({
  id: session.id,
  title: session.topic,
  line: sayHours(session),
  tag: phaseTag(session.phase),
  draft: session.phase === 'draft',
})
export type SessionLine = ReturnType<typeof sessionLine>
