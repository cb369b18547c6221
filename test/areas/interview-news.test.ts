import fc from 'fast-check'
import { newsSince, MOST_CHANGED } from '../../cloudfunctions/interviews/news'
import type { Interview } from '../../cloudfunctions/interviews/interview'
import { absorb, beginning, LATE_MS, type Reading } from '../../cloudfunctions/interviews/replica'
import { READ_AT_ONCE, type ReadQuestion } from '../../cloudfunctions/interviews/watch-store'

/** A viewer whose polls are answered by one instance or another misses nothing, whenever writes reach the database. */

const START = Date.parse('2026-07-13T02:00:00Z')
const session = { _id: 'ivw_x', pinned: null } as unknown as Interview

interface Write {
  question: number
  /** Milliseconds from START by a clock that is right. */
  at: number
  /** How far the writing function's clock is off. */
  skew: number
  /** From its stamp to the database. */
  delay: number
  words: boolean
}

const asRead = (n: number, touchedAt: number, changedAt: number, votes: number, text: string) =>
  ({
    _id: `ivq_${String(n).padStart(5, '0')}`,
    interview: 'ivw_x',
    by: '工友 0001',
    text,
    files: [],
    state: 'accepted',
    root: null,
    department: '',
    seat: null,
    votes,
    answers: [],
    outcome: null,
    laterBy: null,
    at: new Date(START),
    touchedAt: new Date(touchedAt),
    changedAt: new Date(changedAt),
    asked: 1,
  }) as unknown as ReadQuestion

/** The database as it is at a moment: each question after the writes that reached it by then, in the order they did. */
function databaseAt(writes: Write[], moment: number, many: number): ReadQuestion[] {
  const landed = writes
    .filter(({ at, delay }) => at + delay <= moment)
    .sort((a, b) => a.at + a.delay - (b.at + b.delay))
  return Array.from({ length: many }, (_one, n) => {
    let [touched, changed, votes, text] = [START, START, 1, 'v0']
    for (const { question, at, skew, words } of landed) {
      if (question !== n) continue
      touched = START + at + skew
      if (words) [changed, text] = [touched, `v${Number(text.slice(1)) + 1}`]
      else votes += 1
    }
    return asRead(n, touched, changed, votes, text)
  })
}

/** As readTouched does. */
function read(all: ReadQuestion[], { next }: Reading): ReadQuestion[] {
  return all
    .filter(({ touchedAt, _id }) =>
      next.id
        ? Number(touchedAt) > Number(next.at) || (Number(touchedAt) === Number(next.at) && _id > next.id)
        : touchedAt >= next.at,
    )
    .sort((a, b) => Number(a.touchedAt) - Number(b.touchedAt) || (a._id < b._id ? -1 : 1))
    .slice(0, READ_AT_ONCE)
}

/** A viewer: what is on her phone. */
function viewer() {
  const seen = new Map<string, { votes: number; text: string }>()
  let since = 0
  return {
    seen,
    poll({ replica }: Reading) {
      const news = newsSince(replica!, since)
      for (const one of news.changed) seen.set(one.id, { votes: one.votes, text: one.text })
      for (const [id, votes] of news.votes) {
        const known = seen.get(id)
        if (known) known.votes = votes
      }
      expect(news.asOf).toBeGreaterThanOrEqual(since)
      since = news.asOf
      return news.more
    },
  }
}

const MANY = 6
const writes = fc.array(
  fc.record({
    question: fc.nat(MANY - 1),
    at: fc.nat(30_000),
    skew: fc.integer({ min: -1400, max: 1400 }),
    delay: fc.nat(LATE_MS - 3000),
    words: fc.boolean(),
  }),
  { maxLength: 40 },
)
const polls = fc.array(
  fc.record({ instance: fc.nat(2), after: fc.integer({ min: 100, max: 4000 }), refreshed: fc.boolean() }),
  {
    minLength: 5,
    maxLength: 40,
  },
)

test('whatever instance answers: in the end the phone shows what the database holds', () => {
  fc.assert(
    fc.property(writes, polls, (all, asked) => {
      const instances = [beginning(), beginning(), beginning()]
      const one = viewer()
      let now = 0
      const refresh = (instance: Reading, moment: number) =>
        absorb(
          instance,
          { session, touched: read(databaseAt(all, moment, MANY), instance) },
          START + moment - 20,
          START + moment + 20,
        )
      for (const { instance, after, refreshed } of asked) {
        now += after
        const answering = instances[instance]!
        if (refreshed || !answering.replica) refresh(answering, now)
        one.poll(answering)
      }
      // Everything has landed; each instance looks once more and answers.
      const end = Math.max(now, 45_000)
      instances.forEach((answering, i) => {
        refresh(answering, end + i * 2000)
        one.poll(answering)
      })
      for (const { _id, votes, text } of databaseAt(all, end, MANY)) expect(one.seen.get(_id)).toEqual({ votes, text })
    }),
    { numRuns: 400 },
  )
})

test('more than one reading holds is read on, and more than one answer holds is answered on', () => {
  const many = READ_AT_ONCE + 500
  const all = databaseAt([], 0, many)
  const instance = beginning()
  const look = (moment: number, found: ReadQuestion[]) =>
    absorb(instance, { session, touched: read(found, instance) }, moment, moment)
  look(START + 60_000, all)
  expect(instance.replica!.completeAt).toBe(0)
  look(START + 61_000, all)
  expect(instance.replica!.questions.size).toBe(many)
  expect(instance.replica!.completeAt).toBe(START + 60_000)
  const one = viewer()
  one.poll(instance)
  expect(one.seen.size).toBe(30)
  // Two hundred answers, and a while later one more.
  const later = START + 90_000
  const answered = all.map((question, n) => (n < 200 ? asRead(n, later, later, question.votes, 'v1') : question))
  look(later + 1000, answered)
  look(later + 10_000, answered)
  let rounds = 1
  while (one.poll(instance) && rounds < 10) rounds += 1
  expect(rounds).toBe(200 / MOST_CHANGED)
  for (let n = 0; n < 200; n += 1) expect(one.seen.get(all[n]!._id)?.text).toBe('v1')
})

test('two hundred changes of this moment come at once: going on would begin with them again', () => {
  const all = databaseAt([], 0, 300)
  const instance = beginning()
  const look = (moment: number, found: ReadQuestion[]) =>
    absorb(instance, { session, touched: read(found, instance) }, moment, moment)
  look(START + 60_000, all)
  const one = viewer()
  one.poll(instance)
  const later = START + 61_000
  look(
    later,
    all.map((question, n) => (n < 200 ? asRead(n, later - 500, later - 500, question.votes, 'v1') : question)),
  )
  expect(one.poll(instance)).toBe(false)
  for (let n = 0; n < 200; n += 1) expect(one.seen.get(all[n]!._id)?.text).toBe('v1')
})

test('an instance that knows less than the viewer says nothing and takes nothing back', () => {
  const [ahead, behind] = [beginning(), beginning()]
  const before = databaseAt([], 0, 2)
  const after = databaseAt([{ question: 0, at: 5000, skew: 0, delay: 0, words: true }], 6000, 2)
  absorb(behind, { session, touched: read(before, behind) }, START + 1000, START + 1010)
  absorb(ahead, { session, touched: read(after, ahead) }, START + 6000, START + 6010)
  const one = viewer()
  one.poll(ahead)
  one.poll(behind)
  expect(one.seen.get('ivq_00000')).toEqual({ votes: 1, text: 'v1' })
})
