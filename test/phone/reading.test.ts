import type { CaseView } from '../../cloudfunctions/kernel/casework/contract'
import { clockDays, clockWords } from '../../miniprogram/packages/case-clock'
import { headlineOf } from '../../miniprogram/packages/cases/story/story-view'
import { bigWords, exampleBill, offerLine, walkWords } from '../../miniprogram/packages/benefits/offer-view'

const TODAY = '2026-07-21'
const clock = {
  start: '2026-07-17',
  due: '2026-07-24',
  workingDays: 5,
  skipped: ['2026-07-18', '2026-07-19'],
  clause: '',
}
const view = {
  kind: 'joining',
  state: 'submitted',
  due: '2026-07-24',
  orgName: '竹岛街道联合工会',
  news: { title: '没同意：不在我们这儿上班', text: '请找您上班地方的工会', at: 0, unread: false },
  clock,
} as unknown as CaseView

describe('one case, as its applicant reads it', () => {
  it('says who answers by when, and asks nothing of her', () => {
    const head = headlineOf(view, TODAY)
    expect(head.title).toBe('最晚 7月24日（周五）答复您')
    expect(head.text).toContain('竹岛街道联合工会')
    expect(head.button).toBeNull()
  })
  it('owns up to being late and offers the phone', () => {
    expect(headlineOf(view, '2026-07-25')).toMatchObject({ tone: 'rust', button: { act: 'call' } })
  })
  it('gives the reason of a refusal and what one can do', () => {
    expect(headlineOf({ ...view, state: 'refused' }, TODAY)).toMatchObject({
      title: '没同意：不在我们这儿上班',
      text: '请找您上班地方的工会',
      button: { act: 'again' },
    })
  })
  it('draws one box a working day', () => {
    expect(clockDays(clock, TODAY).map((box) => `${box.label}${box.mark}`)).toEqual([
      '20used',
      '21left',
      '22left',
      '23left',
      '24due',
    ])
    expect(clockWords(clock)).toContain('7月18日、7月19日休息，不算')
  })
})

const offer = {
  id: 'o1',
  merchantName: '海味家常菜',
  category: 'eat',
  terms: { kind: 'percent', payPercent: 85 },
  covers: '全部菜品',
  hours: { open: 600, close: 1260 },
  district: '环翠区',
  distance: 320,
} as Parameters<typeof offerLine>[0]

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
    expect(offerLine({ ...offer, distance: null }, 0)).toMatchObject({
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
    expect(exampleBill({ kind: 'percent', payPercent: 85 })).toEqual({ bill: '100', pay: '85', saved: '15' })
    expect(exampleBill({ kind: 'fixedPrice', priceFen: 1_500, usualFen: 2_500 })).toEqual({
      bill: '25',
      pay: '15',
      saved: '10',
    })
  })
  it('says a walk only where people walk', () => {
    expect(walkWords(320, '')).toBe('离您 320 米，走路约 4 分钟')
    expect(walkWords(8000, '')).toBe('离您 8.0 公里')
    expect(walkWords(null, '环翠区')).toBe('环翠区')
  })
})
