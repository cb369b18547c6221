import { mediation } from '../../cloudfunctions/cases/kinds/mediation'
import { withdraw } from '../../cloudfunctions/kernel/casework/applicant'
import { formOf } from '../../cloudfunctions/kernel/casework/form'
import type { CaseDocument } from '../../cloudfunctions/kernel/casework/case'
import * as t from './support'

/** 劳动争议调解 through the pure engine: one clock for the talks, the agreement on paper, where else to go. */

const MONDAY = '2026-07-13'
const form = {
  matter: 'wages',
  story: '加班三个月没给加班费',
  want: '补上加班费',
  claimFen: 900_000,
  people: 1,
  employer: '海岬餐饮公司',
  contact: '王经理',
  contactPhone: '0631-0000001',
  knewOn: '2026-05-31',
  job: 'over',
  jobEndedOn: '2026-05-31',
}
const crew = t.crew('mediator')
const handed = (change: object = {}, on = MONDAY) => t.handIn(mediation, { form: { ...form, ...change } }, on)
const talking = (standing = handed()) => t.act(mediation, standing, 'assign', '2026-07-15', { crew })
const terms = {
  otherSide: '王经理',
  terms: '一、单位补发加班费。\n二、双方再无别的争议。',
  amountFen: 800_050,
  payBy: '2026-07-31',
  confirm: 'no',
}
const agreed = (change: object = {}) =>
  t.act(mediation, talking(), 'agreed', '2026-07-22', { fields: { ...terms, ...change } })

describe('days', () => {
  test.each([
    ['accept', MONDAY, '2026-07-28', '劳动争议调解仲裁法 第14条'],
    // A worked Sunday; the last day falls into the National Day holiday.
    ['accept', '2026-09-20', '2026-10-08', '劳动争议调解仲裁法 第14条'],
    ['accept', '2026-09-30', '2026-10-15', '劳动争议调解仲裁法 第14条'],
    ['accept', '2026-07-10', '2026-07-27', '劳动争议调解仲裁法 第14条'],
    ['confirm', MONDAY, '2026-08-12', '人民调解法 第33条'],
    ['confirm', '2026-09-01', '2026-10-08', '人民调解法 第33条'],
  ])('%s from %s: by %s', (step, on, due, clause) => {
    const entered = t.dueOf(mediation, step, on)
    expect(entered.due).toBe(due)
    expect(entered.clause).toContain(clause)
  })

  test('the fifteen days run on when the mediator takes it', () => {
    expect(handed()).toMatchObject({ desk: 'town/officer', due: '2026-07-28' })
    expect(talking()).toMatchObject({ step: 'mediate', desk: 'county/mediator/p_crew', due: '2026-07-28' })
    expect(talking().clock).toEqual(handed().clock)
  })

  test('what is asked of the worker meanwhile does not count', () => {
    const asked = t.act(mediation, talking(), 'ask', '2026-07-16', { note: '要看流水', slots: ['wageRecord'] })
    expect(asked).toMatchObject({ state: 'returned', desk: null })
    expect(asked.clock!.stops).toMatchObject([{ from: '2026-07-16', to: null }])
  })
})

describe('the form', () => {
  test('records of hours for wages, the finding for an injury', () => {
    const { evidence } = formOf(mediation, t.city)
    const when = (slot: string) => evidence.find((one) => one.slot === slot)!.when
    expect(when('wageRecord')).toEqual({ field: 'matter', is: ['wages', 'dismissed', 'hours'] })
    expect(when('injuryFinding')).toEqual({ field: 'matter', is: ['injury'] })
    expect(t.requiredSlots(mediation, form)).toEqual([])
  })

  test.each([
    ['请选为什么事', { matter: 'love' }],
    ['请写几句是怎么回事', { story: '' }],
    ['请写您想怎么解决', { want: '钱' }],
    ['至少 1 个人', { people: 0 }],
    ['请填几个人', { people: '两个' }],
    ['请填单位名', { employer: '' }],
    ['单位电话只有数字', { contactPhone: '打给老王' }],
    ['请选是哪一天', { knewOn: '去年' }],
    ['还没填“最后上班是哪天”', { jobEndedOn: undefined }],
  ])('wrong input is answered with “%s”', (words, change) => {
    expect(t.saidAbout(mediation, form, change, MONDAY)).toContain(words)
  })

  test('a right one is taken, with an answer that is not asked left out', () => {
    expect(t.saidAbout(mediation, form, {}, MONDAY)).toBeNull()
    expect(handed({ job: 'lasts' }).form.jobEndedOn).toBeUndefined()
  })
})

describe('an agreement', () => {
  test('ends it with the sum in the ledger', () => {
    const done = agreed()
    expect(done).toMatchObject({ state: 'served', open: false, news: { title: '谈成了' } })
    expect(t.entryOf(mediation, talking(), done, 'agreed', '2026-07-22')).toMatchObject({
      kind: 'mediation.agreed',
      amountFen: 800_050,
      detail: { kind: 'mediation', outcome: 'served', inTime: true, days: 9, ends: true },
    })
  })

  test('is printed for both to sign, and not before', () => {
    expect(t.printed(mediation, talking(), 'agreement')).toBeNull()
    const paper = t.printed(mediation, agreed(), 'agreement')!
    expect(paper.signatures).toEqual(['申请人（签名）：', '被申请人（签名、盖章）：', '调解员（签名）：'])
    expect(paper.paragraphs).toContain('二、双方再无别的争议。')
    expect(paper.paragraphs.join()).toContain('8000.50 元，于 2026年7月31日（周五）前付清')
    expect(paper.facts).toContainEqual({ label: '被申请人', value: '海岬餐饮公司' })
    expect(paper).toMatchObject({ day: '2026-07-22' })
  })

  test('without money says nothing of money', () => {
    const paper = t.printed(mediation, agreed({ amountFen: 0, payBy: undefined }), 'agreement')!
    expect(paper.paragraphs.join()).not.toContain('元')
  })

  test('goes on to the court where both will, with thirty days of its own', () => {
    const toCourt = agreed({ confirm: 'yes' })
    expect(toCourt).toMatchObject({ step: 'confirm', desk: 'town/officer', due: '2026-08-21', open: true })
    expect(t.entryOf(mediation, talking(), toCourt, 'agreed', '2026-07-22')).toMatchObject({ amountFen: 800_050 })
    const fields = { court: '海滨区法院', ruling: '〔2026〕确字 1 号' }
    const done = t.act(mediation, toCourt, 'confirmed', '2026-08-10', { fields })
    expect(done).toMatchObject({ state: 'served', news: { title: '法院确认了协议' } })
    expect(t.entryOf(mediation, toCourt, done, 'confirmed', '2026-08-10')).toMatchObject({
      kind: 'application.decided',
      amountFen: 0,
    })
    const not = t.act(mediation, toCourt, 'notConfirmed', '2026-08-10', { note: '单位不愿意去' })
    expect(not).toMatchObject({ state: 'served' })
    expect(not.news.text).toContain('协议照样算数')
  })

  test.each([
    ['请填单位来谈的人', { otherSide: '' }],
    ['请把谈好的条款写清楚', { terms: '给钱' }],
    ['请填单位要付多少钱', { amountFen: undefined }],
    ['请选去不去法院确认', { confirm: undefined }],
    ['请选哪天前付清', { payBy: '月底' }],
  ])('is not written down without “%s”', (words, change) => {
    expect(t.faultOf(() => agreed(change))).toContain(words)
  })
})

describe('no agreement', () => {
  test.each([
    ['failed', talking, '没有谈成'],
    ['notAccepted', handed, '这次谈不了'],
  ] as [string, () => CaseDocument, string][])('%s: told where to go, and by when', (act, from, title) => {
    expect(t.attempt(mediation, from(), act, '2026-07-22')).toBe('reasonMissing')
    const done = t.act(mediation, from(), act, '2026-07-22', { note: '单位不来了' })
    expect(done).toMatchObject({ state: 'closed', open: false, news: { title } })
    expect(done.news.text).toBe('单位不来了。您可以去申请劳动仲裁，不收钱，最晚 2027年5月31日（周一）')
    expect(t.entryOf(mediation, from(), done, act, '2026-07-22')).toMatchObject({
      kind: 'application.decided',
      amountFen: 0,
    })
  })

  test('while the job lasts no last day is named; past it she is sent to a lawyer', () => {
    const failed = (change: object) =>
      t.act(mediation, talking(handed(change)), 'failed', '2026-07-22', { note: '差得太远' }).news.text
    expect(failed({ job: 'lasts' })).toMatch(/不收钱$/)
    expect(failed({ jobEndedOn: '2025-07-20' })).toContain('请先找工会律师问问')
  })

  test('the worker takes it back while it is open', () => {
    expect(withdraw(talking(), t.momentOn('2026-07-20'))).toMatchObject({ state: 'withdrawn', desk: null })
    expect(withdraw(agreed(), t.momentOn('2026-07-23'))).toBe('over')
  })
})

describe('the desk', () => {
  const warned = (standing: CaseDocument, on: string) =>
    (mediation.warnings!(standing, t.momentOn(on)) as string[]).join()

  test('offers what may be done at each step', () => {
    expect(t.offered(mediation, handed(), MONDAY)).toEqual(['assign', 'notAccepted', 'ask', 'pass'])
    expect(t.offered(mediation, talking(), MONDAY)).toEqual(['agreed', 'failed', 'note', 'ask'])
    expect(t.offered(mediation, agreed({ confirm: 'yes' }), MONDAY)).toEqual(['confirmed', 'notConfirmed', 'note'])
  })

  test('another mediator, another union, the worker: refused', () => {
    const tried = (by: object) => t.attempt(mediation, talking(), 'note', '2026-07-16', { note: '谈过', by })
    expect(tried({ desk: 'county/mediator/p_other' })).toBe('wrongDesk')
    expect(tried({ desk: 'town/officer' })).toBe('wrongDesk')
    expect(tried({ openid: 'worker' })).toBe('ownCase')
    expect(t.attempt(mediation, handed(), 'assign', MONDAY)).toBe('targetMissing')
  })

  test('is warned of the limitation, of many workers, and when the fifteen days are over', () => {
    expect(warned(handed({ jobEndedOn: '2025-07-18' }), MONDAY)).toContain('时效只剩 5 天')
    expect(warned(handed({ people: 10 }), MONDAY)).toContain('10 个人一起')
    expect(warned(handed({ people: 9 }), MONDAY)).toBe('')
    expect(warned(talking(), '2026-07-28')).toBe('')
    expect(warned(talking(), '2026-07-29')).toContain('可以直接申请仲裁')
    expect(warned(handed(), '2026-07-15')).toBe('')
    expect(warned(handed(), '2026-07-16')).toContain('还没问单位')
  })
})
