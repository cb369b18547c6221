import fc from 'fast-check'
import { addDays, startOfDay, weekdayOf } from '../../miniprogram/rules/days'
import {
  groupFault,
  groupsOf,
  limitsOf,
  NO_QUOTA,
  sayRules,
  whenFault,
  type OfferRules,
} from '../../miniprogram/rules/offer-rules'

const rules = (change: Partial<OfferRules> = {}): OfferRules => ({
  from: '2026-07-01',
  until: '2026-07-31',
  weekdays: [],
  hours: null,
  groups: [],
  mine: NO_QUOTA,
  all: NO_QUOTA,
  withOthers: false,
  ...change,
})
const at = (day: string, hour = 10, minute = 0) => startOfDay(day) + (hour * 60 + minute) * 60_000

describe('when it holds', () => {
  const lunch = { open: 11 * 60, close: 14 * 60 }
  const night = { open: 22 * 60, close: 26 * 60 }
  test.each([
    [{}, at('2026-06-30', 23, 59), 'notYet'],
    [{}, at('2026-07-01', 0, 0), null],
    [{}, at('2026-07-31', 23, 59), null],
    [{}, at('2026-08-01', 0, 0), 'over'],
    // 13 July 2026 is a Monday.
    [{ weekdays: [1, 3] }, at('2026-07-13'), null],
    [{ weekdays: [1, 3] }, at('2026-07-14'), 'notToday'],
    [{ weekdays: [0] }, at('2026-07-12'), null],
    [{ hours: lunch }, at('2026-07-13', 10, 59), 'notNow'],
    [{ hours: lunch }, at('2026-07-13', 11, 0), null],
    [{ hours: lunch }, at('2026-07-13', 13, 59), null],
    [{ hours: lunch }, at('2026-07-13', 14, 0), 'notNow'],
    [{ hours: night }, at('2026-07-13', 1, 59), null],
    [{ hours: night }, at('2026-07-13', 2, 0), 'notNow'],
  ] as [Partial<OfferRules>, number, string | null][])('%j at %d: %s', (change, now, fault) => {
    const found = whenFault(rules(change), now)
    expect(found?.fault ?? null).toBe(fault)
    if (found) expect(found.words).toMatch(/[\u4e00-\u9fff]/)
  })

  test('on a weekday of its own within its days it always holds, on others never', () => {
    fc.assert(
      fc.property(fc.nat(30), fc.uniqueArray(fc.nat(6), { minLength: 1 }), fc.nat(1439), (nth, weekdays, minute) => {
        const day = addDays('2026-07-01', nth)
        const holds = whenFault(rules({ weekdays }), startOfDay(day) + minute * 60_000) === null
        expect(holds).toBe(weekdays.includes(weekdayOf(day)))
      }),
    )
  })
})

describe('for whom', () => {
  const TODAY = '2026-07-13'
  test.each([
    [{ since: '2026-04-15', employment: 'employee' }, ['newMember']],
    [{ since: '2026-04-14', employment: 'employee' }, []],
    [{ since: '2020-01-01', employment: 'platform' }, ['platform']],
    [{ since: '2020-01-01', employment: 'employee', marks: ['modelWorker' as const] }, ['modelWorker']],
  ])('%j belongs to %j', (member, groups) => expect(groupsOf(member, TODAY)).toEqual(groups))

  test('nobody is turned away from what is for all; a group is named to who is not of it', () => {
    expect(groupFault(rules(), [])).toBeNull()
    expect(groupFault(rules({ groups: ['modelWorker', 'sanitation'] }), ['migrant'])).toEqual({
      fault: 'notForYou',
      words: '这个只给劳模、环卫工人',
    })
    expect(groupFault(rules({ groups: ['migrant'] }), ['newMember', 'migrant'])).toBeNull()
  })
})

test('how often: each limit with what is said when it is used up', () => {
  const limited = rules({ mine: { day: 1, term: 3 }, all: { day: null, term: 10 } })
  expect(limitsOf(limited).map(({ scope, most, refused }) => [scope, most, refused.words])).toEqual([
    ['mineDay', 1, '今天用过了，明天再来'],
    ['mineTerm', 3, '用满 3 次了'],
    ['allTerm', 10, '10 份都用完了'],
  ])
  expect(limitsOf(rules())).toEqual([])
})

test('its conditions in plain lines', () => {
  expect(sayRules(rules({ weekdays: [5, 1, 2, 3, 4], until: '2026-12-31' }), '2026-07-13')).toEqual(['周一到周五能用'])
  const every = rules({
    weekdays: [0, 1],
    hours: { open: 660, close: 840 },
    groups: ['newMember'],
    mine: { day: 1, term: null },
    all: { day: null, term: 10 },
    withOthers: true,
  })
  expect(sayRules(rules({ until: '2026-12-31' }), '2026-07-13')).toEqual([])
  expect(sayRules(every, '2026-07-13')).toEqual([
    '到7月31日（周五）为止',
    '周一、周日能用',
    '每天 11:00–14:00',
    '只给新会员',
    '每人每天 1 次',
    '一共 10 份，先到先得',
    '能跟店里别的会员优惠一起用',
  ])
})
