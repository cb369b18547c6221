import { bigWords, exampleBill, offerLine, walkWords } from '../../miniprogram/packages/benefits/offer-view'
import { NO_QUOTA } from '../../miniprogram/rules/offer-rules'

const offer = {
  id: 'o1',
  merchantName: '海味家常菜',
  category: 'eat',
  terms: { kind: 'percent', payPercent: 85 },
  covers: '全部菜品',
  hours: { open: 600, close: 1260 },
  rules: {
    from: '2026-01-01',
    until: '2027-12-31',
    weekdays: [],
    hours: null,
    groups: [],
    mine: NO_QUOTA,
    all: NO_QUOTA,
    withOthers: false,
  },
  district: '环翠区',
  distance: 320,
} as unknown as Parameters<typeof offerLine>[0]

describe('offers', () => {
  it('reads as a row: what, how much, open until, how far', () => {
    const line = offerLine(offer, Date.parse('2026-07-17T02:24:00Z'))
    expect(line).toMatchObject({
      words: '85 折',
      covers: '全部菜品',
      open: true,
      hours: '到 21:00',
      where: '320 米',
      icon: 'bowl',
    })
    expect(offerLine({ ...offer, distance: null }, Date.parse('2026-07-17T00:00:00Z'))).toMatchObject({
      where: '环翠区',
      open: false,
      hours: '10:00 开门',
    })
  })
  it('sets the number apart', () => {
    expect(bigWords({ kind: 'percent', payPercent: 90 })).toEqual({ before: '', figure: '9', unit: '折' })
    expect(bigWords({ kind: 'amountOff', fromFen: 10_000, offFen: 1_500 })).toEqual({
      before: '满 100 减',
      figure: '15',
      unit: '元',
    })
  })
  it('reckons an example bill', () => {
    expect(exampleBill({ kind: 'percent', payPercent: 85 })).toEqual({ bill: '100', pay: '85', saved: '省 15 元' })
    expect(exampleBill({ kind: 'fixedPrice', priceFen: 1_500, usualFen: 2_500 })).toEqual({
      bill: '25',
      pay: '15',
      saved: '省 10 元',
    })
  })
  it('says a walk only where people walk', () => {
    expect(walkWords(320, '')).toBe('离您 320 米，走路约 4 分钟')
    expect(walkWords(8000, '')).toBe('离您 8.0 公里')
    expect(walkWords(null, '环翠区')).toBe('环翠区')
  })
})
