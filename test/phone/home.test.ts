import type { CaseRow } from '../../cloudfunctions/kernel/casework/contract'
import { dutiesOf, headOf, stripOf, talkOf, tilesOf, waitingOf } from '../../miniprogram/pages/home/home-view'
import { heldWords } from '../../miniprogram/pages/me/held'
import { findSituations, HOME_SITUATIONS, SITUATION_GROUPS } from '../../miniprogram/client/situations'

type Me = Parameters<typeof headOf>[0]
type Offer = Parameters<typeof tilesOf>[0][number]

const MORNING = Date.parse('2026-07-17T02:24:00Z')
const stranger: Me = {
  phoneMasked: null,
  agreedNotice: null,
  address: null,
  own: null,
  membership: null,
  posts: [],
  counters: [],
}
const member: Me = {
  ...stranger,
  phoneMasked: '199****9003',
  address: '秀兰师傅',
  membership: {
    state: 'active',
    unionName: '竹岛街道联合工会',
    unionPhone: '',
    since: '2025-07-01',
    card: { number: '371002684419', maskedName: '林＊兰', state: 'active' },
    savedThisYearFen: 0,
    usedThisYear: 0,
  },
}
const post = {
  desk: 'org_1:chair',
  orgName: '海滨物业工会',
  level: 'grassroots' as const,
  title: '工会主席',
  name: '宋丽华',
}
const counter = { merchantId: 'mer_1', merchantName: '海味家常菜', owner: false }

const row = (id: string, state: CaseRow['state'], more: Partial<CaseRow> = {}, unread = false): CaseRow => ({
  id,
  area: 'membership',
  version: 1,
  kind: 'joining',
  kindTitle: '入会申请',
  name: '林秀兰',
  orgName: '竹岛街道联合工会',
  state,
  open: !['approved', 'served', 'closed', 'refused', 'withdrawn'].includes(state),
  next: '',
  stage: '竹岛街道联合工会在看您的申请',
  due: '2026-07-27',
  batch: [],
  submittedAt: MORNING,
  updatedAt: MORNING,
  news: { title: '入会没成', text: '请到干活那个地方的工会申请', at: MORNING, unread },
  ...more,
})

describe('the head of home', () => {
  test('greets a member by name, with the day and her union', () => {
    expect(headOf(member, MORNING, false)).toEqual({
      hello: '秀兰师傅，上午好',
      line: '7月17日 周五 · 竹岛街道联合工会',
    })
  })

  test('invites a stranger, but not one who has applied already', () => {
    expect(headOf(stranger, MORNING, false).line).toContain('入会')
    expect(headOf(stranger, MORNING, true)).toEqual({ hello: '上午好', line: '7月17日 周五' })
  })

  test.each(['left', 'expelled'] as const)('invites again who has %s', (state) => {
    const gone: Me = { ...member, membership: { ...member.membership!, state } }
    expect(headOf(gone, MORNING, false).line).toContain('入会')
    expect(stripOf(gone)).toBeNull()
  })

  test('shows a clerk where she stands', () => {
    expect(headOf({ ...stranger, counters: [counter] }, MORNING, false).line).toBe('7月17日 周五 · 海味家常菜')
  })
})

describe('what waits', () => {
  test('nothing, when nothing is open and all news is read', () => {
    expect(waitingOf([])).toEqual({ first: null, more: 0 })
    const over = [row('c1', 'approved', {}, true), row('c2', 'withdrawn'), row('c3', 'refused'), row('c4', 'served')]
    expect(waitingOf(over)).toEqual({ first: null, more: 0 })
  })

  test('an application under way: where it stands and until when; nothing is asked', () => {
    const { first } = waitingOf([row('c1', 'submitted')])
    expect(first).toMatchObject({ asked: false, title: '入会申请在办' })
    expect(first?.text).toBe('竹岛街道联合工会在看您的申请\n最晚 7月27日（周一）')
    expect(first?.url).toBe('/packages/cases/story/story?area=membership&id=c1')
  })

  test.each([
    ['inNotice', '2026-07-27', '公示到 7月27日（周一）'],
    ['objected', null, '竹岛街道联合工会在看您的申请'],
    ['approved', '2026-07-27', '最晚 7月27日（周一）'],
  ] as const)('an open one that is %s counts as under way', (state, due, line) => {
    const { first } = waitingOf([row('c1', state, { open: true, due })])
    expect(first?.asked).toBe(false)
    expect(first?.text.split('\n').pop()).toBe(line)
  })

  test('papers that are asked for come before everything, and the button leads to bringing them', () => {
    const asked = { news: { title: '还差户口本', text: '7月24日（周五）前补上就行', at: MORNING, unread: false } }
    const rows = [
      row('c1', 'refused', {}, true),
      row('c2', 'submitted'),
      row('c3', 'returned', { area: 'cases', ...asked }),
    ]
    expect(waitingOf(rows)).toEqual({
      first: {
        title: '还差户口本',
        text: '7月24日（周五）前补上就行',
        asked: true,
        icon: 'paper',
        action: '去补材料',
        url: '/packages/cases/supply/supply?area=cases&id=c3',
      },
      more: 2,
    })
  })

  test('bad news that is not read yet comes first and is asked of her; the others are counted', () => {
    const { first, more } = waitingOf([row('c1', 'submitted'), row('c2', 'refused', {}, true), row('c3', 'submitted')])
    expect(first).toMatchObject({ asked: true, title: '入会没成', action: '看看怎么办' })
    expect(first?.url).toContain('id=c2')
    expect(more).toBe(2)
  })

  test('an application that somebody handed in for her is shown until she has looked', () => {
    const unread = row('c1', 'submitted', {}, true)
    expect(waitingOf([row('c2', 'reviewing'), unread]).first).toMatchObject({ asked: true, action: '点开看看' })
    expect(waitingOf([row('c2', 'reviewing'), unread]).more).toBe(1)
  })
})

describe('duties', () => {
  test('none for most people', () => expect(dutiesOf(member)).toEqual([]))

  test('a counter before a desk; several of a kind are one row that says so', () => {
    const duties = dutiesOf({ counters: [counter, { ...counter, merchantId: 'mer_2' }], posts: [post] })
    expect(duties.map(({ title, place }) => [title, place])).toEqual([
      ['核对会员卡', '海味家常菜等 2 家店'],
      ['我的案头', '海滨物业工会 · 工会主席'],
    ])
  })
})

describe('the card strip and the tiles', () => {
  test('groups the number and tells a lost card', () => {
    expect(stripOf(stranger)).toBeNull()
    expect(stripOf(member)).toEqual({ name: '林＊兰', number: '3710 0268 4419', lost: false })
  })

  test('two offers, the open ones first', () => {
    const offer = (id: string, open: number, close: number): Offer =>
      ({
        id,
        merchantName: id,
        category: 'eat',
        terms: { kind: 'percent', payPercent: 85 },
        covers: '全部菜品',
        hours: { open, close },
        distance: 320,
      }) as Offer
    const tiles = tilesOf([offer('shut', 1200, 1260), offer('first', 540, 1260), offer('second', 0, 1440)], 624)
    expect(tiles.map(({ id }) => id)).toEqual(['first', 'second'])
    expect(tiles[0]).toMatchObject({ deal: '85 折', icon: 'bowl', line: '320 米 · 正营业' })
    expect(tilesOf([offer('shut', 1200, 1260)], 624)[0]?.line).toContain('没开门')
  })
})

describe('words of me and services', () => {
  test('what is held grows with what was given', () => {
    const said = [stranger, { ...stranger, phoneMasked: '199****9003' }, member].map(heldWords)
    expect(new Set(said).size).toBe(3)
    expect(said[2]).toContain('身份证号（加密）')
  })

  test('every situation has its own id, help and things to bring; home shows four of them', () => {
    const all = SITUATION_GROUPS.flatMap(({ situations }) => situations)
    expect(new Set(all.map(({ id }) => id)).size).toBe(all.length)
    expect(all.filter(({ help, bring, line }) => !help || !line || bring.length === 0)).toEqual([])
    expect(HOME_SITUATIONS.map(({ short }) => short)).toEqual(['工资没发', '住院花钱', '孩子上学', '日子困难'])
  })

  test.each([
    ['老板欠薪', 'wages'],
    ['干了三个月 工资一分没发', 'wages'],
    ['把我辞退了不给赔偿', 'dispute'],
    ['在工地摔伤了', 'dispute'],
    ['娃考上大学，学费凑不齐', 'school'],
    ['我妈住院，没钱', 'hospital'],
    ['架子没护栏，太危险', 'danger'],
    ['晚上老睡不着', 'worry'],
    ['失业了', 'hard'],
  ])('“%s” is found as %s', (sentence, id) => {
    expect(findSituations(sentence)[0]?.id).toBe(id)
  })

  test.each(['', '钱', '今天天气不错'])('“%s” says nothing to us', (sentence) => {
    expect(findSituations(sentence)).toEqual([])
  })
})

test('the micro-interview that goes on or comes next; one that is over is not shown', () => {
  const session = {
    ...{ id: 'ivw_1', topic: '高温津贴', orgName: '威海市总工会', subject: 'pay', phase: 'live' },
    ...{ liveFrom: MORNING - 600_000, liveUntil: MORNING + 3_000_000 },
  } as NonNullable<Parameters<typeof talkOf>[0]>
  const url = '/packages/interviews/live/live?id=ivw_1'
  expect(talkOf(session, MORNING)).toEqual({ topic: '高温津贴', line: '谈到 11:14，威海市总工会', live: true, url })
  const coming = {
    ...session,
    phase: 'published' as const,
    liveFrom: MORNING + 86_400_000,
    liveUntil: MORNING + 90_000_000,
  }
  expect(talkOf(coming, MORNING)).toMatchObject({ line: '微访谈，明天 10:24。现在就能问', live: false })
  expect(talkOf(session, MORNING + 3_000_001)).toBeNull()
  expect(talkOf(null, MORNING)).toBeNull()
})
