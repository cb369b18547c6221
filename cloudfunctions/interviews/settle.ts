import type { Day } from '../../miniprogram/rules/days'
import type { Question } from './interview'

/** What closing makes of a question: in the end each that was let in is answered, promised, referred, or put off to a day. */

type Standing = Pick<Question, 'state' | 'outcome' | 'laterBy'>

/**
 * Whether it becomes an application now: nobody answered it, or the day it was put off to is behind. One that still
 * waits for a host too: no question is lost because nobody looked at it. What was returned, refused, taken back or
 * merged is over, and so is what was answered, promised or referred before.
 */
export function becomesApplication({ state, outcome, laterBy }: Standing, today: Day): boolean {
  if (state !== 'waiting' && state !== 'accepted') return false
  if (outcome === null) return true
  return outcome === 'later' && laterBy !== null && laterBy < today
}

/** It counts as asked: let in by itself or into another, or never looked at and made an application at closing. */
export const countsAsAsked = ({ state, acceptedAt, outcome }: Pick<Question, 'state' | 'acceptedAt' | 'outcome'>) =>
  state === 'waiting' ? outcome !== null : acceptedAt !== null && (state === 'accepted' || state === 'merged')
