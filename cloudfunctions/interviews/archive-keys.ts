import { searchKeys, tidySearch } from '../../miniprogram/rules/search-keys'
import type { Subject } from '../../miniprogram/rules/interview'
import type { Answer, Question } from './interview'

/**
 * What a settled question is found by: '*', its subject, its department, and the short runs of characters of what was
 * asked and answered. Each is one entry of an index, so runs are short and answers count by their beginning.
 */

const LONGEST = 3
const SHORTEST = 2
/** Letters of each answer that are found. */
const OF_ANSWER = 300
const MOST_KEYS = 3000

export const EVERYTHING = '*'
export const subjectKey = (subject: Subject): string => `subject:${subject}`
export const departmentKey = (department: string): string => `department:${department}`
const bothKey = (subject: Subject, department: string): string => `subject:${subject}|${department}`

export function archiveKeys(question: Pick<Question, 'text' | 'department' | 'answers'>, subject: Subject): string[] {
  const { text, department, answers } = question
  const filed = [EVERYTHING, subjectKey(subject)]
  if (department) filed.push(departmentKey(department), bothKey(subject, department))
  return [...new Set([...filed, ...runsOf([text, ...answers.map(said)])])].slice(0, MOST_KEYS)
}

/** Its keys with one more answer; none while it is in no archive yet. */
export function newKeysOf({ keys }: Pick<Question, 'keys'>, answer: Answer): string[] {
  return keys.length === 0 ? [] : [...new Set([...keys, ...runsOf([said(answer)])])].slice(0, MOST_KEYS)
}

const said = ({ text, promise }: Answer): string =>
  `${[...text].slice(0, OF_ANSWER).join('')} ${promise ? `${promise.what} ${promise.who}` : ''}`

const runsOf = (texts: string[]): string[] => searchKeys(texts, LONGEST)

/**
 * The keys that all have to stand in what is looked for, the rarest first. Null: words too short to mean anything.
 */
export function lookedUp(asked: { words?: string; subject?: Subject; department?: string }): string[] | null {
  const runs = (asked.words ?? '').split(/\s+/).flatMap(runsOfWord)
  if (asked.words && tidySearch(asked.words) && runs.length === 0) return null
  const { subject, department } = asked
  const filed =
    subject && department
      ? [bothKey(subject, department)]
      : [...(subject ? [subjectKey(subject)] : []), ...(department ? [departmentKey(department)] : [])]
  const keys = [...new Set([...runs, ...filed])]
  return keys.length > 0 ? keys : [EVERYTHING]
}

/** Every run of LONGEST of a word; a short word itself. */
function runsOfWord(word: string): string[] {
  const letters = [...tidySearch(word)]
  if (letters.length < SHORTEST) return []
  if (letters.length <= LONGEST) return [letters.join('')]
  return letters.slice(0, 1 - LONGEST).map((_letter, start) => letters.slice(start, start + LONGEST).join(''))
}
