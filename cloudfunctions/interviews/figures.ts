import type { Outcome } from '../../miniprogram/rules/interview'
import type { Figures, Question } from './interview'
import { countsAsAsked } from './settle'

const MINUTE = 60_000

export type Counted = Pick<Question, 'state' | 'acceptedAt' | 'answeredAt' | 'outcome' | 'askers' | 'person'>

/** A session's figures from its questions. What was merged counts with the one it went into, so outcomes add up to `asked`. */
export function figuresOf(questions: Counted[]): Figures {
  const asked = questions.filter(countsAsAsked)
  const stand = asked.filter(({ state }) => state !== 'merged')
  const outcomes: Record<Outcome, number> = { answered: 0, promised: 0, referred: 0, later: 0 }
  for (const { outcome, askers } of stand) if (outcome) outcomes[outcome] += askers.length
  const minutes = stand.flatMap(({ answeredAt, acceptedAt }) =>
    answeredAt && acceptedAt ? [Math.max(0, Math.round((Number(answeredAt) - Number(acceptedAt)) / MINUTE))] : [],
  )
  return {
    asked: asked.length,
    askers: new Set(asked.map(({ person }) => person)).size,
    outcomes,
    medianMinutes: middleOf(minutes),
  }
}

/** The middle one; of an even number the lower of the two. */
function middleOf(values: number[]): number | null {
  const sorted = values.sort((a, b) => a - b)
  return sorted[(sorted.length - 1) >> 1] ?? null
}
