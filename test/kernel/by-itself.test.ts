import { dropConsent } from '../../cloudfunctions/kernel/casework/applicant'
import { object, recalendar, settle, wake } from '../../cloudfunctions/kernel/casework/by-itself'
import type { CaseDocument } from '../../cloudfunctions/kernel/casework/case'
import { addDays } from '../../miniprogram/rules/days'
import { isWorkingDay } from '../../miniprogram/rules/working-days'
import { kind, START, at, given, done, ok } from './trial'

/** What days and colleagues do to a case. */

describe('what happens by itself', () => {
  test('a silent desk loses it to the level above, level by level, and stays late; the city keeps it', () => {
    let standing = given()
    const desks: (string | null)[] = []
    for (let day = START; day <= '2026-08-31'; day = addDays(day, 1)) {
      const woken = wake(kind, standing, at(day))
      if (!woken) continue
      expect(isWorkingDay(day, at(day).calendar)).toBe(true)
      desks.push(woken.desk)
      standing = woken
    }
    expect(desks).toEqual(['town/officer', 'county/officer', 'city/officer'])
    expect(standing).toMatchObject({ due: '2026-07-16', wakeOn: null, version: 4 })
    expect(standing.story.filter(({ title }) => title.includes('没按时答复'))).toHaveLength(3)
  })

  test('a silent colleague loses it to the desk that gave it, still late; that desk may give it to another', () => {
    const given1 = done(given(), { act: 'give', crew: { desk: 'county/lawyer/p9', name: '戚文海' } }, at('2026-07-14'))
    expect(given1).toMatchObject({ due: '2026-07-16', wakeOn: '2026-07-20' })
    const back = ok(wake(kind, given1, at('2026-07-20')))
    expect(back).toMatchObject({
      desk: 'union/officer',
      step: 'first',
      due: '2026-07-16',
      assignee: null,
      wakeOn: '2026-07-22',
    })
    expect(back.story[back.story.length - 1]).toMatchObject({
      title: '戚文海没按时办完，退回给工会',
      desk: 'county/lawyer/p9',
    })
  })

  const inNotice = () => done(given(), {}, at('2026-07-13'))

  test('a notice hangs for its days and ends the day after', () => {
    expect(inNotice()).toMatchObject({
      state: 'inNotice',
      due: '2026-07-20',
      notice: { until: '2026-07-20' },
      wakeOn: '2026-07-21',
    })
    expect(wake(kind, inNotice(), at('2026-07-20'))).toBeNull()
    expect(ok(wake(kind, inNotice(), at('2026-07-21')))).toMatchObject({ step: 'second', desk: 'city/officer' })
  })

  test('an objection stands it still; dismissed, it hangs for the days it has left; upheld, the next desk decides', () => {
    const stopped = ok(object(inNotice(), 'case_2', at('2026-07-15')))
    expect(stopped).toMatchObject({ state: 'objected', due: null, wakeOn: null, objection: 'case_2' })
    expect(object(stopped, 'case_3', at('2026-07-15'))).toBeNull()
    const back = ok(settle(kind, stopped, false, '核实过', at('2026-07-17')))
    expect(back).toMatchObject({
      state: 'inNotice',
      due: '2026-07-22',
      notice: { until: '2026-07-22' },
      objection: null,
    })
    expect(ok(settle(kind, stopped, true, '属实', at('2026-07-17')))).toMatchObject({ step: 'second', objection: null })
    expect(settle(kind, back, true, '', at('2026-07-17'))).toBeNull()
  })

  test('consent to the notice taken back: it comes down at once and the case goes on', () => {
    const moved = dropConsent(kind, inNotice(), 'notice', at('2026-07-14'))
    expect(moved).toMatchObject({ step: 'second', notice: null, form: { agreed: false } })
    expect(dropConsent(kind, moved as CaseDocument, 'notice', at('2026-07-14'))).toBeNull()
  })

  test('a holiday added later moves the day of an open case, silently', () => {
    const later = at(START)
    const added = { ...later, calendarVersion: 2, calendar: { ...later.calendar, holidays: new Set(['2026-07-15']) } }
    expect(ok(recalendar(kind, given(), added))).toMatchObject({ due: '2026-07-17', calendar: 2, version: 1 })
    const hanging = ok(recalendar(kind, inNotice(), added))
    expect(hanging).toMatchObject({ due: '2026-07-21', notice: { until: '2026-07-21' }, wakeOn: '2026-07-22' })
  })
})
