import { opinionLetter, sayNumber } from '../../cloudfunctions/cases/kinds/opinion-letter'
import { wake } from '../../cloudfunctions/kernel/casework/by-itself'
import type { Applicant, CaseDocument } from '../../cloudfunctions/kernel/casework/case'
import * as t from './support'

/** 工会劳动法律监督意见书 through the pure engine: approved, numbered, answered within 15 working days or taken further. */

const MONDAY = '2026-07-13'
const form = {
  employer: '海岬电子公司',
  contact: '人事部王经理 0631-0000004',
  inspectedOn: '2026-07-10',
  inspectors: [
    { name: '于海', card: '990001' },
    { name: '林秀兰', card: '990002' },
  ],
  findings: [
    { what: '加班超过每月 36 小时', article: '劳动法 第四十一条', demand: '排班不超过 36 小时' },
    { what: '5 个人没签劳动合同', article: '劳动合同法 第十条', demand: '一个月内补签' },
  ],
}
const handed = (change: object = {}, on = MONDAY) => t.handIn(opinionLetter, { form: { ...form, ...change } }, on)
const LETTER = { letter: { year: '2026', number: 12, org: '海滨区总工会' } }
/** As the transaction of the approval leaves it. */
const sent = () => ({ ...t.act(opinionLetter, handed(), 'approve', '2026-07-15'), facts: LETTER })
const answer = { complied: 'all', answeredOn: '2026-07-30', answer: '都改了，附排班表' }
const answered = (complied: string) =>
  t.act(opinionLetter, sent(), 'answered', '2026-07-31', { fields: { ...answer, complied } })

describe('days', () => {
  test.each([
    ['approve', MONDAY, '2026-07-20', '市总工会'],
    ['answer', MONDAY, '2026-08-03', '第17-23条'],
    ['answer', '2026-09-30', '2026-10-27', '第17-23条'],
    ['answer', '2026-02-13', '2026-03-12', '第17-23条'],
    ['recommend', MONDAY, '2026-07-20', '市总工会'],
  ])('%s from %s: by %s', (step, on, due, clause) => {
    const entered = t.dueOf(opinionLetter, step, on)
    expect(entered.due).toBe(due)
    expect(entered.clause).toContain(clause)
  })
})

describe('the form', () => {
  test.each([
    ['请填单位全称', { employer: '' }],
    ['18 位', { creditCode: '123' }],
    ['去查要两个监督员以上', { inspectors: form.inspectors.slice(0, 1) }],
    ['请填去查的监督员', { inspectors: undefined }],
    ['请填监督员证号', { inspectors: [form.inspectors[0], { name: '林秀兰', card: '' }] }],
    ['至少填一个问题', { findings: [] }],
    ['请写清楚查到什么', { findings: [{ ...form.findings[0], what: '' }] }],
    ['请写违反哪部法第几条', { findings: [{ ...form.findings[0], article: '' }] }],
    ['请选哪天去查的', { inspectedOn: '上周' }],
  ])('wrong input is answered with “%s”', (words, change) => {
    expect(t.saidAbout(opinionLetter, form, change, MONDAY)).toContain(words)
  })

  test('two inspectors are two people, who have been there', async () => {
    const prepare = (change: object) =>
      opinionLetter.prepare!({ ...form, ...change }, { now: t.momentOn(MONDAY) } as Applicant)
    await expect(prepare({})).resolves.toEqual({ facts: {} })
    await expect(prepare({ inspectedOn: '2026-07-14' })).rejects.toThrow('还没到')
    const twice = [form.inspectors[0], { ...form.inspectors[1], card: '990001' }]
    await expect(prepare({ inspectors: twice })).rejects.toThrow('两个不同的人')
  })

  test('officers only, as many as there are employers', () => {
    expect([opinionLetter.who, opinionLetter.many]).toEqual(['officer', true])
  })
})

describe('its way', () => {
  test('the county approves, not who wrote it, nor her own union', () => {
    expect(handed()).toMatchObject({ desk: 'county/officer', state: 'submitted' })
    expect(t.attempt(opinionLetter, handed(), 'approve', MONDAY, { by: { openid: 'worker' } })).toBe('ownCase')
    expect(t.attempt(opinionLetter, handed(), 'approve', MONDAY, { by: { desk: 'union/officer' } })).toBe('wrongDesk')
    const done = t.act(opinionLetter, handed(), 'approve', '2026-07-15')
    expect(done).toMatchObject({ step: 'answer', desk: 'county/officer', due: '2026-08-05' })
    expect(t.entryOf(opinionLetter, handed(), done, 'approve', '2026-07-15').kind).toBe('opinionLetter.sent')
    expect(done.news.text).toContain('2026年8月5日（周三）前要书面答复')
  })

  test('not approved: with the reason', () => {
    expect(t.attempt(opinionLetter, handed(), 'refuse', MONDAY)).toBe('reasonMissing')
    expect(t.act(opinionLetter, handed(), 'refuse', MONDAY, { note: '条文不对' })).toMatchObject({ state: 'refused' })
  })

  test('answered and mended: over; answered and not mended: to the authority', () => {
    expect(answered('all')).toMatchObject({ state: 'closed', open: false })
    for (const complied of ['part', 'no'])
      expect(answered(complied)).toMatchObject({ step: 'recommend', desk: 'county/officer', due: '2026-08-07' })
  })

  test('no answer is an act only from the day after the last', () => {
    expect(t.offered(opinionLetter, sent(), '2026-08-05')).toEqual(['answered', 'note'])
    expect(t.attempt(opinionLetter, sent(), 'noAnswer', '2026-08-05')).toBe('actNotAllowed')
    expect(t.offered(opinionLetter, sent(), '2026-08-06')).toEqual(['answered', 'noAnswer', 'note'])
    expect(t.act(opinionLetter, sent(), 'noAnswer', '2026-08-06')).toMatchObject({ step: 'recommend' })
    const warned = (on: string) => opinionLetter.warnings!(sent(), t.momentOn(on)) as string[]
    expect([warned('2026-08-05').length, warned('2026-08-06').length]).toEqual([0, 1])
  })

  test('a county that forgets loses it to the city, which may still say that none came', () => {
    const standing = sent()
    const risen = wake(opinionLetter, standing, t.settingOn(standing.wakeOn!)) as CaseDocument
    expect(risen).toMatchObject({ desk: 'city/officer', step: 'answer' })
    expect(t.offered(opinionLetter, risen, standing.wakeOn!)).toContain('noAnswer')
  })

  test('recommended to an authority: over', () => {
    const authority = '区人力资源和社会保障局'
    const done = t.act(opinionLetter, answered('no'), 'recommended', '2026-08-05', { fields: { authority } })
    expect(done).toMatchObject({ state: 'closed', news: { text: `建议书发给了${authority}` } })
    const paper = t.printed(opinionLetter, withBoth(done), 'recommendation')!
    expect(paper).toMatchObject({ number: '〔2026〕3号', to: `${authority}：`, day: '2026-08-05' })
    expect(paper.paragraphs[0]).toContain('《工会劳动法律监督意见书》〔2026〕12号，该单位拒不改正')
    expect(t.act(opinionLetter, answered('part'), 'mended', '2026-08-05', { note: '补签了' }).state).toBe('closed')
  })

  test('without an answer the recommendation says so', () => {
    const silent = t.act(opinionLetter, sent(), 'noAnswer', '2026-08-06')
    const done = t.act(opinionLetter, silent, 'recommended', '2026-08-07', { fields: { authority: '区人社局' } })
    expect(t.printed(opinionLetter, withBoth(done), 'recommendation')!.paragraphs[0]).toContain('到期没有书面答复')
  })
})

const withBoth = (done: CaseDocument) => ({
  ...done,
  facts: { ...LETTER, recommendation: { year: '2026', number: 3, org: '海滨区总工会' } },
})

describe('the letter', () => {
  test('is printed with its number, its findings and who inspected, once it is approved', () => {
    expect(t.printed(opinionLetter, handed(), 'letter')).toBeNull()
    const paper = t.printed(opinionLetter, sent(), 'letter')!
    expect(paper).toMatchObject({
      number: '〔2026〕12号',
      org: '海滨区总工会',
      day: '2026-07-15',
      to: '海岬电子公司：',
    })
    expect(paper.paragraphs).toContain('1. 加班超过每月 36 小时。违反：劳动法 第四十一条。要求：排班不超过 36 小时。')
    expect(paper.facts).toHaveLength(2)
    expect(paper.paragraphs.join()).toContain('15 个工作日内书面答复')
  })

  test('numbers are said as papers say them', () => {
    expect(sayNumber({ year: '2027', number: 1 })).toBe('〔2027〕1号')
  })
})
