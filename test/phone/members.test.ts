import {
  actRows,
  factsOf,
  markRows,
  marksAfter,
  openWords,
  pastOf,
  sinceWords,
  sureMark,
  type Member,
} from '../../miniprogram/packages/staff/members/member-view'
import {
  hintFor,
  memberLines,
  noneWords,
  toFind,
  tooMany,
  wayFor,
} from '../../miniprogram/packages/staff/members/members-view'

const row = {
  id: 'mem_1',
  name: '某某',
  employer: '某店',
  unionName: '某工会',
  state: 'active' as const,
  idTail: '123X',
}
const member: Member = {
  ...row,
  idMasked: '9900**********123X',
  phoneMasked: null,
  birthDay: '1990-01-02',
  employment: 'migrant',
  unionPhone: '',
  since: '2024-07-01',
  stateSince: '2024-07-01',
  past: [{ unionName: '老工会', until: '2024-06-30', why: '转会' }],
  card: { number: '371000000001', state: 'suspended', why: '核对资料', validUntil: '2029-07-01' },
  openCases: 0,
  acts: ['restoreCard', 'lapse', 'expel'],
  marks: ['sanitation'],
  mayMark: true,
}

describe('finding a member', () => {
  test.each([
    ['王', 'phoneTail', 'name'],
    ['12', 'name', 'phoneTail'],
    ['12', 'idTail', 'idTail'],
    ['123x', 'phoneTail', 'idTail'],
    ['', 'idTail', 'idTail'],
  ] as const)('%s typed with %s chosen is looked for by %s', (text, chosen, by) => {
    expect(wayFor(text, chosen)).toBe(by)
  })

  test('of a number the last four, not before there are four; a name from its first character', () => {
    expect([toFind('123', 'idTail'), hintFor('123', 'idTail')]).toEqual([null, '再输几位，一共四位'])
    expect([toFind('13900001234', 'phoneTail'), hintFor('1234', 'phoneTail')]).toEqual(['1234', ''])
    expect([toFind(' 王 ', 'name'), toFind(' ', 'name')]).toEqual(['王', null])
  })

  test('the list says employers, what was found says unions and any state but the usual', () => {
    expect(memberLines([row], false)[0]).toMatchObject({ note: '某店', tag: null, tail: '身份证尾号 123X' })
    expect(memberLines([{ ...row, employer: '' }], false)[0]!.note).toBe('没有固定单位')
    expect(memberLines([{ ...row, state: 'left' }], true)[0]).toMatchObject({ note: '某工会', tag: { text: '已退会' } })
  })

  test('too many and none are said with what helps', () => {
    expect(tooMany('name', true)).toBe('同名的太多，请输身份证后四位')
    expect(tooMany('idTail', true)).toContain('请输名字')
    expect(tooMany('name', false)).toBe('')
    expect(noneWords('phoneTail', '1234').title).toBe('没找到尾号 1234 的会员')
  })
})

describe('one member', () => {
  test('facts: nothing empty, why a card is stopped', () => {
    const facts = Object.fromEntries(factsOf(member).map(({ label, value }) => [label, value]))
    expect(facts).toMatchObject({ 哪种工作: '进城务工', 手机号: '没有留', 为什么停用: '核对资料' })
    expect(factsOf({ ...member, birthDay: '', employment: '' }).map(({ label }) => label)).not.toContain('出生日期')
    expect(pastOf(member)).toEqual([{ label: '到 2024年6月30日', value: '老工会（转会）' }])
    expect([sinceWords(member), sinceWords({ ...member, state: 'retained' })]).toEqual(['', '从2024年7月1日起'])
    expect([openWords(member), openWords({ ...member, openCases: 20 })]).toEqual([
      '',
      '有 20 件以上申请正在办，归您办的在案头',
    ])
  })

  test('what her union marks her as: ticked and unticked one by one; only read where it may not be changed', () => {
    const rows = markRows(member)
    expect(rows.map(({ title, on }) => [title, on])).toEqual([
      ['劳模', false],
      ['环卫工人', true],
    ])
    expect([marksAfter(rows, 'modelWorker'), marksAfter(rows, 'sanitation')]).toEqual([
      ['modelWorker', 'sanitation'],
      [],
    ])
    expect(rows.map((row) => sureMark(row).title)).toEqual(['记成“劳模”？', '去掉“环卫工人”？'])
    expect(factsOf(member).map(({ label }) => label)).not.toContain('身份')
    const read = { ...member, mayMark: false }
    expect(markRows(read)).toEqual([])
    expect(factsOf(read)).toContainEqual({ label: '身份', value: '环卫工人' })
  })

  test('acts lead to their application about her; the card is asked about here', () => {
    const rows = actRows(member)
    expect(rows.map(({ url }) => url)).toEqual([
      '',
      '/packages/cases/apply/apply?area=membership&kind=lapsing&about=mem_1',
      '/packages/cases/apply/apply?area=membership&kind=expulsion&about=mem_1',
    ])
  })
})
