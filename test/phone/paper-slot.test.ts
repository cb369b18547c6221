import { firstUse, papersFor, rowOf, type Held, type Slot } from '../../miniprogram/components/paper-slot/slot'
import { dayWords } from '../../miniprogram/components/paper-tray/tray'
import { shelfLines } from '../../miniprogram/packages/vault/papers/shelf'
import type { Paper } from '../../miniprogram/client/uploads'

const TODAY = '2026-07-20'
const slot = (types: string[], more: Partial<Slot> = {}): Slot => ({
  slot: 'income',
  title: '收入证明',
  help: '单位开的，要盖章',
  types,
  required: true,
  sensitive: false,
  ...more,
})
const held = (id: string, type: Held['type'], more: Partial<Held> = {}): Held => ({
  id,
  type,
  title: '收入证明',
  takenOn: '2026-06-01',
  validUntil: null,
  valid: true,
  sensitive: false,
  ...more,
})
const old = (id: string) => held(id, 'incomeProof', { takenOn: '2025-01-10', validUntil: '2025-07-10', valid: false })

describe('what a slot begins with', () => {
  test('the newest that still counts, ticked: nothing is asked for twice', () => {
    const papers = [old('old'), held('b', 'idCard'), held('new', 'incomeProof'), held('older', 'incomeProof')]
    expect(firstUse(slot(['incomeProof', 'unitProof']), papers)).toEqual({
      slot: 'income',
      paper: 'new',
      consent: true,
    })
    expect(papersFor(slot(['incomeProof']), papers).map(({ id }) => id)).toEqual(['new', 'older', 'old'])
  })

  test('nothing sensitive is ever ticked beforehand, whether the slot or the paper says so', () => {
    const one = held('d', 'diagnosis', { sensitive: true })
    expect(firstUse(slot(['diagnosis']), [one])).toMatchObject({ paper: 'd', consent: false })
    expect(firstUse(slot(['incomeProof'], { sensitive: true }), [held('i', 'incomeProof')])).toMatchObject({
      consent: false,
    })
  })

  test('what has run out does not serve', () => {
    expect(firstUse(slot(['incomeProof']), [old('old')])).toBeNull()
    expect(firstUse(slot(['incomeProof']), [])).toBeNull()
  })
})

describe('the row', () => {
  test('missing: how to photograph it; run out: since when', () => {
    expect(rowOf(slot(['incomeProof']), [], '', TODAY)).toMatchObject({
      state: 'missing',
      line: '单位开的，要盖章',
      tone: '',
    })
    expect(rowOf(slot(['incomeProof']), [old('o')], 'o', TODAY)).toMatchObject({
      state: 'missing',
      line: '2025年7月10日过期了',
      tone: 'rust',
    })
  })

  test('held: the chosen one and until when it counts; sensitive ones say who sees them', () => {
    const papers = [
      held('new', 'incomeProof', { validUntil: '2026-12-01' }),
      held('older', 'incomeProof', { takenOn: '2026-03-05', validUntil: '2026-09-05' }),
    ]
    expect(rowOf(slot(['incomeProof']), papers, 'older', TODAY)).toMatchObject({
      state: 'held',
      line: '能用到 9月5日（周六）',
      others: true,
    })
    expect(rowOf(slot(['incomeProof']), papers, '', TODAY).paper!.id).toBe('new')
    const diagnosis = held('d', 'diagnosis', { sensitive: true })
    expect(rowOf(slot(['diagnosis']), [diagnosis], '', TODAY)).toMatchObject({
      line: '只给审核的人看',
      others: false,
    })
  })
})

test('the day on a paper is asked only where it matters, and one that has run out is told at once', () => {
  expect(dayWords('idCard', TODAY, TODAY)).toBeNull()
  expect(dayWords('incomeProof', TODAY, TODAY)).toEqual({ day: '今天', note: '能用到 2027年1月20日', old: false })
  expect(dayWords('incomeProof', '2025-12-31', TODAY)).toMatchObject({ note: '过期了。要最近 6 个月里的', old: true })
  expect(dayWords('diagnosis', '2025-07-19', TODAY)).toMatchObject({ note: '过期了。要最近 1 年里的' })
  // Its last day is one of them.
  expect(dayWords('incomeProof', '2026-01-20', TODAY)).toMatchObject({ note: '能用到 7月20日（周一）', old: false })
})

test('my papers by kind, the newest of a kind first, and what runs out is marked in time', () => {
  const paper = (id: string, more: Partial<Paper>): Paper => ({
    ...held(id, 'incomeProof'),
    pages: 1,
    pdf: false,
    addedAt: 0,
    ...more,
  })
  const lines = shelfLines(
    [
      paper('soon', { takenOn: '2026-02-10', validUntil: '2026-08-10' }),
      paper('gone', { takenOn: '2025-02-10', validUntil: '2025-08-10', valid: false }),
      paper('later', { takenOn: '2026-06-01', validUntil: '2026-12-01', pages: 3 }),
      paper('id', { type: 'idCard', title: '身份证' }),
    ],
    Date.parse('2026-07-20T02:00:00Z'),
  )
  expect(lines.map(({ id, line, mark }) => [id, line, mark?.words ?? ''])).toEqual([
    ['id', '2026年6月拍的', ''],
    ['later', '能用到 12月1日（周二） · 3\u00a0页', ''],
    ['soon', '能用到 8月10日（周一）', '快到期'],
    ['gone', '2025年8月10日过期', '过期了'],
  ])
})
