import { limitationIn } from '../../cloudfunctions/cases/limitation'
import { legalAid } from '../../cloudfunctions/cases/kinds/legal-aid'
import { formOf } from '../../cloudfunctions/kernel/casework/form'
import { supply } from '../../cloudfunctions/kernel/casework/applicant'
import type { Applicant } from '../../cloudfunctions/kernel/casework/case'
import * as t from './support'

/** 法律援助 through the pure engine: its days, its papers, who may do what, its ends. */

const MONDAY = '2026-07-13'
const form = {
  matter: 'wages',
  employer: '海岬装饰公司',
  story: '干了三个月活，工资没给',
  amountFen: 1_860_000,
  knewOn: '2026-03-02',
  job: 'over',
  jobEndedOn: '2026-03-31',
  means: 'migrant',
}
const crew = t.crew('lawyer')
const handed = (change: object = {}, on = MONDAY, slots?: string[]) =>
  t.handIn(legalAid, { form: { ...form, ...change }, slots }, on)
const assigned = () => {
  const granted = t.act(legalAid, handed(), 'approve', '2026-07-15')
  return t.act(legalAid, granted, 'assign', '2026-07-17', { crew })
}

describe('days', () => {
  test.each([
    ['decide', MONDAY, '2026-07-20', '法律援助法 第43条'],
    ['decide', '2026-07-11', '2026-07-20', '法律援助法 第43条'],
    // The eves of the National Day and Spring Festival holidays.
    ['decide', '2026-09-30', '2026-10-08', '法律援助法 第43条'],
    ['decide', '2026-02-13', '2026-02-24', '法律援助法 第43条'],
    ['assign', MONDAY, '2026-07-16', '法律援助法 第43条'],
    ['assign', '2026-07-16', '2026-07-20', '法律援助法 第43条'],
    ['assign', '2026-09-30', '2026-10-08', '法律援助法 第43条'],
    ['work', MONDAY, '2026-10-10', '市总工会'],
    ['appeal', MONDAY, '2026-07-20', '法律援助法 第49条'],
    ['appeal', '2026-07-14', '2026-07-20', '法律援助法 第49条'],
  ])('%s from %s: by %s', (step, on, due, clause) => {
    const entered = t.dueOf(legalAid, step, on, form)
    expect(entered.due).toBe(due)
    expect(entered.clause).toContain(clause)
  })

  test('the worker reads both terms before she hands it in', () => {
    expect(formOf(legalAid, t.city).steps).toEqual([
      { title: '看能不能援助', where: '区县总工会', term: '7 天' },
      { title: '派律师', where: '区县总工会', term: '3 天' },
      { title: '律师在办', where: '区县总工会', term: '60 个工作日' },
    ])
  })
})

describe('papers', () => {
  const asked = (change: object) =>
    formOf(legalAid, t.city)
      .evidence.filter(({ when }) => !when || when.is.includes({ ...form, ...change }[when.field as 'means'] as string))
      .map(({ slot }) => slot)

  test.each([
    ['migrant', false],
    ['grave', false],
    ['relief', true],
    ['hardship', true],
  ])('means %s: hardship proof asked %s', (means, proof) => {
    expect(asked({ means }).includes('hardshipProof')).toBe(proof)
  })

  test('wage records for wages, the injury finding for injuries', () => {
    expect(asked({})).toContain('wageRecord')
    expect(asked({})).not.toContain('injuryFinding')
    expect(asked({ matter: 'injury' })).toContain('injuryFinding')
  })

  test('no hardship proof bars the door; the desk sees that it is missing, and what needs none', () => {
    const warned = (means: string) => legalAid.warnings!(handed({ means }), t.momentOn(MONDAY)) as string[]
    expect(warned('hardship')).toContain('还没有低保证或困难证明')
    expect(warned('migrant').join()).toContain('不查家里困难不困难')
    expect(warned('grave')).toEqual([])
  })

  test('the exemption is for pay and injury only', async () => {
    const applicant = { now: t.momentOn(MONDAY) } as Applicant
    const prepare = (change: object) => legalAid.prepare!({ ...form, ...change }, applicant)
    await expect(prepare({ matter: 'dismissed' })).rejects.toThrow('只限要工资和工伤待遇')
    await expect(prepare({ knewOn: '2026-07-14' })).rejects.toThrow('还没到')
    await expect(prepare({})).resolves.toMatchObject({ facts: {} })
    await expect(prepare({ matter: 'injury' })).resolves.toMatchObject({ facts: {} })
  })

  test('the identity card is wanted', () => {
    expect(t.faultOf(() => handed({}, MONDAY, []))).toContain('身份证')
  })

  test.each([
    ['请选是哪样事', { matter: 'none' }],
    ['请填跟哪个单位', { employer: '海' }],
    ['看不见的符号', { employer: '海岬\u200b公司' }],
    ['请写几句是怎么回事', { story: '没钱' }],
    ['最多 500 个字', { story: '长'.repeat(501) }],
    ['请选是哪一天', { knewOn: '2026-02-30' }],
    ['请选是哪一天', { knewOn: undefined }],
    ['请选还在不在那儿上班', { job: undefined }],
    ['还没填“最后上班是哪天”', { jobEndedOn: undefined }],
    ['请选是怎么要的', { asked: [{ on: '2026-04-01', how: 'shouted' }] }],
    ['请选您是哪种情况', { means: 'rich' }],
    ['请填大概多少钱', { amountFen: -1 }],
    ['请填大概多少钱', { amountFen: 1.5 }],
  ])('wrong input is answered with “%s”', (words, change) => {
    expect(t.saidAbout(legalAid, form, change, MONDAY)).toContain(words)
  })
})

describe('limitation', () => {
  // The job ended on 2025-07-18: the year ends on 2026-07-18.
  const late = { jobEndedOn: '2025-07-18', knewOn: '2025-06-01' }

  test.each([
    ['2026-07-13', '时效只剩 5 天，先援助后补手续', true],
    ['2026-07-12', '时效只剩 6 天，先援助后补手续', true],
    ['2026-07-11', '时效还剩 7 天', false],
    ['2026-07-18', '时效今天到期，先援助后补手续', true],
    ['2026-07-19', '时效可能已过', false],
    ['2026-06-18', '时效还剩 30 天', false],
  ])('on %s the desk reads %s', (on, words, first) => {
    const standing = handed(late, on)
    expect((legalAid.warnings!(standing, t.momentOn(on)) as string[])[0]).toContain(words)
    expect(t.offered(legalAid, standing, on).includes('aidFirst')).toBe(first)
    // The desk's list shows it apart, by the day.
    expect(standing.next).toBe(first ? '时效只到 7月18日，先援助' : '要定给不给法律援助')
    const tried = t.attempt(legalAid, standing, 'aidFirst', on)
    expect(tried === 'actNotAllowed').toBe(!first)
  })

  test('nothing is warned of while the job lasts and wages are owed', () => {
    const standing = handed({ job: 'lasts', jobEndedOn: undefined, knewOn: '2024-01-01' })
    expect(limitationIn(standing.form, MONDAY).lastDay).toBeNull()
    expect((legalAid.warnings!(standing, t.momentOn(MONDAY)) as string[]).join()).not.toContain('时效')
  })

  test('asking for the money began the year anew', () => {
    const standing = handed({ ...late, asked: [{ on: '2026-03-01', how: 'claimed' }] })
    expect(limitationIn(standing.form, MONDAY).lastDay).toBe('2027-03-01')
  })

  test('the worker reads the last day and how it was reckoned', () => {
    const { lines, words } = legalAid.reckon!(handed(late).form, t.city, MONDAY, {})!
    expect(lines.map(({ value }) => value)).toEqual(['2026年7月18日（周六）', '5 天'])
    expect(words).toContain('调解仲裁法 第27条')
  })

  test('aid first: to the assignment at once, papers later, with words', () => {
    const done = t.act(legalAid, handed(late), 'aidFirst', MONDAY, { fields: { later: '困难证明' } })
    expect(done).toMatchObject({ step: 'assign', due: '2026-07-16', desk: 'county/officer' })
    expect(done.news.text).toContain('以后请补：困难证明')
  })
})

describe('its way', () => {
  test('from the county to a lawyer to the result, with the sum in the ledger', () => {
    expect(handed()).toMatchObject({ desk: 'county/officer', state: 'submitted' })
    expect(t.offered(legalAid, handed(), MONDAY)).toEqual(['approve', 'ask', 'pass', 'refuse'])
    const working = assigned()
    expect(working).toMatchObject({ desk: 'county/lawyer/p_crew', step: 'work' })
    expect(working.news.title).toBe('于海律师帮您')
    expect(t.offered(legalAid, working, '2026-07-20')).toEqual(['note', 'close', 'ask', 'stop'])
    const noted = t.act(legalAid, working, 'note', '2026-07-20', { note: '跟单位通了电话' })
    const fields = { result: 'won', amountFen: 1_860_000, summary: '仲裁裁决支付' }
    const done = t.act(legalAid, noted, 'close', '2026-08-20', { fields })
    expect(done).toMatchObject({ state: 'served', open: false })
    expect(done.news.text).toContain('18600 元')
    expect(t.entryOf(legalAid, noted, done, 'close', '2026-08-20')).toMatchObject({
      kind: 'legalAid.closed',
      amountFen: 1_860_000,
      org: 'union',
      detail: { kind: 'legalAid', outcome: 'served', inTime: true, ends: true },
    })
    expect(t.readBy(legalAid, done, '2026-08-21').may.rate).toBe(true)
    expect(t.readBy(legalAid, done, '2026-08-21').records[0]!.values[0]).toEqual({ label: '结果', value: '赢了' })
  })

  test('nobody else acts: not the worker’s own union, not the worker, no lawyer it was not given to', () => {
    const by = (desk: string, openid = 'officer') =>
      t.attempt(legalAid, handed(), 'approve', MONDAY, { by: { desk, openid } })
    expect(by('union/officer')).toBe('wrongDesk')
    expect(by('county/officer', 'worker')).toBe('ownCase')
    const other = { desk: 'county/lawyer/p_other' }
    expect(t.attempt(legalAid, assigned(), 'note', MONDAY, { note: '看看', by: other })).toBe('wrongDesk')
    expect(t.attempt(legalAid, t.act(legalAid, handed(), 'approve', MONDAY), 'assign', MONDAY)).toBe('targetMissing')
  })

  test('papers are asked for once, all at once; the clock stands meanwhile', () => {
    const asked = t.act(legalAid, handed({ means: 'hardship' }), 'ask', '2026-07-15', {
      note: '要盖章的',
      slots: ['hardshipProof', 'wageRecord'],
    })
    expect(asked).toMatchObject({ state: 'returned', desk: null })
    const papers = ['hardshipProof', 'wageRecord'].map((slot) => t.paperFor(legalAid, slot, t.momentOn('2026-07-20')))
    const back = supply(legalAid, asked, { version: asked.version, papers, note: '' }, t.settingOn('2026-07-20'))
    // Two of seven days were used; five are left from the 20th, and the 25th is a Saturday.
    expect(back).toMatchObject({ desk: 'county/officer', due: '2026-07-27' })
    expect(t.attempt(legalAid, back as never, 'ask', '2026-07-21', { note: '再要', slots: ['more'] })).toBe(
      'askedAlready',
    )
  })

  test('refused in writing with the reason; the city looks again within five days', () => {
    expect(t.attempt(legalAid, handed(), 'refuse', MONDAY)).toBe('reasonMissing')
    const refused = t.act(legalAid, handed(), 'refuse', MONDAY, { note: '不是劳动权益的事' })
    expect(refused).toMatchObject({ state: 'refused', news: { text: '不是劳动权益的事' } })
    expect(t.printed(legalAid, refused, 'refused')!.paragraphs.join()).toContain('理由：不是劳动权益的事')
    expect(t.printed(legalAid, refused, 'accepted')).toBeNull()
    expect(t.appealOn(legalAid, refused, '2026-08-13')).toBe('tooLate')
    const again = t.appealOn(legalAid, refused, '2026-08-12')
    expect(again).toMatchObject({ desk: 'city/officer', step: 'appeal', due: '2026-08-17' })
    const reopened = t.act(legalAid, again as never, 'reopen', '2026-08-14')
    expect(reopened).toMatchObject({ step: 'assign', desk: 'county/officer' })
    expect(t.printed(legalAid, reopened, 'accepted')).toMatchObject({ day: '2026-08-14' })
    const upheld = t.act(legalAid, again as never, 'uphold', '2026-08-14', { note: '原来的对' })
    expect(t.appealOn(legalAid, upheld, '2026-08-15')).toBe('notAppealable')
  })

  test('stopped: over with the reason, nothing recovered', () => {
    const done = t.act(legalAid, assigned(), 'stop', '2026-08-03', { note: '工友自己请了律师' })
    expect(done).toMatchObject({ state: 'closed' })
    expect(t.entryOf(legalAid, assigned(), done, 'stop', '2026-08-03')).toMatchObject({
      kind: 'legalAid.closed',
      amountFen: 0,
    })
  })

  test('the notice of acceptance is printed from the decision on', () => {
    expect(t.printed(legalAid, handed(), 'accepted')).toBeNull()
    const notice = t.printed(legalAid, assigned(), 'accepted')!
    expect(notice).toMatchObject({ to: '林秀兰：', day: '2026-07-15' })
    expect(notice.facts).toContainEqual({ label: '对方', value: '海岬装饰公司' })
  })
})

test('few days left: the worker reads at once that she comes first', () => {
  const urgent = handed({ knewOn: '2025-06-01', jobEndedOn: '2025-07-18' })
  expect(urgent.news).toMatchObject({ title: '收到了，您的事急', text: '申请仲裁只剩 5 天，工会先帮您，手续后补' })
  expect(handed().news.text).toBe('海滨区总工会 7 天内答复您，不收钱')
})

describe('few days left: the lawyer comes first to the limitation (劳动争议调解仲裁法 第27条)', () => {
  const urgently = (jobEndedOn: string) => {
    const granted = t.act(legalAid, handed({ knewOn: '2025-06-01', jobEndedOn }), 'approve', MONDAY)
    return t.act(legalAid, granted, 'assign', MONDAY, { crew })
  }

  // One year from the end of the job; sixty days or fewer are left, or more, or none.
  test.each([
    // A Saturday: the Friday before, when the office is open.
    ['2025-07-18', '2026-07-17'],
    ['2025-09-11', '2026-09-11'],
    ['2025-09-12', '2026-09-11'],
    ['2025-09-14', '2026-10-10'],
    ['2025-07-12', '2026-10-10'],
  ])('job over on %s: due %s', (jobEndedOn, due) => {
    expect(urgently(jobEndedOn).due).toBe(due)
  })

  test('once the application is in, she has her own days again, and nobody is reminded of a day that no longer counts', () => {
    const working = urgently('2025-07-18')
    expect(working.clock!.clause).toContain('第27条')
    expect(t.offered(legalAid, working, MONDAY)).toContain('filed')
    expect(legalAid.reminders!(working).length).toBeGreaterThan(0)
    const filed = t.act(legalAid, working, 'filed', '2026-07-14', { fields: { filedOn: '2026-07-14' } })
    expect(filed).toMatchObject({ desk: working.desk, step: 'work', due: '2026-10-12', next: '要办法律援助' })
    expect(t.offered(legalAid, filed, '2026-07-14')).not.toContain('filed')
    expect(legalAid.reminders!(filed)).toEqual([])
    expect(filed.news.title).toBe('仲裁申请递上去了')
  })
})
