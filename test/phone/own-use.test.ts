import { clockAt, liveView } from '../../miniprogram/packages/benefits/here/live'
import { centreOf } from '../../miniprogram/packages/benefits/map/pins'
import { sumBars } from '../../miniprogram/packages/benefits/savings/sum-bars'
import { companions } from '../../miniprogram/packages/together'
import { NO_QUOTA } from '../../miniprogram/rules/offer-rules'

const AT = Date.parse('2026-07-13T06:32:05Z')
const receipt = {
  id: 'r1',
  merchantId: 'mer_1',
  merchantName: '海味家常',
  offerWords: '9 折',
  covers: '全部菜品',
  billFen: 20_000,
  discountFen: 2000,
  payFen: 18_000,
  giftFen: 0,
  undoes: null,
  at: AT,
  way: 'self' as const,
  together: { id: 'r2', billFen: 20_000, payFen: 16_500 },
}
const also = { ...receipt, id: 'r2', offerWords: '满 100 减 15', billFen: 18_000, discountFen: 1500, payFen: 16_500 }
const used = { receipt, also, now: AT, until: AT + 60_000, word: { text: '海鸥', colour: 1 } }

test('live: the whole bill of both offers, the word with its colour said', () => {
  expect(liveView(used)).toMatchObject({
    bill: '200.00',
    saved: '35.00',
    pay: '165.00',
    word: '蓝 海鸥',
    time: '14:32',
  })
  expect(liveView({ ...used, also: null, receipt: { ...receipt, together: null as never } }).pay).toBe('180.00')
})

test('its clock is the cloud’s, whatever the phone’s says; dead after a minute', () => {
  const offset = 3_600_000
  expect(clockAt(used, offset, AT - offset)).toEqual({ clock: '14:32:05', left: 60 })
  expect(clockAt(used, offset, AT - offset + 59_500)).toEqual({ clock: '14:33:04', left: 1 })
  expect(clockAt(used, offset, AT - offset + 60_000).left).toBe(0)
  expect(clockAt(used, offset, AT).left).toBe(0)
})

test('what goes together: only where both allow it and both share a bill', () => {
  const rules = {
    from: '2026-01-01',
    until: '2026-12-31',
    weekdays: [],
    hours: null,
    groups: [],
    mine: NO_QUOTA,
    all: NO_QUOTA,
    withOthers: true,
  }
  const offer = (id: string, more: object = {}) => ({
    id,
    covers: '',
    rules,
    terms: { kind: 'percent' as const, payPercent: 90 },
    ...more,
  })
  const offers = [
    offer('a'),
    offer('b'),
    offer('alone', { rules: { ...rules, withOthers: false } }),
    offer('one', { terms: { kind: 'free', usualFen: 3000 } }),
  ]
  expect(companions(offers, 'a').map(({ id }) => id)).toEqual(['b'])
  expect(companions(offers, 'alone')).toEqual([])
  expect(companions(offers, 'one')).toEqual([])
})

test('sums by month beside the greatest; a month with more taken back than saved says so', () => {
  const sums = {
    months: [
      { month: '2026-07', times: -1, fen: -500 },
      { month: '2026-06', times: 3, fen: 2000 },
    ],
    merchants: [],
  }
  expect(sumBars(sums, 'months').map(({ name, saved, percent }) => [name, saved, percent])).toEqual([
    ['7 月', '− 5.00 元', 0],
    ['6 月', '省 20.00 元', 100],
  ])
})

test('the map looks at me, else at the first shop', () => {
  const [me, shop] = [
    { latitude: 37.5, longitude: 122.1 },
    { latitude: 37.4, longitude: 122.2 },
  ]
  expect([centreOf(me!, [{ place: shop! }]), centreOf(null, [{ place: shop! }]), centreOf(null, [])]).toEqual([
    me,
    shop,
    null,
  ])
})
