import { fieldsOf } from '../../cloudfunctions/kernel/casework/form'
import { kinds } from '../../cloudfunctions/cases/kinds'
import { findKind, fittingKinds, KINDS } from '../../miniprogram/client/kinds'
import { SITUATION_GROUPS } from '../../miniprogram/client/situations'
import { faultsOf } from '../../miniprogram/components/case-form/form'
import { householdOf, questionPages } from '../../miniprogram/packages/cases/precheck/questions'
import { groupYuan, papersLine, reckon } from '../../miniprogram/packages/cases/precheck/reckoning'
import type { Held } from '../../miniprogram/components/paper-slot/slot'
import type { HardshipTerms } from '../../miniprogram/rules/household'

const terms: HardshipTerms = {
  standards: [{ district: '*', from: '2024-01-01', fen: 106_200 }],
  relativeTimes: 2,
  below: 'lt',
  accidentPercent: 80,
  exclusions: [{ id: 'car', words: '有小汽车' }],
  source: '某办法',
}
const city = { districts: [{ code: 'd1', name: '甲区', towns: [] }], hardship: terms }
const TODAY = '2026-07-17'
const person = (relation: string, incomeFen: number) => ({ relation, incomeFen })
const family = {
  district: 'd1',
  members: [person('self', 2_880_000), person('spouse', 3_600_000), person('child', 0), person('parent', 0)],
  medicalFen: 2_160_000,
  tuitionFen: 800_000,
  otherRigidFen: 0,
  lossFen: 0,
  cause: 'ownIllness',
}

describe('the questions', () => {
  const asked = questionPages(city).flatMap(({ fields }) => fields)

  test('are those of the hardship form, so that the application takes the numbers as they are', () => {
    const form = fieldsOf(kinds.find(({ kind }) => kind === 'hardship')!.form)
    for (const field of asked) {
      const same = form.find(({ name }) => name === field.name)!
      expect([same.name, same.widget, same.label]).toEqual([field.name, field.widget, field.label])
      for (const item of field.items) {
        const other = same.items.find(({ name }) => name === item.name)!
        expect([other.widget, other.options]).toEqual([item.widget, item.options])
      }
      if (field.widget === 'choice' && same.options.length > 0) expect(same.options).toEqual(field.options)
    }
  })

  test('ask for no name and no number of anybody', () => {
    const widgets = asked.flatMap((field) => [field, ...field.items]).map(({ widget }) => widget)
    expect(new Set(widgets)).toEqual(new Set(['choice', 'choices', 'list', 'money']))
    expect(faultsOf(asked, family, 0)).toEqual({})
  })
})

describe('the reckoning', () => {
  test('shows the sum line by line and the place against the line', () => {
    const shown = reckon(family, terms, TODAY)
    expect(shown.title).toBe('您家可能可以领帮扶')
    expect(shown.lines).toEqual([
      { label: '一年到手的钱', value: '64,800', note: '您 28,800 ＋ 爱人 36,000' },
      { label: '减去不得不花的', value: '− 29,600', note: '看病 21,600 ＋ 上学 8,000' },
      { label: '剩下的', value: '35,200', note: '分给 12 个月、4 口人' },
    ])
    expect([shown.monthly, shown.words]).toEqual(['733.33', '733.33 比 1,062 低，像是“深度困难”这一类。'])
    expect(shown.source).toBe('低保标准：每人每月，2024年1月1日起。某办法')
    const { home, standard, line } = shown.bar
    expect(home < standard.at && standard.at < line.at && line.at < 100).toBe(true)
    expect(shown.others.map(({ kind }) => kind)).toEqual(['mutualAidClaim', 'studentAid'])
  })

  test('between the lines, above them, after an accident, and excluded', () => {
    const alone = (incomeFen: number, more = {}) =>
      reckon({ ...family, members: [person('self', incomeFen)], medicalFen: 0, tuitionFen: 0, ...more }, terms, TODAY)
    expect(alone(12 * 150_000).words).toBe('1,500 比低保线高，比 2,124 低，像是“相对困难”这一类。')
    const above = alone(12 * 300_000)
    expect([above.within, above.title]).toEqual([false, '这一项，您家可能领不了'])
    expect(above.words).toBe('每人每月比 2,124 高 876 元。家里有难处，还是可以申请，工会会看。')
    const accident = alone(12 * 300_000, { lossFen: 3_000_000 })
    expect(accident.words).toMatch(/出事花了 30,000 元，超过一年收入的 80%，像是“意外致困”/)
    expect(accident.loss!.note).toMatch(/^超过一年收入的 80%（28,800 元）/)
    expect(alone(0, { exclusions: ['car'] }).words).toMatch(/有小汽车。情况特殊的/)
  })

  test('whatever the household, everything on the bar stays on it', () => {
    for (const incomeFen of [0, 1, 100_000, 10_000_000, 1_000_000_000])
      for (const medicalFen of [0, 5_000_000]) {
        const { bar } = reckon({ ...family, members: [person('self', incomeFen)], medicalFen }, terms, TODAY)
        for (const place of [bar.home, bar.standard.at, bar.line.at]) expect(place >= 0 && place <= 100).toBe(true)
        for (const place of [bar.label, bar.standard.label, bar.line.label])
          expect(place >= 18 && place <= 82).toBe(true)
      }
    expect([groupYuan(-123_456), groupYuan(100_000_050)]).toEqual(['−1,234.56', '1,000,000.50'])
  })

  test('reads the answers as the desk reads the form', () => {
    expect(householdOf(family)).toEqual({
      district: 'd1',
      people: 4,
      yearlyIncomeFen: 6_480_000,
      medicalFen: 2_160_000,
      tuitionFen: 800_000,
      otherRigidFen: 0,
      lossFen: 0,
      disqualified: [],
    })
  })
})

test('papers come from what the phone kept: how many, which are held; nothing kept, nothing said', () => {
  const slot = (name: string, required: boolean, when: { field: string; is: string[] } | null = null) => ({
    ...{ slot: name, title: name, help: '', types: [name], required, sensitive: false, when },
  })
  const evidence = [
    slot('idCard', true),
    slot('diagnosis', true, { field: 'cause', is: ['ownIllness'] }),
    slot('studentCard', true, { field: 'cause', is: ['schooling'] }),
    slot('hospitalBill', false),
  ]
  const held = [{ id: 'p', type: 'idCard', valid: true } as Held]
  expect(papersLine(evidence, held, family)).toMatchObject({
    title: '要 2 样材料，您已有 1 样',
    note: '还差：diagnosis',
    papers: [{ held: true }, { held: false }, { held: false, note: '没有就不交' }],
  })
  expect(papersLine(null, held, family)).toBeNull()
})

describe('life situations', () => {
  test('lead to every kind that a worker may apply for, and to none that there is not', () => {
    const led = new Set(SITUATION_GROUPS.flatMap(({ situations }) => situations.flatMap((one) => one.kinds)))
    expect([...led].every(({ url }) => url.startsWith('/packages/cases/'))).toBe(true)
    const own = kinds.filter(({ who, kind }) => who !== 'officer' && kind !== 'objection').map(({ kind }) => kind)
    expect(
      [...led]
        .map(({ kind }) => kind)
        .filter((kind) => kind !== 'precheck')
        .sort(),
    ).toEqual(own.sort())
    expect([...led].map(({ kind }) => kind)).not.toContain('opinionLetter')
  })

  test('say beforehand what is for members, as the kinds do', () => {
    for (const { kind, members } of KINDS) {
      const declared = kinds.find((one) => one.kind === kind)
      if (declared) expect([kind, members]).toEqual([kind, declared.who === 'member'])
    }
    const hard = SITUATION_GROUPS.flatMap(({ situations }) => situations).find(({ id }) => id === 'hard')!
    expect(hard.kinds[0]).toBe(findKind('precheck'))
    expect(fittingKinds({ medicalFen: 0, tuitionFen: 0, lossFen: 1, cause: 'other' })).toEqual([
      findKind('emergencyRelief'),
    ])
  })
})
