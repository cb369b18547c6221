import fc from 'fast-check'
import { hardship } from '../../cloudfunctions/cases/kinds/hardship'
import { checkForm, cityFields, keepForm } from '../../cloudfunctions/kernel/casework/form'
import { idNumberOf } from '../../local/city/identity'
import { formToSubmit } from '../../miniprogram/components/case-form/form'
import { householdOf } from '../../miniprogram/packages/cases/precheck/questions'
import { reckon } from '../../miniprogram/packages/cases/precheck/reckoning'
import { judgeHousehold } from '../../miniprogram/rules/household'
import { city, momentOn } from './support'

/**
 * The pre-check on the phone and the desk say the same of a household: the phone's own answers, judged by the phone's
 * page; and the same answers handed in, checked and stored by the server's form, judged by the kind's declaration.
 */

const DAY = '2026-07-17'
const fen = fc.oneof(
  fc.integer({ min: 0, max: 30_000_000 }),
  // Around the lines of the terms: 1,000 yuan a month a head, twice that, four fifths of the income.
  fc
    .integer({ min: 0, max: 6 })
    .chain((people) => fc.integer({ min: -2, max: 2 }).map((by) => Math.max(0, people * 1_200_000 + by))),
)
const household = fc.record({
  district: fc.constantFrom('990001'),
  incomes: fc.array(fen, { minLength: 1, maxLength: 6 }),
  medicalFen: fen,
  tuitionFen: fen,
  otherRigidFen: fen,
  lossFen: fen,
  cause: fc.constantFrom('ownIllness', 'lowIncome', 'accident'),
  exclusions: fc.constantFrom([], [], ['car']),
})

test('of 1,000 random households the phone and the desk say the same, line by line', () => {
  const form = { pages: [{ title: '', help: '', fields: cityFields(hardship.form, city) }] }
  const seen = new Map<string, number>()
  fc.assert(
    fc.property(household, ({ incomes, ...rest }) => {
      const answers = {
        ...rest,
        members: incomes.map((incomeFen, i) => ({
          relation: i === 0 ? 'self' : 'other',
          idNumber: idNumberOf('test', '1980-01-01', i, 'male'),
          incomeFen,
        })),
        bankAccount: '990000000000000009',
        bankName: '海岬银行',
        compareConsent: true,
      }
      const phone = judgeHousehold(householdOf(answers), city.hardship, DAY)
      const page = reckon(answers, city.hardship, DAY)
      const stored = keepForm(hardship.form, checkForm(hardship.form, formToSubmit(form, answers), momentOn(DAY)))
      const desk = hardship.reckon!(stored, city, DAY, {})!
      expect(desk.words).toBe(phone.words)
      expect(desk.lines.map(({ label, note }) => [label, note])).toEqual(
        phone.lines.map(({ label, note }) => [label, note]),
      )
      expect(page.within).toBe(phone.class !== 'none')
      seen.set(phone.class, (seen.get(phone.class) ?? 0) + 1)
    }),
    { numRuns: 1000, seed: 20260717 },
  )
  // The households were of every kind, or the test says little.
  for (const kind of ['deep', 'relative', 'accident', 'none']) expect(seen.get(kind)).toBeGreaterThan(10)
})

test('another standard from a day on changes both on that day', () => {
  const terms = {
    ...city.hardship,
    standards: [...city.hardship.standards, { district: '*', from: '2026-08-01', fen: 200_000 }],
  }
  const answers = {
    district: '990001',
    members: [{ relation: 'self', incomeFen: 1_800_000 }],
    medicalFen: 0,
    tuitionFen: 0,
    otherRigidFen: 0,
    lossFen: 0,
  }
  const of = (day: string) => ({
    phone: judgeHousehold(householdOf(answers), terms, day).class,
    desk:
      hardship.reckon!(answers, { ...city, hardship: terms }, day, {})!.words ===
      judgeHousehold(householdOf(answers), terms, day).words,
  })
  expect([of('2026-07-31'), of('2026-08-01')]).toEqual([
    { phone: 'relative', desk: true },
    { phone: 'deep', desk: true },
  ])
})
