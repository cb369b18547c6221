import { declared } from '../../cloudfunctions/unions/kinds/index.generated'
import { checkDissolving } from '../../cloudfunctions/unions/kinds/union-dissolving'
import { checkElection } from '../../cloudfunctions/unions/kinds/union-election'
import { checkMerging } from '../../cloudfunctions/unions/kinds/union-merging'
import { checkMoving } from '../../cloudfunctions/unions/kinds/union-moving'
import { registeredOf } from '../../cloudfunctions/unions/kinds/union-splitting'
import { unionFounding } from '../../cloudfunctions/unions/kinds/union-founding'
import type { AnyKind } from '../../cloudfunctions/kernel/casework/kind'
import type { Org } from '../../cloudfunctions/kernel/orgs'
import { asOf, historyOf } from '../../cloudfunctions/unions/history'
import { wake } from '../../cloudfunctions/kernel/casework/by-itself'
import { unionFacts, unionForms } from './samples'
import * as t from './support'

/** The kinds that change the tree of unions, through the pure engine: the level above decides, in five working days. */

const MONDAY = '2026-07-13'
/** Where it is decided: the union above the one concerned, and those above that. */
const above = t.chain.slice(1)
const LEDGER: Record<string, string> = {
  unionFounding: 'union.founded',
  unionMerging: 'union.merged',
  unionSplitting: 'union.split',
  unionUpgrading: 'union.upgraded',
  unionMoving: 'union.moved',
  unionDissolving: 'union.dissolved',
  unionElection: 'union.elected',
}
const FORMS: Record<string, Record<string, unknown>> = {
  ...unionForms,
  unionMerging: { union: 'union', into: 'other', why: '人少了' },
  unionDissolving: { union: 'union', cause: 'closed', on: '2026-07-01', why: '厂子关了' },
  unionMoving: { union: 'union', parent: 'other', why: '搬家了' },
  unionUpgrading: { union: 'union', form: 'unionAlliance', name: '渔港工会联合会', why: '大了' },
}
const handed = (kind: AnyKind) =>
  t.handIn(kind, { form: FORMS[kind.kind]!, facts: unionFacts[kind.kind as never], chain: above }, MONDAY)

test('seven kinds, all for officers, each with its own ledger entry', () => {
  expect(declared.map(({ kind }) => kind).sort()).toEqual(Object.keys(LEDGER).sort())
  expect(declared.every(({ who, many }) => who === 'officer' && many)).toBe(true)
})

describe.each(declared.map((kind) => [kind.kind, kind] as const))('%s', (name, kind) => {
  test('stands at the level above, five working days, and rises when that keeps silent', () => {
    const standing = handed(kind)
    expect(standing).toMatchObject({ desk: 'town/officer', due: '2026-07-20', state: 'submitted' })
    expect(standing.clock!.clause).toContain('市总工会')
    expect(wake(kind, standing, t.settingOn(standing.wakeOn!))).toMatchObject({ desk: 'county/officer' })
  })

  test('approved: over, told, recorded at the level above; nobody decides on her own', () => {
    const standing = handed(kind)
    expect(t.attempt(kind, standing, 'approve', MONDAY, { by: { openid: 'worker' } })).toBe('ownCase')
    const done = t.act(kind, standing, 'approve', '2026-07-15')
    expect(done).toMatchObject({ state: 'approved', open: false, news: { unread: true } })
    expect(t.entryOf(kind, standing, done, 'approve', '2026-07-15')).toMatchObject({ kind: LEDGER[name], org: 'town' })
  })

  test('refused only with the reason; papers may be asked for once', () => {
    expect(t.attempt(kind, handed(kind), 'refuse', MONDAY)).toBe('reasonMissing')
    expect(t.act(kind, handed(kind), 'refuse', MONDAY, { note: '先不办' })).toMatchObject({ state: 'refused' })
    const asked = t.act(kind, handed(kind), 'ask', MONDAY, { note: '看不清', slots: ['minutes'] })
    expect(asked).toMatchObject({ state: 'returned', desk: null })
  })

  test('the desk first reads who asks', async () => {
    const [first] = await kind.warnings!(handed(kind), t.momentOn(MONDAY))
    expect(first).toBe('海滨物业工会 工会主席 于海来申请的')
  })
})

test.each([
  [24, 'organiser', 199, 1, ['不到 25 人']],
  [25, 'organiser', 199, 1, ['不能只选组织员（工会法 第11条）']],
  [25, 'committee', 200, 1, ['要建工会委员会（工会法 第11条）', '可以设专职工会主席（工会法 第14条）']],
  [30, 'committee', 20, 2, ['要建工会委员会（工会法 第11条）', '该是联合工会吗']],
] as const)(
  'founding with %i members led by %s, %i workers, %i employers',
  async (members, leads, workers, firms, words) => {
    const employers = Array.from({ length: firms }, (_, n) => ({ name: `第${n}家厂` }))
    const form = { ...unionForms.unionFounding, members, leads, workers, employers }
    const standing = t.handIn(unionFounding, { form, facts: unionFacts.unionFounding, chain: above }, MONDAY)
    const warnings = await unionFounding.warnings!(standing as never, t.momentOn(MONDAY))
    expect(warnings).toHaveLength(1 + words.length)
    words.forEach((part, i) => expect(warnings[i + 1]).toContain(part))
  },
)

const org = (more: Partial<Org>): Org =>
  ({
    _id: 'union',
    name: '海滨物业工会',
    form: 'grassrootsUnion',
    parent: 'town',
    scopes: ['city', 'county', 'town', 'union'],
    children: 0,
    employers: ['海滨物业', '海味家常菜（渔港店）'],
    workers: 20,
    status: 'active',
    since: '2020-01-01',
    until: null,
    term: { electedOn: '2024-07-14', years: 3, endsOn: '2027-07-13' },
    history: [],
    ...more,
  }) as Org
const other = (more: Partial<Org> = {}) =>
  org({
    _id: 'other',
    name: '渔港街道联合工会',
    scopes: ['city', 'county', 'town', 'other'],
    form: 'jointUnion',
    ...more,
  })

describe('what may not be', () => {
  test.each([
    ['a federation merges', () => checkMerging(org({ form: 'townshipFederation' }), other()), '一级总工会'],
    ['into itself', () => checkMerging(org({}), org({})), '同一个工会'],
    [
      'across counties',
      () => checkMerging(org({}), other({ scopes: ['city', 'far', 'other'], parent: 'far' })),
      '同一个区县',
    ],
    ['with unions below', () => checkMerging(org({ children: 2 }), other()), '下面还有 2 个'],
    ['into a federation', () => checkMerging(org({}), other({ form: 'federation' })), '总工会不收会员'],
    ['dissolved with unions below', () => checkDissolving(org({ children: 1 }), other()), '下面还有 1 个'],
    ['dissolved into itself', () => checkDissolving(org({}), org({})), '另选一个'],
    ['moved below itself', () => checkMoving(org({}), org({})), '不能是它自己'],
    [
      'moved below what is below it',
      () =>
        checkMoving(org({}), other({ form: 'regionalUnion', scopes: ['city', 'county', 'town', 'union', 'other'] })),
      '不能倒过来',
    ],
    [
      'moved below a union of one employer',
      () => checkMoving(org({}), other({ form: 'grassrootsUnion' })),
      '不能再有工会',
    ],
    ['moved where it is', () => checkMoving(org({}), other({ _id: 'town', form: 'townshipFederation' })), '本来就归'],
    [
      'elected before it was founded',
      () => checkElection(org({ term: null }), { electedOn: '2019-12-31', years: '3' }),
      '不会更早',
    ],
    ['elected before the last', () => checkElection(org({}), { electedOn: '2024-07-14', years: '3' }), '要晚一些'],
    ['employers it has not', () => registeredOf(org({}), ['没有这家']), '它登记的单位有'],
    ['a part of two names', () => registeredOf(org({ employers: ['海滨甲', '海滨乙'] }), ['海滨']), '它登记的单位有'],
  ])('%s: refused', (_what, act, words) => {
    expect(t.faultOf(act)).toContain(words)
  })

  test('employers are found without brackets, and by a part that only one has', () => {
    expect(registeredOf(org({}), ['海味家常菜渔港店', '物业'])).toEqual(['海味家常菜（渔港店）', '海滨物业'])
  })
})

describe('history', () => {
  const union = org({
    name: '渔港工会联合会',
    form: 'unionAlliance',
    parent: 'county',
    until: '2026-07-01',
    status: 'dissolved',
    history: [
      { on: '2020-01-01', what: 'founded', words: '建会', before: {}, case: null },
      { on: '2023-05-01', what: 'moved', words: '归区总工会管了', before: { parent: 'town' }, case: null },
      {
        on: '2025-03-02',
        what: 'upgraded',
        words: '升格了',
        before: { name: '海滨物业工会', form: 'jointUnion' },
        case: null,
      },
      { on: '2026-07-01', what: 'dissolved', words: '撤销', before: {}, case: null },
    ],
  })

  test.each([
    ['2019-12-31', 'notYet', '海滨物业工会', 'town'],
    ['2020-01-01', 'active', '海滨物业工会', 'town'],
    ['2023-04-30', 'active', '海滨物业工会', 'town'],
    ['2023-05-01', 'active', '海滨物业工会', 'county'],
    ['2025-03-02', 'active', '渔港工会联合会', 'county'],
    ['2026-06-30', 'active', '渔港工会联合会', 'county'],
    ['2026-07-01', 'over', '渔港工会联合会', 'county'],
  ])('on the evening of %s: %s, %s below %s', (day, state, name, parent) => {
    expect(asOf(union, day)).toMatchObject({ state, name, parent })
  })

  test('in words, the newest first, with what was before', () => {
    expect(historyOf(union).map(({ words, was }) => [words, was])).toEqual([
      ['撤销', ''],
      ['升格了', '原来叫海滨物业工会，原来是联合工会'],
      ['归区总工会管了', ''],
      ['建会', ''],
    ])
  })
})
