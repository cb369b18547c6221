import fc from 'fast-check'
import { askFault, isOverdue, phaseOf, takesVotes, type Timetable } from '../../miniprogram/rules/interview'

const HOUR = 3_600_000
const LIVE = Date.parse('2026-07-15T11:00:00Z')
const timetable: Timetable = {
  state: 'published',
  asksFrom: LIVE - 48 * HOUR,
  liveFrom: LIVE,
  liveUntil: LIVE + HOUR,
  remindedAt: null,
  closedAt: null,
  archivedAt: null,
}
const reminded = { remindedAt: LIVE - HOUR / 2 }
const closed = { ...reminded, closedAt: LIVE + 72 * HOUR }

describe('where a session stands', () => {
  test.each<[string, Partial<Timetable>, number, string]>([
    ['a draft stays one, whatever its hours', { state: 'draft' }, LIVE, 'draft'],
    ['published', {}, LIVE - 50 * HOUR, 'published'],
    ['reminded', reminded, LIVE - 60_000, 'reminded'],
    ['live from the very moment, reminded or not', {}, LIVE, 'live'],
    ['live until the last millisecond', reminded, LIVE + HOUR - 1, 'live'],
    ['after-care from the end on', reminded, LIVE + HOUR, 'closing'],
    ['after-care until it is closed, however long', reminded, LIVE + 1000 * HOUR, 'closing'],
    ['closed', closed, LIVE + 73 * HOUR, 'closed'],
    ['archived', { ...closed, archivedAt: LIVE + 99 * HOUR }, LIVE + 100 * HOUR, 'archived'],
    ['cancelled', { state: 'cancelled' }, LIVE, 'cancelled'],
  ])('%s', (_name, more, at, phase) => {
    expect(phaseOf({ ...timetable, ...more }, at)).toBe(phase)
    expect(phaseOf({ ...timetable, ...more }, new Date(at))).toBe(phase)
  })
})

describe('when questions and votes are taken', () => {
  test.each<[string, Partial<Timetable>, number, RegExp | null, boolean]>([
    ['before asking begins', {}, LIVE - 49 * HOUR, /还没到/, false],
    ['from its very moment', {}, LIVE - 48 * HOUR, null, true],
    ['reminded', reminded, LIVE - 1, null, true],
    ['live', reminded, LIVE, null, true],
    ['in after-care an answer may come of a vote, not of a new question', reminded, LIVE + HOUR, /不收新问题/, true],
    ['closed', closed, LIVE + 73 * HOUR, /不收新问题/, false],
    ['cancelled', { state: 'cancelled' }, LIVE, /不办了/, false],
    ['a draft', { state: 'draft' }, LIVE, /不收/, false],
  ])('%s', (_name, more, at, words, votes) => {
    const one = { ...timetable, ...more }
    const fault = askFault(one, at)
    if (words) expect(fault).toMatch(words)
    else expect(fault).toBeNull()
    expect(takesVotes(one, at)).toBe(votes)
  })
})

test('a promise is late from the day after its day, unless it is kept or given up', () => {
  expect(isOverdue({ state: 'open', by: '2026-07-20' }, '2026-07-20')).toBe(false)
  expect(isOverdue({ state: 'open', by: '2026-07-20' }, '2026-07-21')).toBe(true)
  expect(isOverdue({ state: 'kept', by: '2026-07-20' }, '2026-07-21')).toBe(false)
  expect(isOverdue({ state: 'dropped', by: '2026-07-20' }, '2026-07-21')).toBe(false)
})

const ORDER = ['published', 'reminded', 'live', 'closing', 'closed', 'archived']
const minutes = fc.integer({ min: -10_000, max: 10_000 })
/** Any timetable: marks of the timers stand or do not, and are fixed. */
const anyTimetable = fc
  .record({
    state: fc.constantFrom('draft', 'published', 'cancelled') as fc.Arbitrary<Timetable['state']>,
    asks: minutes,
    from: minutes,
    long: fc.integer({ min: 1, max: 300 }),
    remindedAt: fc.option(minutes),
    closedAt: fc.option(minutes),
    archivedAt: fc.option(minutes),
  })
  .map(({ asks, from, long, ...rest }): Timetable => ({
    ...rest,
    asksFrom: asks,
    liveFrom: from,
    liveUntil: from + long,
  }))

test('time alone moves a session forward only', () => {
  fc.assert(
    fc.property(anyTimetable, minutes, fc.nat(20_000), (one, at, later) => {
      const before = phaseOf(one, at)
      const after = phaseOf(one, at + later)
      if (one.state !== 'published') return before === one.state && after === one.state
      return ORDER.indexOf(after) >= ORDER.indexOf(before) && ORDER.includes(before)
    }),
  )
})

test('once questions are no longer taken, no later moment takes one; votes end no sooner than questions', () => {
  fc.assert(
    fc.property(anyTimetable, minutes, fc.nat(20_000), (one, at, later) => {
      const over = ['closing', 'closed', 'archived', 'cancelled', 'draft'].includes(phaseOf(one, at))
      if (over && askFault(one, at + later) === null) return false
      return askFault(one, at) !== null || takesVotes(one, at)
    }),
  )
})
