import { copyWords, groupLines, stopWords } from '../../miniprogram/packages/me/data/data-view'
import { countWords } from '../../miniprogram/packages/me/leave-account/end-view'
import { myWords, unionFacts, waysFor } from '../../miniprogram/packages/me/union/union-view'
import { stateAfter } from '../../miniprogram/rules/membership-states'

describe('what is held about me', () => {
  test('each group says why, who, how long, since when and by which clause', () => {
    const group = { key: 'papers', title: '材料', held: '3 份', lines: [], url: '', go: '' }
    const rules = { why: '为何', who: '谁', howLong: '多久', clause: '《法》' }
    const labels = (since: string | null) =>
      groupLines([{ ...group, ...rules, since }])[0]!.rules.map(({ label, value }) => `${label}:${value}`)
    expect(labels('2026-07-01')).toEqual([
      ...['为什么存:为何', '谁看得到:谁', '存多久:多久', '从哪天起:2026年7月1日', '依据:《法》'],
    ])
    expect(labels(null)).toHaveLength(4)
  })

  test('a copy on its way never says that it is whole', () => {
    expect(copyWords(0, 0)).toBe('正在装…')
    expect(copyWords(500, 1000)).toBe('正在装，50%')
    expect(copyWords(1000, 1000)).toBe('正在装，99%')
  })

  test('what stops is said before, the number by whether it is still needed', () => {
    expect(stopWords(true).join('')).toContain('手机号也删掉')
    expect(stopWords(false).join('')).toContain('手机号先留着')
  })

  test('one of a thing is not counted', () => {
    expect([1, 3].map((count) => countWords({ what: '材料', count }))).toEqual(['材料', '材料（3）'])
  })
})

describe('my union', () => {
  const union = { name: '某工会', form: '联合工会', place: '', phone: '', above: '区总工会', officers: [] }

  test('a term that is over is said to be', () => {
    const of = (endsOn: string) =>
      unionFacts({ ...union, term: { electedOn: '2021-01-01', endsOn } }, '2026-11-26').find(
        ({ label }) => label === '这一届',
      )!.value
    expect(of('2026-11-25')).toContain('该换届了')
    expect(of('2026-11-26')).toBe('到 2026年11月26日换届')
    expect(unionFacts({ ...union, term: null }, '2026-11-26').map(({ label }) => label)).toEqual([
      '哪种工会',
      '上级工会',
    ])
  })

  test('only what the table of states allows is offered', () => {
    const change = { transfer: 'askTransfer', retaining: 'retain', resuming: 'resume', leaving: 'leave' } as const
    for (const state of ['active', 'transferring', 'retained'] as const) {
      const kinds = waysFor({ state, since: '2020-01-01', employer: '' }).map(({ kind }) => kind)
      for (const [kind, name] of Object.entries(change))
        expect([state, kind, kinds.includes(kind)]).toEqual([state, kind, stateAfter(name, state) !== null])
      expect(kinds).toContain('correction')
    }
    expect(myWords({ state: 'retained', since: '2020-01-01', employer: '' })).toBe('2020年1月1日入会，现在保留会籍')
  })
})
