import type { CaseRow, CaseView } from '../../cloudfunctions/kernel/casework/contract'
import { CallFailure } from '../../miniprogram/client/call'
import { groupOf, groupQueue, mergePage, mostUrgent, tallyQueue } from '../../miniprogram/packages/staff/desk/queue'
import { decideFault, Deciding, pickReason, whoMoved } from '../../miniprogram/packages/staff/case/deciding'

const TODAY = '2026-07-17' // a Friday

const row = (id: string, due: string | null): CaseRow => ({
  id,
  area: 'membership',
  kind: 'joining',
  kindTitle: '入会申请',
  name: `工友${id}`,
  orgName: '竹岛街道联合工会',
  state: 'submitted',
  next: '要答复',
  due,
  submittedAt: 0,
  updatedAt: 0,
  news: { title: '', text: '', at: 0, unread: false },
})

describe('the queue', () => {
  it('puts each due day in its group; the week ends on Sunday', () => {
    expect(groupOf('2026-07-15', TODAY)).toBe('overdue')
    expect(groupOf(TODAY, TODAY)).toBe('today')
    expect(groupOf('2026-07-19', TODAY)).toBe('week')
    expect(groupOf('2026-07-20', TODAY)).toBe('later')
    expect(groupOf('2026-07-20', '2026-07-19')).toBe('later')
    expect(groupOf(null, TODAY)).toBe('later')
  })

  const rows = [row('a', '2026-07-15'), row('b', TODAY), row('c', TODAY), row('d', '2026-07-18')]

  it('groups, filters, names the most urgent', () => {
    expect(groupQueue(rows, TODAY).map((group) => [group.key, group.rows.length])).toEqual([
      ['overdue', 1],
      ['today', 2],
      ['week', 1],
    ])
    expect(groupQueue(rows, TODAY, 'today').map((group) => group.key)).toEqual(['today'])
    expect(groupQueue(rows, TODAY)[0]!.rows[0]).toMatchObject({ dueWords: '超 2 天', tone: 'rust' })
    expect(mostUrgent([rows[3]!, rows[0]!, row('x', null)])!.id).toBe('a')
    expect(mostUrgent([])).toBeNull()
  })

  it('says + only where the next page may still add', () => {
    expect(tallyQueue(rows, TODAY, false).map((tally) => tally.count)).toEqual(['1', '2', '1', '0'])
    expect(tallyQueue(rows.slice(0, 3), TODAY, true).map((tally) => tally.count)).toEqual(['1', '2+', '0+', '0+'])
  })

  it('a case that moved between two pages stands once', () => {
    const moved = { ...rows[1]!, next: '新的' }
    const merged = mergePage(rows, [moved, row('e', null)])
    expect(merged).toHaveLength(5)
    expect(merged.filter((one) => one.id === 'b')).toEqual([moved])
  })
})

const view = {
  ...row('a', TODAY),
  number: '0268-117',
  version: 3,
  answers: [],
  warnings: [],
  clock: null,
  story: [
    { title: '您交了申请', note: '', by: '林秀兰', at: 1, mark: 'done' },
    { title: '同意入会', note: '', by: '姜晓燕', at: 2, mark: 'done' },
    { title: '会员卡', note: '', by: '', at: null, mark: 'ahead' },
  ],
  acts: [],
  mayWithdraw: false,
} as CaseView
const refuse = {
  act: 'refuse',
  label: '不同意',
  needsReason: true,
  reasons: ['不是本单位的。', '已经入会了。'],
  effect: '',
} as const
const approve = { act: 'approve', label: '同意', needsReason: false, reasons: [], effect: '' } as const

describe('deciding', () => {
  it('asks for an act, and for a reason where the worker will read one', () => {
    expect(decideFault(null, '')).toContain('先选')
    expect(decideFault({ ...refuse, reasons: [...refuse.reasons] }, ' ')).toContain('原因')
    expect(decideFault({ ...approve, reasons: [] }, '')).toBeNull()
  })

  it('another picked reason replaces the first and keeps what was written', () => {
    const once = pickReason(refuse.reasons, '', refuse.reasons[0])
    expect(pickReason(refuse.reasons, `${once}请找街道。`, refuse.reasons[1])).toBe('已经入会了。请找街道。')
  })

  it('sends one decision at a time, with the version that was read', async () => {
    const sent: object[] = []
    const deciding = new Deciding(async (input) => {
      sent.push(input)
      await Promise.resolve()
      return { case: view }
    })
    const act = { ...approve, reasons: [] }
    const [first, second] = await Promise.all([deciding.press(view, act, ' '), deciding.press(view, act, '')])
    expect(first!.name).toBe('decided')
    expect(second).toBeNull()
    expect(sent).toEqual([{ caseId: 'a', version: 3, act: 'approve', note: '' }])
  })

  it.each([
    ['MOVED_ON', 'moved'],
    ['OFFLINE', 'unsure'],
    ['FORBIDDEN', 'refused'],
  ])('%s means %s, and the next press is free', async (code, name) => {
    const deciding = new Deciding(async () => {
      throw new CallFailure(code, '有人先办了')
    })
    expect((await deciding.press(view, { ...approve, reasons: [] }, ''))!.name).toBe(name)
    expect(deciding.busy).toBe(false)
  })

  it('says who moved it', () => {
    expect(whoMoved(view, '别人刚办过这一件')).toContain('姜晓燕已经办过：同意入会')
    expect(whoMoved({ ...view, story: [] }, '申请人撤回了')).toContain('申请人撤回了')
  })
})
