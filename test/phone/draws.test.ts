import { groupHandle } from '../../miniprogram/rules/draw'
import {
  closingWords,
  groupWords,
  resultWords,
  tagOf,
  type Draw,
  type Mine,
} from '../../miniprogram/packages/draws/draw-view'
import { closesAtOf, faultsOfDraw, FIELDS } from '../../miniprogram/packages/draws/new-draw/new-draw-form'

const draw = (change: Partial<Draw> = {}): Draw => ({
  id: 'd',
  title: '疗休养名额',
  what: '五天四晚',
  seats: 5,
  closesAt: Date.parse('2026-07-14T12:00:00Z'),
  groups: [],
  collect: '到 203 室领',
  orgName: '环翠区总工会',
  state: 'open',
  commitment: 'c'.repeat(64),
  seed: '',
  ...change,
})
const mine = (change: Partial<NonNullable<Mine>> = {}): Mine => ({
  handle: 'a1b2c3d4e5',
  had: 0,
  place: null,
  won: false,
  collected: false,
  ...change,
})

test('when it closes, for whom, where one stands', () => {
  expect(closingWords(draw())).toBe('7月14日（周二） 20:00 截止，抽 5 个')
  expect(groupHandle('384201755612')).toBe('3842 0175 5612')
  expect(groupWords(draw())).toBe('')
  expect(groupWords(draw({ groups: ['platform'] }))).toBe('只给外卖、快递、网约车会员')
  const drawn = draw({ state: 'drawn', seed: 's' })
  expect(
    [
      tagOf(draw(), null),
      tagOf(draw(), mine()),
      tagOf(draw({ state: 'closed' }), null),
      tagOf(drawn, null),
      tagOf(drawn, mine({ place: 9 })),
      tagOf(drawn, mine({ place: 2, won: true })),
      tagOf(drawn, mine({ place: 2, won: true, collected: true })),
    ].map(({ text }) => text),
  ).toEqual(['能报名', '已经报名', '等着抽', '抽完了', '这次没抽中', '抽中了', '抽中了，领走了'])
  expect(resultWords(drawn, mine({ place: 2, won: true }))).toBe('您是第 2 个，抽中了。到 203 室领')
  expect(resultWords(drawn, mine({ place: 9 }))).toContain('下回没得过的还是排前面')
  expect(resultWords(drawn, mine({ place: 9, had: 1 }))).not.toContain('下回')
})

test('an officer’s form: what is missing is said beside it, the hour is China’s', () => {
  const today = '2026-07-13'
  expect(Object.keys(faultsOfDraw({}, Date.parse('2026-07-13T02:00:00Z'))).sort()).toEqual(
    FIELDS.filter(({ required }) => required)
      .map(({ name }) => name)
      .sort(),
  )
  expect(closesAtOf({ closesOn: today, hour: '20' })).toBe(Date.parse('2026-07-13T12:00:00Z'))
})
