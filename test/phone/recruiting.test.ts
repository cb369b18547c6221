import { CallFailure } from '../../miniprogram/client/call'
import { approveAll, type Progress } from '../../miniprogram/packages/recruiting/event/approve-all'
import { partsOf, shownEvent } from '../../miniprogram/packages/recruiting/event/event-view'
import { eventLine, recruitingPost, rosterLine } from '../../miniprogram/packages/recruiting/home/home-view'
import { afterChange, beginning, daysFaults } from '../../miniprogram/packages/recruiting/new-event/new-event-form'
import { shownRoster } from '../../miniprogram/packages/recruiting/roster/roster-view'
import { faultOfFile } from '../../miniprogram/packages/recruiting/roster/send-roster'
import { codeIn, sayCode, tidyCode } from '../../miniprogram/packages/recruiting/stall/stall-code'

describe('the code of a stall', () => {
  test.each([
    ['packages/recruiting/stall/stall?scene=482913', '482913'],
    ['weapp://packages/recruiting/stall/stall?scene=482913', '482913'],
    ['/packages/recruiting/stall/stall?from=x&code=048291', '048291'],
    [' 482913 ', '482913'],
    ['4829', null],
    ['https://elsewhere.example/?scene=482913', null],
    ['packages/merchant/verify/verify?code=482913', null],
  ])('%s', (scanned, code) => expect(codeIn(scanned)).toBe(code))

  test('is typed as people type', () => {
    expect(tidyCode('４８２ 913')).toBe('482913')
    expect(tidyCode('48-2913-77')).toBe('482913')
    expect(sayCode('482913')).toBe('482 913')
  })
})

describe('全部同意', () => {
  const cases = (...ids: string[]) => ids.map((caseId) => ({ caseId, version: 1 }))
  const portions = [
    { cases: cases('a', 'b'), heldBack: 1, next: '1' },
    { cases: [], heldBack: 2, next: '2' },
    { cases: cases('c'), heldBack: 0, next: null },
  ]
  const clean = async (after: string | undefined) => portions[Number(after ?? 0)]!
  const approve = async (some: { caseId: string }[]) => ({ done: some.map(({ caseId }) => caseId), failed: [] })

  test('goes through every portion and tells of each', async () => {
    const told: Progress[] = []
    const so = await approveAll({ clean, approve }, (progress) => told.push({ ...progress }) > 0)
    expect(so).toEqual({ seen: 6, approved: 3, heldBack: 3 })
    expect(told.map(({ seen }) => seen)).toEqual([3, 5, 6])
  })

  test('another officer who was quicker is no failure; the net is', async () => {
    const failing = (code: string) => () => Promise.reject(new CallFailure(code, 'x'))
    expect(await approveAll({ clean, approve: failing('NOT_FOUND') }, () => true)).toMatchObject({
      approved: 0,
      seen: 6,
    })
    await expect(approveAll({ clean, approve: failing('OFFLINE') }, () => true)).rejects.toThrow('x')
  })

  test('stops when the page is gone', async () => {
    expect(await approveAll({ clean, approve }, () => false)).toMatchObject({ seen: 3 })
  })
})

const event = {
  id: 'e',
  title: '集中入会',
  place: '南门',
  from: '2026-11-26',
  to: '2026-11-27',
  codeUntil: '2026-11-30',
  code: '482913',
  open: true,
}

test('an event: its counts, what may be approved together, the parts of its roll', () => {
  const counts = { applied: 30, approved: 10, waiting: 20, heldBack: 3 }
  expect(shownEvent({ event, orgName: '某工会', counts, held: [] })).toMatchObject({
    note: '11月26日到11月27日 · 南门',
    codeWords: '482 913',
    untilWords: '用到11月30日',
    clean: 17,
    heldMore: 3,
  })
  expect(partsOf(0)).toEqual([])
  expect(partsOf(900)).toEqual(['第 1 份（1–400 号）', '第 2 份（401–800 号）', '第 3 份（801–900 号）'])
  expect(eventLine({ ...event, open: false }).tag.text).toBe('已结束')
})

test('a new event: today alone, days take each other along, what they say together', () => {
  const today = '2026-11-26'
  const first = beginning(today)
  expect(first).toMatchObject({ from: today, to: today, codeUntil: '2026-11-29' })
  const moved = afterChange(first, 'from', '2026-12-01')
  expect(moved).toMatchObject({ to: '2026-12-01', codeUntil: '2026-12-04' })
  expect(daysFaults(moved, today)).toEqual({})
  expect(daysFaults({ ...moved, to: '2026-11-30' }, today)).toHaveProperty('to')
  expect(daysFaults({ ...first, from: '2026-11-01', to: '2026-11-02' }, today)).toHaveProperty('to')
  expect(daysFaults({ ...moved, codeUntil: '2026-11-30' }, today)).toHaveProperty('codeUntil')
})

const roster = {
  id: 'r',
  fileName: '名册.xlsx',
  state: 'checked' as const,
  rows: 10,
  chunks: 1,
  checked: 1,
  taken: 0,
  faulty: 0,
  members: 0,
  entries: 0,
  known: 0,
  notes: [],
  at: 0,
}

test.each([
  [{}, '核对好了，没有毛病', 'take', '收下这 10 人'],
  [{ members: 4 }, '核对好了，没有毛病', 'take', '收下这 6 人'],
  [{ members: 10 }, '没有要收的人', '', ''],
  [{ faulty: 3 }, '有 3 行要改', 'withoutFaulty', '不要这 3 行，先收 7 人'],
  [{ faulty: 10 }, '有 10 行要改', '', ''],
  [{ state: 'checking' as const, chunks: 4 }, '正在核对', 'goOn', '接着办'],
  [{ state: 'taking' as const }, '正在收', 'goOn', '接着办'],
  [{ state: 'done' as const, entries: 8, known: 2 }, '收好了', '', ''],
])('a roster %j', (more, title, act, actWords) => {
  const shown = shownRoster({ ...roster, ...more })
  expect(shown).toMatchObject({ title, act })
  if (act) expect(shown.actWords).toBe(actWords)
  expect(rosterLine({ ...roster, ...more }, 0).tag.text).not.toBe('')
})

test('what is no roster is said before it is sent', () => {
  expect(faultOfFile({ name: '名册.xlsx', size: 9 })).toBeNull()
  expect(faultOfFile({ name: '名册.CSV', size: 9 })).toBeNull()
  expect(faultOfFile({ name: '名册.xls', size: 9 })).toContain('另存为 .xlsx')
  expect(faultOfFile({ name: '名册.jpg', size: 9 })).toContain('.xlsx 或 .csv')
  expect(faultOfFile({ name: '名册.xlsx', size: 99_000_000 })).toContain('10 MB')
})

test('the desk that recruits is one of a union that workers join', () => {
  const posts = [
    { desk: 'o_town/officer', level: 'town' },
    { desk: 'o_a/officer', level: 'grassroots' },
    { desk: 'o_b/officer', level: 'grassroots' },
    { desk: 'o_c/lawyer', level: 'grassroots' },
  ]
  expect(recruitingPost(posts, 'o_b/officer')?.desk).toBe('o_b/officer')
  expect(recruitingPost(posts, 'o_town/officer')?.desk).toBe('o_a/officer')
  expect(recruitingPost(posts.slice(0, 1), '')).toBeNull()
})
