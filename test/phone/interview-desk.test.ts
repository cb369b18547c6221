import { faultsOfAnswer, givenOf } from '../../miniprogram/packages/interviews/answer/answer-form'
import { faultsOfAct } from '../../miniprogram/packages/interviews/promise/promise-form'
import { slipOf } from '../../miniprogram/packages/interviews/promises/promise-view'
import { codeOf, groupsOf, leavingWords } from '../../miniprogram/packages/interviews/seat/seat-view'
import {
  beginning,
  emptySeat,
  faultsOfSession,
  nextWorkday,
  preparedOf,
  tellsWhat,
  timesOf,
  withDepartment,
} from '../../miniprogram/packages/staff/interviews/prepare-form'
import {
  afterAct,
  choose,
  emptyRoom,
  keyAct,
  similarFirst,
  withFirst,
  withMore,
} from '../../miniprogram/packages/staff/interviews/room-state'
import { actsOf, doneWords, type Question, type Session } from '../../miniprogram/packages/staff/interviews/room-view'
import { asksBefore, hourButtons, timeOf } from '../../miniprogram/packages/staff/interviews/session-view'

/** The host's desk, an interviewee's seat, promises: what is shown, what may be pressed, what is wrong in words. */

const NOW = Date.parse('2026-07-13T02:00:00Z')
const HOUR = 3_600_000
const question = (id: string, more: Partial<Question> = {}) =>
  ({
    ...{ id, text: id, name: '林秀兰', standing: 'waiting', outcome: null, seat: null, department: '', version: 1 },
    ...{ votes: 1, askers: 1, at: NOW, answers: [], state: 'open', hidden: [], pictures: 0, look: false },
    ...more,
  }) as unknown as Question
const session = (more: Partial<Session> = {}) =>
  ({
    ...{ id: 'ivw', phase: 'live', departments: [], seats: [], pinned: null, counts: { waiting: 1, open: 2 }, why: '' },
    ...{ asksFrom: NOW - HOUR, liveFrom: NOW - HOUR, liveUntil: NOW + HOUR, closesAt: NOW + 72 * HOUR, figures: null },
    ...more,
  }) as unknown as Session

describe('preparing a session', () => {
  const seat = { ...emptySeat(), answers: { name: '周敏', title: '副主席' } }
  const filled = { ...beginning(NOW), topic: '高温津贴', subject: 'pay', about: '都来问' }

  test('is filled in as far as it can be: the next working day, ten to eleven, three days of after-care', () => {
    expect(nextWorkday('2026-07-17')).toBe('2026-07-20')
    expect(filled).toMatchObject({ day: '2026-07-14', from: '10:00', until: '11:00', afterDays: 3 })
    expect(faultsOfSession({ answers: filled, seats: [seat] }, NOW)).toEqual({})
    const { asksFrom, liveFrom, liveUntil, closesAt } = timesOf(filled, NOW, null)
    expect([asksFrom, liveFrom, liveUntil]).toEqual([NOW, NOW + 24 * HOUR, NOW + 25 * HOUR])
    // The last minute of the third day after.
    expect(new Date(closesAt).toISOString()).toBe('2026-07-17T15:59:00.000Z')
  })

  test.each([
    ['it is over already', { day: '2026-07-12' }, 'from', '已经过了'],
    ['it ends before it begins', { until: '09:30' }, 'until', '结束要晚于开始'],
    ['it is too long', { until: '14:00' }, 'until', '最长 3 小时'],
    ['asking begins after it', { asks: 'later', asksDay: '2026-07-14', asksTime: '10:30' }, 'asksTime', '开始以前'],
    ['half a day of after-care', { afterDays: 2.5 }, 'afterDays', '整天'],
    ['no topic', { topic: '热' }, 'topic', '再多写几个字'],
  ])('%s', (_what, more, field, words) => {
    expect(faultsOfSession({ answers: { ...filled, ...more }, seats: [seat] }, NOW)[field]).toContain(words)
  })

  test('somebody must answer, with a whole name', () => {
    expect(faultsOfSession({ answers: filled, seats: [] }, NOW).seats).toContain('至少写一位')
    const nameless = { ...emptySeat(), answers: { name: '周', title: '副主席' } }
    expect(faultsOfSession({ answers: filled, seats: [seat, nameless] }, NOW)).toEqual({ 'seats.1.name': '请写全名' })
  })

  test('photos go with their seats; a change of hours says who hears of it', () => {
    const photographed = { ...seat, page: { path: 'p', bytes: 1, ending: 'jpg' as const } }
    const dropped = { ...seat, id: 'seat_2', dropped: true }
    const prepared = preparedOf(
      { answers: filled, seats: [seat, photographed, dropped], departments: [] },
      ['file-1'],
      NOW,
      null,
    )
    expect(prepared.seats.map(({ photo }) => photo)).toEqual([undefined, 'file-1', ''])
    const kept = session({ phase: 'published', liveFrom: NOW + 24 * HOUR, liveUntil: NOW + 25 * HOUR })
    expect(tellsWhat(filled, NOW, kept)).toBe('')
    expect(tellsWhat({ ...filled, until: '11:30' }, NOW, kept)).toContain('马上收到消息')
  })

  test('departments: each once, with a name', () => {
    expect(withDepartment([], ' 劳动监察 ')).toEqual({ all: ['劳动监察'], fault: '' })
    expect(withDepartment(['劳动监察'], '劳动监察').fault).toContain('已经有了')
    expect(withDepartment([], '劳').fault).not.toBe('')
  })
})

describe('the room', () => {
  const page = (ids: string[], next: string | null = null) => ({ questions: ids.map((id) => question(id)), next })

  test('what a poll brings anew takes the first page; what was read below stays; the chosen one is followed', () => {
    let room = withMore(withFirst(emptyRoom('waiting'), page(['a', 'b'], 'c2')), page(['c', 'd'], null))
    room = choose(room, 'd')
    const later = withFirst(room, page(['b', 'n'], 'c2'))
    expect(later.rows.map(({ id }) => id)).toEqual(['b', 'n', 'c', 'd'])
    expect(later).toMatchObject({ chosen: { id: 'd' }, moved: false })
  })
  test('another host was quicker: the chosen one is not in the tab any more', () => {
    const room = choose(withFirst(emptyRoom('waiting'), page(['a', 'b'])), 'a')
    expect(withFirst(room, page(['b']))).toMatchObject({ chosen: { id: 'a' }, moved: true })
  })
  test('after an act the next one comes up; on a phone the list', () => {
    const room = choose(withFirst(emptyRoom('waiting'), page(['a', 'b', 'c'])), 'b')
    const accepted = question('b', { standing: 'accepted' })
    expect(afterAct(room, accepted)).toMatchObject({ chosen: { id: 'c' }, rows: [{ id: 'a' }, { id: 'c' }] })
    expect(afterAct(room, accepted, null, true).chosen).toBeNull()
    expect(afterAct(room, question('b', { department: '监察' })).chosen).toMatchObject({ id: 'b', department: '监察' })
  })
  test('keys walk and press what may be pressed, nothing else', () => {
    const room = choose(withFirst(emptyRoom('waiting'), page(['a', 'b'])), 'a')
    expect(keyAct('j', room, session())).toEqual({ walk: 1 })
    expect(keyAct('2', room, session())).toEqual({ show: 'open' })
    expect(keyAct('a', room, session())).toEqual({ act: 'accept' })
    // No departments: nothing to tag with.
    expect(keyAct('d', room, session())).toBeNull()
    expect(keyAct('a', { ...room, moved: true }, session())).toBeNull()
    expect(keyAct('a', room, session({ phase: 'archived' }))).toBeNull()
  })
  test.each([
    ['waiting', {}, 'accept', ['merge', 'return', 'refuse']],
    ['let in', { standing: 'accepted' as const }, 'answer', ['hand', 'pin', 'merge', 'refuse']],
    ['answered', { standing: 'accepted' as const, outcome: 'answered' as const }, undefined, ['correct', 'pin']],
    [
      'promised',
      { standing: 'accepted' as const, outcome: 'promised' as const },
      undefined,
      ['answer', 'correct', 'pin'],
    ],
    ['refused', { standing: 'refused' as const }, undefined, []],
  ])('a question that is %s', (_what, more, lead, others) => {
    const acts = actsOf(question('a', more), session())
    expect([acts.lead?.act, acts.others.map(({ act }) => act)]).toEqual([lead, others])
  })
  test('what is much the same is offered first for merging', () => {
    const others = [question('宿舍热水几点停', { votes: 99 }), question('食堂夜里几点关门', { votes: 2 })]
    const [first, second] = similarFirst('夜班食堂几点关门', others)
    expect(first).toMatchObject({ like: true, question: { text: '食堂夜里几点关门' } })
    expect(second!.like).toBe(false)
  })
  test('a host is told what was done; that nobody was told is not claimed', () => {
    expect(doneWords('accept', question('a'))).not.toContain('告诉')
    expect(doneWords('refuse', question('a'))).toContain('告诉林秀兰了')
  })
})

describe('the hours', () => {
  test.each([
    ['plenty', {}, '还有 60 分钟', 'plain'],
    ['the last minutes', { liveUntil: NOW + 4 * 60_000 }, '只剩 4 分钟', 'amber'],
    ['over', { liveUntil: NOW - 1 }, '到点了', 'amber'],
    ['after-care', { phase: 'closing' as const }, '补答到7月16日（周四）', 'amber'],
    ['soon', { phase: 'reminded' as const, liveFrom: NOW + 20 * 60_000 }, '20 分钟后开始', 'amber'],
  ])('%s', (_what, more, words, tone) => expect(timeOf(session(more), NOW)).toMatchObject({ words, tone }))

  test('closing says beforehand what becomes of the rest', () => {
    expect(asksBefore('close', session())!.content).toContain('没答的 3 个马上转成申请')
    expect(asksBefore('extend', session())).toBeNull()
    expect(hourButtons(session({ phase: 'closing' })).map(({ act }) => act)).toEqual(['extend', 'close', 'change'])
    expect(hourButtons(session({ phase: 'cancelled' }))).toEqual([])
  })
})

describe('at the seat', () => {
  const faults = (kind: 'answered' | 'promised' | 'later', answers: object, voiced = false) =>
    faultsOfAnswer(kind, answers as never, voiced, NOW)

  test('hers first, then what nobody has, then the rest', () => {
    const questions = [
      question('别人', { seat: 'other' }),
      question('没人'),
      question('她的', { seat: 'hers' }),
      question('答过', { seat: 'hers', outcome: 'answered' }),
      question('撤了', { state: 'gone' }),
    ]
    const groups = groupsOf({ questions: questions as never, seat: 'hers' }, '2026-07-13')
    expect(groups.map(({ key, rows }) => [key, rows[0]!.text])).toEqual([
      ...[
        ['mine', '她的'],
        ['free', '没人'],
        ['others', '别人'],
        ['done', '答过'],
      ],
    ])
    expect(leavingWords(1)).toContain('会回到主持人那儿')
  })
  test('a code may be typed as it was sent', () => {
    expect(['abcd efgh', '您的码：ABCD-EFGH', 'ABCDEFGH '].map(codeOf)).toEqual(['ABCDEFGH', 'ABCDEFGH', 'ABCDEFGH'])
  })
  test('a promise wants what, who and a day to come; a spoken answer a line for who cannot listen', () => {
    const promise = { text: '我们管', what: '查工地', who: '权益部' }
    expect(faults('promised', { ...promise, by: '2026-07-20' })).toEqual({})
    expect(faults('promised', { ...promise, by: '2026-07-13' }).by).toBe('请选明天或以后')
    expect(faults('promised', { ...promise, by: '2028-07-13' }).by).toContain('最晚')
    expect(Object.keys(faults('promised', {})).sort()).toEqual(['by', 'text', 'what', 'who'])
    expect(faults('later', { text: '要核一下', due: '2026-12-31' }).due).toContain('最晚')
    expect(faults('answered', { text: '' }, true).text).toContain('不方便听的人')
    expect(givenOf('answered', { text: ' 十一点 ', by: '2026-07-20' })).toEqual({ kind: 'answered', text: '十一点' })
  })
})

describe('promises', () => {
  const promise = (more: object) =>
    ({
      ...{ id: 'p', what: '查工地', who: '权益部', by: '2026-07-20', state: 'open', moves: [], how: '', endedAt: null },
      ...{ pictures: 0, question: 'q', questionText: '谁管', topic: '高温' },
      ...more,
    }) as unknown as Parameters<typeof slipOf>[0]

  test('late, kept late, moved: each with its days', () => {
    expect(slipOf(promise({}), '2026-07-22')).toMatchObject({ late: true, tag: { text: '晚了 2 天' } })
    expect(slipOf(promise({}), '2026-07-20').late).toBe(false)
    const kept = promise({ state: 'kept', how: '查完了', endedAt: Date.parse('2026-07-21T02:00:00Z') })
    expect(slipOf(kept, '2026-07-25')).toMatchObject({ late: false, ended: '7月21日做成，晚了 1 天' })
    const moved = promise({
      by: '2026-07-31',
      moves: [{ from: '2026-07-20', to: '2026-07-31', why: '等结果', at: NOW }],
    })
    expect(slipOf(moved, '2026-07-22').moves).toEqual(['7月20日改到 7月31日：等结果'])
  })
  test('another day is another day, to come, with a reason', () => {
    const move = (to: string, why = '等检查结果') => faultsOfAct('move', { to, why }, '2026-07-20', NOW)
    expect(move('2026-07-31')).toEqual({})
    expect(move('2026-07-20').to).toContain('就是原来那天')
    expect(move('2026-07-13').to).toContain('明天或以后')
    expect(move('2026-07-31', '等').why).toBe('再多写几个字')
    expect(faultsOfAct('kept', { how: '' }, '2026-07-20', NOW).how).toBeTruthy()
  })
})
