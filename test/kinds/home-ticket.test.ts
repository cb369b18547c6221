import { getLunarDate } from 'chinese-days'
import { checkJourney, homeTicket as kind, NEW_YEARS } from '../../cloudfunctions/cases/kinds/home-ticket'
import { ticketFacts as facts, ticketForm as form } from './samples'
import { act, attempt, city, dueOf, entryOf, faultOf, handIn, requiredSlots, saidAbout } from './support'

const on = '2027-02-22'
const given = (more = {}) => handIn(kind, { form: { ...form, ...more }, facts }, on)

describe('home ticket: its days', () => {
  test.each(NEW_YEARS)('%s is New Year’s Day of the lunar calendar', (day) => {
    expect(getLunarDate(day)).toMatchObject({ lunarMon: 1, lunarDay: 1 })
  })

  // New Year's Day of 2027 is 6 February: journeys from 22 January to 3 March.
  test.each([
    ['2027-01-21', '2027-02-01', '只报春节前后的车票：2027年1月22日（周五）到3月3日（周三）'],
    ['2027-01-22', '2027-02-01', null],
    ['2027-03-03', '2027-03-04', null],
    ['2027-03-04', '2027-03-05', '只报春节前后的车票：2027年1月22日（周五）到3月3日（周三）'],
    ['2027-02-20', '2027-02-19', '坐了车再来申请，票还没用上'],
    // Handed in until the forty days are over, or thirty days after the journey.
    ['2027-01-22', '2027-03-03', null],
    ['2027-01-22', '2027-03-04', /过了可以报的日子，最晚是3月3日/],
    ['2027-03-01', '2027-03-31', null],
    ['2027-03-01', '2027-04-01', /最晚是3月31日/],
    ['2041-02-01', '2041-02-02', '只报春节前后的车票'],
  ])('a journey on %s, handed in on %s: %s', (travelled, today, words) => {
    const said = faultOf(() => checkJourney(travelled, today))
    if (words instanceof RegExp) expect(said).toMatch(words)
    else expect(said).toBe(words)
  })

  test.each([
    ['2026-11-25', '现在还没到时候。只报春节前后的车票：2027年1月22日（周五）到3月3日（周三）'],
    ['2027-01-21', '现在还没到时候。只报春节前后的车票：2027年1月22日（周五）到3月3日（周三）'],
    ['2027-01-22', null],
    ['2027-04-02', null],
    ['2027-04-03', '现在还没到时候。只报春节前后的车票：2028年1月11日（周二）到2月20日（周日）'],
  ])('asked for on %s: %s', (day, words) => {
    expect(kind.closed!(city, day)).toBe(words)
  })

  test.each([
    ['check', '2026-07-13', '2026-07-20'],
    ['pay', '2026-09-18', '2026-09-24'],
    ['appeal', '2026-07-13', '2026-07-20'],
  ])('%s entered on %s: by %s', (step, start, due) => {
    const reckoned = dueOf(kind, step, start)
    expect(reckoned.due).toBe(due)
    expect(reckoned.clause).toMatch(/由市总工会规定/)
  })
})

describe('home ticket: its way', () => {
  test('checked by her union, paid by the county, counted', () => {
    const checked = act(kind, given(), 'approve', '2027-02-23', { fields: { grantFen: 36_050 } })
    expect(checked).toMatchObject({ step: 'pay', desk: 'county/officer', news: { title: '车票能报' } })
    const paid = act(kind, checked, 'pay', '2027-02-24', { fields: { amountFen: 36_050 } })
    expect(paid).toMatchObject({ state: 'served', open: false })
    expect(entryOf(kind, checked, paid, 'pay', '2027-02-24')).toMatchObject({
      kind: 'aid.paid',
      amountFen: 36_050,
      detail: { kind: 'homeTicket' },
    })
  })

  test.each([
    [36_050, 36_051, '这张票最多报 360.50 元。请再看一遍'],
    [90_000, 50_001, '这张票最多报 500 元。请再看一遍'],
  ])('a fare of %i: %i is too much', (fareFen, grantFen, words) => {
    expect(faultOf(() => act(kind, given({ fareFen }), 'approve', on, { fields: { grantFen } }))).toBe(words)
    expect(kind.reckon!(given({ fareFen }).form, {} as never, on, facts)?.lines[2]?.value).toBe(
      words.match(/[\d.]+ 元/)![0],
    )
  })

  test('only its own acts, only with a reason', () => {
    expect(attempt(kind, given(), 'pay', on, { fields: { amountFen: 1 } })).toBe('actNotAllowed')
    expect(attempt(kind, given(), 'refuse', on)).toBe('reasonMissing')
  })
})

describe('home ticket: form and papers', () => {
  test('identity, ticket, bank card', () => {
    expect(requiredSlots(kind, form)).toEqual(['idCard', 'ticket', 'bankCard'])
  })

  test.each([
    [{ from: '' }, '请填从哪儿上车'],
    [{ home: {} }, '这一项要写字'],
    [{ by: 'horse' }, '请选坐什么回去的'],
    [{ travelledOn: '2027-2-1' }, '请选哪天坐的车'],
    [{ fareFen: 0 }, '请填车票多少钱'],
    [{ fareFen: '360' }, '请填车票多少钱'],
  ])('%j: %s', (change, words) => {
    expect(saidAbout(kind, form, change, on)).toBe(words)
  })
})
