import { hazard } from '../../cloudfunctions/cases/kinds/hazard'
import { aDay } from '../../cloudfunctions/kernel/casework/form'

/** Days as strangers send them: refused in words, never reckoned with. */

test.each(['nonsense', '', '2026-13-01', '2026-02-30', '0001-01-01', '9999-12-31', ' 2026-07-13', '2026-07-13T00:00'])(
  '“%s” is no day',
  (day) => {
    const read = aDay('请选哪一天').safeParse(day)
    expect(read.error?.issues.map(({ message }) => message)).toEqual(['请选哪一天'])
  },
)

test('what is no day never reaches the calendar, which would count for ever', () => {
  const fields = hazard.steps[0]!.acts.find(({ act }) => act === 'accept')!.fields!
  const rest = { who: '王二', measure: '拉线' }
  expect(fields.safeParse({ ...rest, fixBy: 'nonsense' }).success).toBe(false)
  expect(fields.safeParse({ ...rest, fixBy: '2026-07-13' }).success).toBe(true)
  expect(fields.safeParse({ ...rest, fixBy: '2026-07-12' }).success).toBe(false)
})
