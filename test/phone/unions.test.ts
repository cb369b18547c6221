import { lineOf, officerPost, orgOf, termLineOf, termsWords } from '../../miniprogram/packages/unions/rows'
import { faultsOf } from '../../miniprogram/components/case-form/form'
import { FIELDS } from '../../miniprogram/packages/unions/appoint/appoint-form'
import * as view from '../../miniprogram/packages/unions/union/union-view'
import { knownOf, unionFieldOf } from '../../miniprogram/packages/cases/apply/about'
import { declared } from '../../cloudfunctions/unions/kinds/index.generated'
import { formOf } from '../../cloudfunctions/kernel/casework/form'
import { city } from '../kinds/support'

/** What officers' pages of the tree say, from what the cloud answers. */

const TODAY = '2026-07-13'
const term = (endsOn: string) => ({ electedOn: '2021-07-14', years: 5, endsOn })
const row = (more: object = {}) => ({
  id: 'org_a',
  name: '海滨物业工会',
  form: '单位工会',
  own: 12,
  below: 12,
  children: 0,
  term: term('2028-01-01'),
  staffed: true,
  ...more,
})
const union = (more: object = {}) =>
  ({
    ...row(),
    formKey: 'grassrootsUnion',
    place: '海滨区 渔港街道',
    parent: { id: 'org_t', name: '渔港街道总工会' },
    successor: null,
    phone: '0631-0000001',
    takesIndividuals: false,
    employers: ['海滨物业'],
    workers: 40,
    since: '2020-01-01',
    until: null,
    officers: [{ title: '工会主席', name: '于海', person: null }],
    mayAppoint: false,
    history: [],
    may: ['unionElection', 'unionDissolving', 'somethingNew'],
    ...more,
  }) as unknown as view.Union

test('a row says its form and members; one with others below counts all of them', () => {
  expect(lineOf(row(), TODAY)).toMatchObject({ notes: ['单位工会 · ', '会员 12 人'], level: false, tag: null })
  const many = row({ form: '镇街总工会', below: 300, children: 7, term: term('2026-08-01') })
  expect(lineOf(many, TODAY)).toMatchObject({
    notes: ['镇街总工会 · ', '7 个工会 · ', '会员 300 人'],
    level: true,
    tag: { text: '快换届了', tone: 'amber' },
  })
  expect(termLineOf(row({ term: term('2026-07-01') }), TODAY)).toMatchObject({
    due: '任期满了 12 天，',
    todo: '该换届了',
  })
})

test.each([
  [[], false, '没有要换届的', ''],
  [['2026-07-01'], false, '1 家该换届了', 'rust'],
  [['2026-08-01', '2026-09-01'], false, '2 家快换届了', 'amber'],
  [['2026-07-01', '2026-08-01'], true, '1 家该换届了', 'rust'],
  [['2026-07-01'], true, '1 多家该换届了', 'rust'],
])('terms that end on %j (more: %s): %s', (ends, more, title, tone) => {
  const rows = ends.map((endsOn) => row({ term: term(endsOn) }))
  expect(termsWords(rows, TODAY, more)).toMatchObject({ title, tone })
})

test('the page opens from the desk it names, else from her first officer desk', () => {
  const posts = [{ desk: 'o1/lawyer/p_x' }, { desk: 'o2/officer' }, { desk: 'o3/officer' }]
  expect([officerPost(posts, 'o3/officer')?.desk, officerPost(posts, '')?.desk]).toEqual(['o3/officer', 'o2/officer'])
  expect(officerPost(posts.slice(0, 1), '')).toBeUndefined()
  expect(orgOf('o3/officer')).toBe('o3')
})

test('term, rules and facts of one union', () => {
  expect(view.termView(union({ term: term('2026-07-01') }), TODAY)).toMatchObject({
    words: '任期满了 12 天，',
    todo: '该换届了',
    tone: 'rust',
    due: true,
    clause: '工会法 第16条：基层工会一届三年或五年',
  })
  expect(view.termView(union(), TODAY)).toMatchObject({ words: '任期还没到', todo: '', due: false })
  expect(view.termView(union({ term: null, formKey: 'federation' }), TODAY)).toMatchObject({
    due: true,
    clause: '工会法 第16条：总工会一届五年',
  })
  expect(view.rulesOf(union({ own: 30, workers: 200 })).map(({ value }) => value)).toEqual([
    '工会法 第11条',
    '工会法 第14条',
  ])
  expect(view.rulesOf(union({ formKey: 'townshipFederation', workers: 900 }))).toEqual([])
  expect(view.factsOf(union()).map(({ label }) => label)).toEqual(['会员', '职工', '上级', '收谁', '哪天建的'])
})

test('its officers: read by all, added and dismissed where it is allowed; nobody there is said before all else', () => {
  expect(view.officersView(union())).toMatchObject({
    lines: [{ name: '于海', title: '工会主席', person: '' }],
    warning: '',
    add: false,
  })
  const mine = { officers: [{ title: '主席', name: '于海', person: 'p_a' }], mayAppoint: true }
  expect(view.officersView(union(mine))).toMatchObject({ lines: [{ person: 'p_a' }], warning: '', add: true })
  const nobody = { officers: [], staffed: false }
  expect(view.officersView(union({ ...nobody, mayAppoint: true }))).toMatchObject({
    warning: '还没有干部，申请没人看',
    help: '请加一位，工友的申请就有人看了',
  })
  expect(view.officersView(union({ ...nobody, until: '2026-01-01' })).warning).toBe('')
  expect(view.dismissWords(2)).toContain('别的干部接着办')
  expect(view.dismissWords(1)).toContain('请接着加一位')
  expect(lineOf(row({ staffed: false, term: term('2026-07-01') }), TODAY).tag).toMatchObject({ text: '还没有干部' })
  expect(FIELDS.map(({ name }) => name)).toEqual(['phone', 'name', 'title'])
  const faults = faultsOf(FIELDS, { phone: '139', name: '于海', title: '工会主席' }, 0)
  expect(Object.keys(faults)).toEqual(['phone'])
})

test('every kind of the area is offered in words; one that this page does not know is left out', () => {
  const all = declared.map(({ kind }) => kind)
  expect(view.asksOf({ may: all }).map(({ kind }) => kind)).toEqual(all)
  expect(view.asksOf(union()).map(({ kind }) => kind)).toEqual(['unionElection', 'unionDissolving'])
})

test('as it was on a day', () => {
  const then = { name: '海滨物业工会', form: '单位工会', parentName: '', employers: [], workers: 0, term: null }
  expect(view.thenView({ ...then, state: 'notYet' }, '2019-01-01').title).toContain('还没有这个工会')
  expect(view.thenView({ ...then, state: 'over' }, TODAY).title).toContain('已经不在了')
  expect(view.thenView({ ...then, state: 'active' }, TODAY)).toEqual({
    title: '2026年7月13日的样子',
    facts: [
      { label: '名称', value: '海滨物业工会' },
      { label: '哪一种', value: '单位工会' },
    ],
  })
})

test('an application begins with the union it is about, and with what is known of it', () => {
  for (const kind of declared) {
    const form = formOf(kind, city)
    expect([kind.kind, unionFieldOf(form)]).toEqual([kind.kind, kind.kind === 'unionFounding' ? 'parent' : 'union'])
  }
  const election = formOf(
    declared.find(({ kind }) => kind === 'unionElection')!,
    city,
  )
  expect(knownOf(election, { answers: {} }, union())).toEqual({ workers: 40 })
  expect(knownOf(election, { answers: { workers: 7 } }, union())).toEqual({})
  const founding = formOf(
    declared.find(({ kind }) => kind === 'unionFounding')!,
    city,
  )
  expect(knownOf(founding, { answers: {} }, union())).toEqual({})
})
