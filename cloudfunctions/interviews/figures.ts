import type { Outcome } from '../../miniprogram/rules/interview'
import type { Figures, Question } from './interview'
import { wasLetIn } from './settle'

const MINUTE = 60_000

export type Counted = Pick<Question, 'state' | 'acceptedAt' | 'answeredAt' | 'outcome' | 'askers' | 'person'>

/** A session's figures from its questions. What was merged counts with the one it went into, so outcomes add up to `asked`. */
export function figuresOf(questions: Counted[]): Figures {
  const letIn = questions.filter(wasLetIn)
  const open = letIn.filter(({ state }) => state === 'accepted')
  const outcomes: Record<Outcome, number> = { answered: 0, promised: 0, referred: 0, later: 0 }
  for (const { outcome, askers } of open) if (outcome) outcomes[outcome] += askers.length
  const minutes = open.flatMap(({ answeredAt, acceptedAt }) =>
    answeredAt && acceptedAt ? [Math.max(0, Math.round((Number(answeredAt) - Number(acceptedAt)) / MINUTE))] : [],
  )
  return {
    asked: letIn.length,
    askers: new Set(letIn.map(({ person }) => person)).size,
    outcomes,
    medianMinutes: middleOf(minutes),
  }
}

/** The middle one; of an even number the lower of the two. */
function middleOf(values: number[]): number | null {
  const sorted = values.sort((a, b) => a - b)
  return sorted[(sorted.length - 1) >> 1] ?? null
}
