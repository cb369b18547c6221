import { MOST_QUESTIONS } from '../../miniprogram/rules/interview'
import type { CostRow } from '../cloud/index'
import type { Run } from './interview'
import type { Watched } from './viewers'

/** What `npm run load:interview` prints. Fails where a vote is lost or there twice. */

const say = (text: string) => process.stdout.write(`${text}\n`)
const line = (words: string, value: string | number) => say(`${words.padEnd(42)} ${value}`)

interface Kept {
  _id: string
  interview: string
  openid: string
  votes: number
  voters: string[]
}

/** `minutes`: how long it took. */
export function report(run: Run, watched: Watched, minutes: number): void {
  const { cloud, load } = run
  const costs = cloud.costs()
  // The viewers' instances run in another process: their requests are those that belong to no call of this one.
  const polled = costs.find((row) => row.function === 'direct')?.requests ?? 0
  const each = (action: string) => perCall(costs, action).toFixed(2)
  const { polls, bytes, ages, pollMs } = watched
  say('')
  line('polls', `${polls}, ${(polls / load.viewers / minutes).toFixed(1)} a viewer and minute`)
  line('database requests a viewer and minute', (polled / load.viewers / minutes).toFixed(3))
  line('  of all viewers together, a second', (polled / minutes / 60).toFixed(1))
  line('bytes a poll', Math.round(bytes / Math.max(1, polls)))
  line('database requests a question asked', each('ask'))
  line('database requests a vote', each('vote'))
  reportVotes(run)
  line('from letting in to a phone that shows it', `median ${share(ages, 0.5)} ms, p99 ${share(ages, 0.99)} ms`)
  line('  of it the answer of one poll', `median ${share(pollMs, 0.5)} ms, p99 ${share(pollMs, 0.99)} ms`)
  const failed = [...run.failed, ...watched.failed].map(([code, n]) => `${code}: ${n}`)
  line('refused or failed', failed.join(', ') || 'none')
}

function perCall(costs: CostRow[], action: string): number {
  const row = costs.find((one) => one.function === 'interviews' && one.action === action)
  return row ? row.requests / row.calls : 0
}

/** What the phones were told counts, beside what the database holds. */
function reportVotes({ cloud, load, interview, voted, counted, letIn, members }: Run): void {
  const kept = (cloud.all('interviewQuestions') as Kept[]).filter((one) => one.interview === interview)
  // An asker has a vote from the start: a press of hers on her own question adds none.
  const expected = (one: Kept) => new Set([...(voted.get(one._id) ?? []), one.openid]).size
  const sum = (of: (one: Kept) => number) => kept.reduce((all, one) => all + of(one), 0)
  const lost = sum((one) => Math.max(0, expected(one) - one.votes))
  const doubled = sum((one) => Math.max(0, one.votes - expected(one), one.voters.length - new Set(one.voters).size))
  line('questions asked, kept, let in', `${load.askers}, ${kept.length}, ${letIn.length}`)
  line('votes answered as new, kept', `${counted}, ${sum((one) => one.votes) - kept.length}`)
  line('votes lost', lost)
  line('votes doubled', doubled)
  if (lost > 0 || doubled > 0) process.exitCode = 1
  if (kept.length > members.length * MOST_QUESTIONS) throw new Error('more questions than may be asked')
}

/** The value below which such a share of them lies. */
function share(values: number[], part: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0
}
