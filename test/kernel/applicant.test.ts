import { appeal, dropConsent, rate, withdraw } from '../../cloudfunctions/kernel/casework/applicant'
import type { CaseDocument } from '../../cloudfunctions/kernel/casework/case'
import { kind, START, at, given, done, ok, paper } from './trial'

/** What applicants do to their case. */

describe('the applicant', () => {
  test('withdraws while it is open; never after', () => {
    const gone = ok(withdraw(given(), at(START).now))
    expect(gone).toMatchObject({ state: 'withdrawn', desk: null, openKey: 'case_1', open: false })
    expect(withdraw(gone, at(START).now)).toBe('over')
  })

  test('takes back a consent once; a paper that is not there is none', () => {
    const used = given({ papers: [paper] })
    const dropped = dropConsent(kind, used, 'bill', at(START)) as CaseDocument
    expect(dropped.papers[0]!.withdrawnAt).toEqual(at(START).now)
    expect(dropConsent(kind, dropped, 'bill', at(START))).toBeNull()
    expect(dropConsent(kind, used, 'gold', at(START))).toBe('noSuchPaper')
  })

  const refused = () => done(given(), { act: 'refuse', note: '不在这里上班' }, at('2026-07-14'))

  test('appeals a refusal within the days, once, one level up', () => {
    const last = { version: 2, note: '我在这里上班' }
    expect(appeal(kind, refused(), last, at('2026-07-30'))).toBe('tooLate')
    const again = ok(appeal(kind, refused(), last, at('2026-07-29')))
    expect(again).toMatchObject({ step: 'appeal', desk: 'county/officer', open: true, endedAt: null })
    const upheld = done(again, { act: 'uphold', note: '原来的对' }, at('2026-07-30'))
    expect(upheld).toMatchObject({ state: 'refused', open: false })
    expect(appeal(kind, upheld, { version: 4, note: '再' }, at('2026-07-30'))).toBe('notAppealable')
    expect(done(again, { act: 'reopen' }, at('2026-07-30'))).toMatchObject({ step: 'second', desk: 'city/officer' })
  })

  test('says how it went, once, when it is over', () => {
    expect(rate(kind, given(), 5, '', at(START).now)).toBe('notRateable')
    const rated = ok(rate(kind, refused(), 2, '慢', at(START).now))
    expect(rated.rating).toMatchObject({ stars: 2, words: '慢' })
    expect(rate(kind, rated, 5, '', at(START).now)).toBe('notRateable')
  })
})
