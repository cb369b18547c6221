import type { CaseRow, CaseView } from '../../cloudfunctions/kernel/casework/contract'
import { CallFailure } from '../../miniprogram/client/call'
import {
  groupOf,
  groupQueue,
  kindChips,
  mergePage,
  mostUrgent,
  tallyQueue,
} from '../../miniprogram/packages/staff/desk/queue'
import { Deciding, shortLabel, splitActs, whoMoved, type Act } from '../../miniprogram/packages/staff/case/deciding'

const TODAY = '2026-07-17' // a Friday

const row = (id: string, due: string | null): CaseRow => ({
  id,
  area: 'membership',
  version: 1,
  kind: 'joining',
  kindTitle: '入会申请',
  name: `工友${id}`,
  orgName: '竹岛街道联合工会',
  state: 'submitted',
  open: true,
  next: '要答复',
  stage: '',
  due,
  batch: [],
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

  it('names the kinds that wait, the most first; one kind needs no chips', () => {
    const aid = { ...row('h', TODAY), kind: 'hardship', kindTitle: '困难帮扶' }
    expect(kindChips(rows)).toEqual([])
    expect(kindChips([aid, ...rows]).map(({ title, count }) => [title, count])).toEqual([
      ['入会申请', 4],
      ['困难帮扶', 1],
    ])
  })

  it('says of each row whether it may be ticked, while several are chosen', () => {
    const groups = groupQueue(rows, TODAY, null, { chosen: ['b'], may: new Set(['b', 'c']) })
    expect(groups.flatMap((group) => group.rows.map(({ mark }) => mark))).toEqual(['barred', 'on', 'off', 'barred'])
    expect(groupQueue(rows, TODAY)[0]!.rows[0]!.mark).toBe('')
  })
})

const view = {
  ...row('a', TODAY),
  number: '0268-117',
  version: 3,
  story: [
    { title: '您交了申请', note: '', by: '林秀兰', at: 1, mark: 'done' },
    { title: '同意入会', note: '', by: '姜晓燕', at: 2, mark: 'done' },
    { title: '会员卡', note: '', by: '', at: null, mark: 'ahead' },
  ],
} as unknown as CaseView

const act = (name: string, tone: Act['tone']): Act => ({
  photos: null,
  act: name,
  label: `${name}，写明原因`,
  tone,
  needsReason: false,
  reasons: [],
  effect: '',
  fields: [],
  wants: 'nothing',
})
const approve = act('approve', 'primary')

describe('deciding', () => {
  it('sends one decision at a time, with the version that was read and what was prepared', async () => {
    const sent: object[] = []
    const deciding = new Deciding(async (input) => {
      sent.push(input)
      await Promise.resolve()
      return { case: view }
    })
    const given = { note: '', slots: ['idCard'] }
    const [first, second] = await Promise.all([
      deciding.press(view, approve, given),
      deciding.press(view, approve, { note: '' }),
    ])
    expect(first!.name).toBe('decided')
    expect(second).toBeNull()
    expect(sent).toEqual([{ caseId: 'a', version: 3, act: 'approve', note: '', slots: ['idCard'] }])
  })

  it.each([
    ['MOVED_ON', 'moved'],
    ['NOT_NOW', 'moved'],
    ['OFFLINE', 'unsure'],
    ['FORBIDDEN', 'refused'],
    ['BAD_INPUT', 'refused'],
  ])('%s means %s, and the next press is free', async (code, name) => {
    const deciding = new Deciding(async () => {
      throw new CallFailure(code, '有人先办了')
    })
    expect((await deciding.press(view, approve, { note: '' }))!.name).toBe(name)
    expect(deciding.busy).toBe(false)
  })

  it('says who moved it', () => {
    expect(whoMoved(view, '别人刚办过这一件')).toContain('姜晓燕已经办过：同意入会')
    expect(whoMoved({ ...view, story: [] }, '申请人撤回了')).toContain('申请人撤回了')
  })

  it('one act leads, the others stand beside it; a lone one leads whatever its tone', () => {
    const [ask, no] = [act('ask', 'plain'), act('refuse', 'refuse')]
    expect(splitActs([ask, approve, no])).toEqual({ lead: approve, others: [ask, no] })
    expect(splitActs([ask, no])).toEqual({ lead: null, others: [ask, no] })
    expect(splitActs([no])).toEqual({ lead: no, others: [] })
    expect(shortLabel(no.label)).toBe('refuse')
  })
})
