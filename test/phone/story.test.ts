import type { CaseRow, CaseView } from '../../cloudfunctions/kernel/casework/contract'
import { groupMine, mineLine } from '../../miniprogram/packages/cases/mine/mine-line'
import {
  askOf,
  clockWords,
  filedWords,
  headlineOf,
  recordViews,
  storyLines,
} from '../../miniprogram/packages/cases/story/story-view'

const TODAY = '2026-07-21'
const NOW = Date.parse('2026-07-21T02:00:00Z')
const clock = {
  start: '2026-07-17',
  due: '2026-07-24',
  dueIfToday: null,
  days: 5,
  unit: 'working',
  clause: '',
  words: [],
  boxes: [],
}
const may = { withdraw: false, supply: false, appeal: false, rate: false, dropConsent: false, dropNotice: false }
const view = {
  kind: 'hardship',
  state: 'submitted',
  open: true,
  due: '2026-07-24',
  name: '林秀兰',
  orgName: '竹岛街道联合工会',
  stage: '竹岛街道联合工会在看您的申请',
  news: { title: '这次没有通过初审', text: '您不在我们这里上班', at: 0, unread: false },
  clock,
  asked: null,
  filedBy: '',
  may,
  story: [],
  records: [],
} as unknown as CaseView

const slot = (title: string) => ({
  slot: title,
  title,
  help: '',
  types: [],
  required: true,
  sensitive: false,
  when: null,
})

describe('one case, as its applicant reads it', () => {
  it('says who answers by when, and asks nothing of her', () => {
    const head = headlineOf(view, TODAY)
    expect(head.title).toBe('最晚 7月24日（周五）答复您')
    expect(head.text).toContain('竹岛街道联合工会')
    expect(head.button).toBeNull()
  })

  it('owns up to being late and offers the phone', () => {
    expect(headlineOf(view, '2026-07-25')).toMatchObject({ tone: 'rust', button: { act: 'call' } })
    expect(headlineOf({ ...view, state: 'reviewing' }, '2026-07-25').tag).toBe('工会晚了')
  })

  it('of a refusal: the reason, and the next level as long as she may ask it', () => {
    const refused = { ...view, state: 'refused', open: false } as CaseView
    expect(headlineOf(refused, TODAY)).toMatchObject({
      title: '这次没有通过初审',
      text: '您不在我们这里上班',
      button: { act: 'call' },
    })
    expect(headlineOf({ ...refused, may: { ...may, appeal: true } }, TODAY).button?.act).toBe('appeal')
    expect(headlineOf({ ...refused, kind: 'joining' }, TODAY).button?.act).toBe('again')
  })

  it('of a notice: until when, and that only her surname stands in it', () => {
    const head = headlineOf({ ...view, state: 'inNotice' }, TODAY)
    expect(head.title).toContain('7月24日')
    expect(head.text).toContain('林＊')
    expect(head.text).not.toContain('秀兰')
  })

  it('agreed to but not paid is not over', () => {
    const stage = '市总工会要发帮扶金'
    expect(headlineOf({ ...view, state: 'approved', stage }, TODAY)).toMatchObject({ tag: '同意了', title: stage })
    expect(headlineOf({ ...view, state: 'approved', open: false, kind: 'joining' }, TODAY).button?.act).toBe('card')
  })

  it('what was answered may be put before the union above, and how stands there once', () => {
    const news = { ...view.news, title: '答复您了', text: '请看答复意见。不服的，30 天内可以请上一级工会复查' }
    const closed = { ...view, state: 'closed', open: false, news } as CaseView
    expect(headlineOf(closed, TODAY)).toMatchObject({ text: news.text, button: null })
    const within = {
      ...closed,
      may: { ...may, appeal: true },
      appealWords: '不服的话，可以请上一级工会复查，8月20日前提',
    }
    expect(headlineOf(within, TODAY)).toMatchObject({ text: '请看答复意见。', button: { act: 'appeal' } })
    expect(headlineOf({ ...within, state: 'served' }, TODAY).button?.act).toBe('appeal')
  })

  it('for who applied for her speaks of her, not to her', () => {
    const head = headlineOf({ ...view, stage: '街道工会在看您的申请' }, TODAY, true)
    expect(head.title).toBe('最晚 7月24日（周五）答复本人')
    expect(head.text).toContain('在看林秀兰的申请')
  })

  it('a mediation that came off was not agreed to by the union but between the two', () => {
    expect(headlineOf({ ...view, state: 'approved', kind: 'mediation' }, TODAY).tag).toBe('谈成了')
  })

  const states: CaseView['state'][] = ['objected', 'served', 'closed', 'withdrawn', 'returned']
  it.each(states)('has words for %s', (state) => {
    const head = headlineOf({ ...view, state }, TODAY)
    expect([head.tag, head.title, head.text].filter((words) => words.length < 2)).toEqual([])
  })
})

describe('what is asked of her', () => {
  const asked = { note: '要盖医院的章', slots: [slot('住院结算单')], due: '2026-07-24' }

  it('names the one paper and the day', () => {
    expect(askOf({ asked }, TODAY)).toEqual({
      title: '补一份住院结算单',
      text: '要盖医院的章。\n7月24日（周五）前补上就行',
      items: [],
    })
  })

  it('lists several all at once, and hurries after the day', () => {
    const two = { ...asked, note: '', slots: [slot('户口本'), slot('收入证明')] }
    expect(askOf({ ...view, asked: two }, '2026-07-25')).toEqual({
      title: '补 2 样材料',
      text: '7月24日（周五）过了，快补上',
      items: ['户口本', '收入证明'],
    })
    expect(askOf(view, TODAY)).toBeNull()
  })
})

describe('the words above the clock', () => {
  const stopped = { ...view, clock: { ...clock, due: null, dueIfToday: '2026-07-28' } } as CaseView
  it('while it runs: who has how many days', () => {
    expect(clockWords(view, TODAY)).toEqual({ title: '竹岛街道联合工会有 5\u00a0个工作日', text: '' })
    expect(clockWords({ ...view, clock: null }, TODAY)).toBeNull()
  })
  it('while it waits for her: when an answer comes if she brings it today; while it waits for others, only that it stands', () => {
    const asked = { note: '', slots: [], due: TODAY }
    expect(clockWords({ ...stopped, asked }, TODAY)?.title).toBe('今天补，最晚 7月28日答复')
    expect(clockWords(stopped, TODAY)?.title).toBe('期限先停着')
  })
})

describe('the story and what was written down', () => {
  const line = (title: string, mark: CaseView['story'][number]['mark'], at: number | null, by = '') => ({
    title,
    note: '',
    by,
    at,
    mark,
  })
  const told = {
    ...view,
    story: [
      line('您交了申请', 'done', NOW),
      line('上门看看', 'now', null, '竹岛街道总工会'),
      line('公示', 'ahead', null),
    ],
  } as CaseView

  it('says when, who, and that the step stands while the clock does', () => {
    expect(storyLines(told, NOW).map(({ when, note, last }) => [when, note, last])).toEqual([
      ['今天 10:00', '', false],
      ['', '竹岛街道总工会', false],
      ['', '', true],
    ])
    const stopped = { ...told, clock: { ...clock, due: null } } as CaseView
    expect(storyLines(stopped, NOW)[1]!.when).toBe('暂停中')
  })

  it('records without words are not shown', () => {
    const records = [
      {
        title: '家访',
        by: '竹岛街道总工会',
        at: NOW,
        values: [{ label: '看到的情况', value: '一样' }],
        record: 0,
        photos: 0,
      },
      { title: '空', by: '', at: NOW, values: [], record: 0, photos: 0 },
    ]
    expect(recordViews({ records }).map(({ title, line }) => [title, line])).toEqual([
      ['家访', '竹岛街道总工会，7月21日记下的'],
    ])
  })

  it('a record of pictures alone is shown, and opened by its own place among those she does not see', () => {
    const record = { title: '修好了', by: '海滨物业工会', at: NOW, values: [], record: 3, photos: 2 }
    expect(recordViews({ records: [record] })).toMatchObject([{ key: 0, record: 3, photos: 2 }])
  })

  it('who applied for her, told to each of the two', () => {
    const filed = { filedBy: '家里人（儿子）', name: '林秀兰' }
    expect(filedWords(filed, false)).toBe('家里人（儿子）替您交的')
    expect(filedWords(filed, true)).toContain('替林秀兰交的')
    expect(filedWords({ filedBy: '', name: '林秀兰' }, false)).toBe('')
  })
})

describe('my applications', () => {
  const row = (id: string, state: CaseRow['state'], more: Partial<CaseRow> = {}): CaseRow => ({
    id,
    area: 'cases',
    version: 1,
    kind: 'hardship',
    kindTitle: '困难职工建档帮扶',
    name: '林秀兰',
    orgName: '竹岛街道总工会',
    state,
    open: !['served', 'closed', 'refused', 'withdrawn'].includes(state),
    next: '',
    stage: '竹岛街道总工会要上门看看',
    due: '2026-07-24',
    batch: [],
    submittedAt: NOW,
    updatedAt: NOW,
    news: { title: '还差户口本', text: '7月24日（周五）前补上就行', at: NOW, unread: false },
    ...more,
  })

  it('stand in three groups, what waits for me on top', () => {
    const groups = groupMine(
      [row('a', 'served'), row('b', 'reviewing'), row('c', 'returned'), row('d', 'refused')],
      NOW,
    )
    expect(groups.asked).toEqual([
      { id: 'c', area: 'cases', title: '还差户口本', text: '困难职工建档帮扶\n7月24日（周五）前补上就行' },
    ])
    expect([groups.open.map(({ id }) => id), groups.over.map(({ id }) => id)]).toEqual([['b'], ['a', 'd']])
  })

  it('say where they stand and until when', () => {
    expect(mineLine(row('a', 'reviewing'), NOW)).toMatchObject({
      next: '竹岛街道总工会要上门看看',
      until: '最晚 7月24日（周五）',
      handedIn: '7月21日交的',
      state: { words: '在办' },
    })
    expect(mineLine(row('a', 'reviewing', { due: '2026-07-20' }), NOW)).toMatchObject({
      state: { words: '晚了', tone: 'rust' },
      until: '本该 7月20日（周一）答复，可以催一催',
    })
    expect(mineLine(row('a', 'inNotice'), NOW).until).toBe('公示到 7月24日（周五）')
    expect(mineLine(row('a', 'objected', { due: null }), NOW)).toMatchObject({ until: '', state: { words: '在核实' } })
    expect(mineLine(row('a', 'withdrawn'), NOW)).toMatchObject({ until: '', next: '想好了，随时可以再交' })
  })

  it('of approved ones, tell what is still to be paid from what is over', () => {
    expect(mineLine(row('a', 'approved'), NOW).state.words).toBe('同意了')
    expect(mineLine(row('a', 'approved', { open: false }), NOW).state.words).toBe('办好了')
  })
})
