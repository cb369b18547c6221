import { todayLines } from '../../miniprogram/packages/merchant/counter/today'

const AT = Date.parse('2026-07-13T06:32:00Z')
const receipt = (id: string, minutesAgo: number, undoes: string | null = null) => ({
  id,
  merchantId: 'mer_1',
  merchantName: '海味家常',
  offerWords: '85 折',
  covers: '全部菜品',
  billFen: 18_600,
  discountFen: 2790,
  payFen: 15_810,
  giftFen: 0,
  undoes,
  at: AT - minutesAgo * 60_000,
  way: 'clerk' as const,
  together: null,
})

test('a clerk can undo for half an hour; what was undone says so and stays on the list', () => {
  const lines = todayLines([receipt('r4', 0, 'r2'), receipt('r3', 1), receipt('r2', 2), receipt('r1', 30)], AT)
  expect(lines.map(({ id, state }) => [id, state])).toEqual([
    ['r3', 'undoable'],
    ['r2', 'undone'],
    ['r1', 'kept'],
  ])
  expect(lines[0]).toMatchObject({ title: '14:31  85 折', line: '账单 186.00，收了 158.10' })
})
