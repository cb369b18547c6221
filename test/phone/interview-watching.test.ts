import * as fc from 'fast-check'
import {
  arrange,
  fieldChanges,
  missedWords,
  nothing,
  pauseOf,
  pinnedFirst,
  rowChanges,
  take,
  unseen,
  waitAfter,
  type Live,
  type Poll,
} from '../../miniprogram/packages/interviews/live-state'
import { figureWords, firstLate, footOf, promiseStrip } from '../../miniprogram/packages/interviews/live-view'
import { MyVotes } from '../../miniprogram/packages/interviews/my-votes'
import { pollLoop } from '../../miniprogram/packages/interviews/poll-loop'
import { standingOf, type Question, type Row } from '../../miniprogram/packages/interviews/question-view'
import { freshPhone, ok, type FakePhone } from './fake-wx'

/** The page that watches a session: what it knows, what it sets, what it says. */

const question = (id: string, votes = 1, at = 0, more: Partial<Question> = {}) =>
  ({ id, votes, at, state: 'open', text: id, answers: [], askers: 1, outcome: null, ...more }) as unknown as Question
const poll = (more: Partial<Poll> = {}): Poll => ({
  asOf: 1,
  phase: 'live',
  liveUntil: 10,
  pinned: null,
  here: [],
  left: [],
  counts: { asked: 0, answered: 0, promised: 0 },
  changed: [],
  votes: [],
  more: false,
  ...more,
})
const knowing = (...questions: Question[]): Live => take(nothing, poll({ changed: questions }))

test('votes move what is known; of a question not known they count for nothing', () => {
  const live = take(
    knowing(question('a')),
    poll({
      votes: [
        ['a', 7],
        ['z', 9],
      ],
    }),
  )
  expect(live.known.get('a')!.votes).toBe(7)
  expect(live.known.has('z')).toBe(false)
  // An older answer that comes late does not set the clock back.
  expect(take({ ...live, asOf: 5 }, poll({ asOf: 3 })).asOf).toBe(5)
})

test('most votes first, of as many the oldest; gone ones are out, the pinned one on top', () => {
  const live = knowing(
    question('a', 2, 1),
    question('b', 5, 2),
    question('c', 2, 3),
    question('d', 9, 4, { state: 'gone' }),
  )
  expect(arrange(live, 'votes')).toEqual(['b', 'a', 'c'])
  expect(arrange(live, 'newest')).toEqual(['c', 'b', 'a'])
  expect(arrange({ ...live, pinned: 'a' }, 'votes')).toEqual(['a', 'b', 'c'])
  expect(arrange({ ...live, pinned: 'd' }, 'votes')).toEqual(['b', 'a', 'c'])
  // What comes meanwhile does not move what she is reading.
  const later = take(live, poll({ changed: [question('e', 99, 9)] }))
  expect(pinnedFirst(['a', 'b'], later)).toEqual(['a', 'b'])
  expect(unseen(later, ['a', 'b', 'c'])).toBe(1)
})

describe('what is set', () => {
  const row = (id: string, votes: string, tag: string | null): Row =>
    ({ id, votes, tag: tag && { icon: 'tick', tone: 'green', text: tag }, text: id }) as Row
  const apply = (before: Row[], changes: Record<string, unknown>): Row[] => {
    if ('rows' in changes) return changes.rows as Row[]
    const after = structuredClone(before)
    for (const [path, value] of Object.entries(changes)) {
      const [, at, key] = /^rows\[(\d+)\](?:\.(\w+))?$/.exec(path)!
      if (key) Object.assign(after[Number(at)]!, { [key]: value })
      else after[Number(at)] = value as Row
    }
    return after
  }
  const rows = fc
    .uniqueArray(fc.constantFrom(...'abcdefgh'), { maxLength: 8 })
    .chain((ids) =>
      fc.tuple(
        ...ids.map((id) =>
          fc.record({ id: fc.constant(id), votes: fc.constantFrom('1', '2'), tag: fc.constantFrom(null, 'x', 'y') }),
        ),
      ),
    )
    .map((all) => all.map(({ id, votes, tag }) => row(id, votes, tag)))

  test('leads from any rows to any others', () => {
    fc.assert(
      fc.property(rows, rows, (before, after) => expect(apply(before, rowChanges(before, after))).toEqual(after)),
    )
  })
  test('is one path where one vote came, and nothing where nothing did', () => {
    const before = [row('a', '1', null), row('b', '2', null)]
    expect(rowChanges(before, [row('a', '1', null), row('b', '3', null)])).toEqual({ 'rows[1].votes': '3' })
    expect(rowChanges(before, structuredClone(before))).toEqual({})
    expect(fieldChanges({ a: { x: 1 }, b: 2 }, { a: { x: 1 }, b: 3 })).toEqual({ b: 3 })
  })
})

test('what was missed while the network was away', () => {
  const before = { asked: 3, answered: 1, promised: 0 }
  expect(missedWords(before, { asked: 6, answered: 2, promised: 1 })).toBe('断网这会儿，多了 3 个问题，答了 1 个')
  expect(missedWords(before, before)).toBe('')
})

test('it asks often while a session is live, seldom before and after, never once it is closed', () => {
  expect([pauseOf('live'), pauseOf('published'), pauseOf('closing'), pauseOf('closed')]).toEqual([
    2000,
    20_000,
    20_000,
    null,
  ])
  expect([waitAfter(1), waitAfter(2), waitAfter(9)]).toEqual([2000, 4000, 10_000])
})

describe('asking again and again', () => {
  beforeEach(() => jest.useFakeTimers())
  afterEach(() => jest.useRealTimers())

  test('never two at once, longer pauses after failures, and silence once the page is left', async () => {
    const answers: (() => Promise<number | null>)[] = [
      async () => 2000,
      () => Promise.reject(new Error('away')),
      () => Promise.reject(new Error('away')),
      async () => 2000,
    ]
    let asked = 0
    const failed = jest.fn()
    const loop = pollLoop(() => answers[(asked += 1) - 1]!(), failed)
    loop.start()
    loop.start()
    await jest.advanceTimersByTimeAsync(0)
    expect(asked).toBe(1)
    await jest.advanceTimersByTimeAsync(2000)
    expect([asked, failed.mock.calls.length]).toEqual([2, 1])
    await jest.advanceTimersByTimeAsync(2000)
    expect(asked).toBe(3)
    await jest.advanceTimersByTimeAsync(3999)
    expect(asked).toBe(3)
    loop.stop()
    await jest.advanceTimersByTimeAsync(60_000)
    expect(asked).toBe(3)
    loop.start()
    await jest.advanceTimersByTimeAsync(0)
    expect(asked).toBe(4)
    loop.stop()
  })
})

describe('my vote', () => {
  let phone: FakePhone
  beforeEach(() => (phone = freshPhone()))

  test('counts at once, once, and for the question that mine was merged into', async () => {
    phone.answer = () => ok({ question: 'root', votes: 12, already: false })
    const votes = new MyVotes()
    const seen: number[] = []
    const changed = () => void seen.push(votes.atLeast.get('a') ?? votes.atLeast.get('root') ?? 0)
    const both = await Promise.all([
      votes.cast({ id: 'a', votes: 4 }, changed),
      votes.cast({ id: 'a', votes: 4 }, changed),
    ])
    expect(both).toEqual([null, null])
    expect(phone.calls).toEqual(['interviews.vote'])
    expect(seen).toEqual([5, 12])
    expect([...votes.voted]).toEqual(['a', 'root'])
  })
  test('is taken back where the cloud did not take it', async () => {
    phone.answer = () => ({ ok: false, error: { code: 'NOT_NOW', message: '这一场结束了' } })
    const votes = new MyVotes()
    expect(await votes.cast({ id: 'a', votes: 4 }, () => undefined)).toMatchObject({ code: 'NOT_NOW' })
    expect(votes.voted.size + votes.atLeast.size).toBe(0)
  })
})

describe('words', () => {
  const promise = (interview: string, by: string) => ({
    interview,
    by,
    moves: [],
    what: '查工地',
    who: '权益部',
    question: 'q',
    questionText: '谁管',
  })
  const strip = (more: object, session = 'now') =>
    promiseStrip(
      { open: 1, kept: 0, late: 0, first: [promise('before', '2026-07-20')], ...more } as never,
      '2026-07-22',
      session,
    )

  test.each([
    [{ open: 0, kept: 0, first: [] }, null],
    [{}, '上次答应 1 件，1 件没到期'],
    [{ first: [promise('now', '2026-07-30')] }, '这一场答应 1 件，1 件没到期'],
    [{ late: 1 }, '上次答应 1 件，1 件晚了 2 天'],
    [
      { open: 2, late: 2, first: [promise('a', '2026-07-20'), promise('b', '2026-07-21')] },
      '一共答应 2 件，2 件晚了，最久晚了 2 天',
    ],
    [{ open: 0, kept: 3, first: [] }, '上次答应 3 件，都做到了'],
  ])('promises %j', (promises, words) => expect(strip(promises)?.words ?? null).toBe(words))

  test('the next session begins with what is late; one that is over does not', () => {
    const promises = { open: 1, kept: 0, late: 1, first: [promise('a', '2026-07-20')] } as never
    expect(firstLate(promises, 'live', '2026-07-22')).toMatchObject({ what: '查工地', late: '晚了 2 天' })
    expect(firstLate(promises, 'closed', '2026-07-22')).toBeNull()
  })
  test('a closed session in one sentence', () => {
    const figures = {
      asked: 5,
      askers: 2,
      outcomes: { answered: 1, promised: 2, referred: 2, later: 0 },
      kept: 0,
      late: 1,
      medianMinutes: 90,
    }
    expect(figureWords(figures as never)).toBe(
      '2 人问了 5 个。答了 1 个。答应办 2 个，做到 0 件，晚了 1 件。转去办 2 个。一半问题 2 小时里答上了。',
    )
  })
  test('my question that no host looked at and that was passed on says so', () => {
    expect(standingOf({ standing: 'waiting', outcome: null })!.text).toBe('主持人正在看')
    expect(standingOf({ standing: 'waiting', outcome: 'referred' })!.text).toBe('转去办了')
  })
  test('who may not ask is told why, and how', () => {
    const now = Date.parse('2026-07-13T02:00:00Z')
    const session = {
      phase: 'live',
      asksFrom: now - 1,
      liveFrom: now - 1,
      liveUntil: now + 9_000_000,
      closesAt: now + 99_000_000,
      orgName: '威海市总工会',
    }
    const foot = (mine: object | null, joined: boolean) => footOf(session as never, mine as never, joined, now)
    expect(foot({ mayAsk: true, left: 2 }, true)).toMatchObject({ act: 'ask' })
    expect(foot({ mayAsk: true, left: 0 }, true).words).toContain('问满了')
    expect(foot({ mayAsk: false, left: 0 }, true).words).toContain('听威海市总工会的会员问')
    expect(foot({ mayAsk: false, left: 0 }, false)).toMatchObject({ act: 'join' })
  })
})
