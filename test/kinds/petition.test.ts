import { apartFrom, keepFromAccused, petition } from '../../cloudfunctions/cases/kinds/petition'
import { wake } from '../../cloudfunctions/kernel/casework/by-itself'
import type { CaseDocument } from '../../cloudfunctions/kernel/casework/case'
import * as t from './support'

/** 信访 through the pure engine: 15, 60 + 30, 30 and 30 days; review by the union above, twice, then final. */

const MONDAY = '2026-07-13'
const form = {
  about: 'employer',
  against: '海岬餐饮公司',
  story: '单位食堂的剩菜隔天还卖给我们吃',
  want: '请单位改',
  together: 'alone',
}
const handed = (change: object = {}, on = MONDAY, chain = t.chain.slice(1)) =>
  t.handIn(petition, { form: { ...form, ...change }, facts: { accused: ['union'] }, chain }, on)
const accepted = (chain = t.chain.slice(1)) => t.act(petition, handed({}, MONDAY, chain), 'accept', '2026-07-20')
const opinion = { outcome: 'partly', opinion: '到食堂看过，剩菜确实隔天在卖，已经停了。', basis: '食品安全法' }
const answered = (standing = accepted()) => t.act(petition, standing, 'answer', '2026-08-31', { fields: opinion })
const extend = { note: '要等检测结果', fields: { approver: '宋主席' } }

describe('days', () => {
  test.each([
    ['register', MONDAY, '2026-07-28', '信访工作条例 第23条'],
    ['register', '2026-09-20', '2026-10-08', '信访工作条例 第23条'],
    ['handle', MONDAY, '2026-09-11', '信访工作条例 第34条'],
    ['handle', '2026-08-03', '2026-10-08', '信访工作条例 第34条'],
    ['handle', '2026-09-30', '2026-11-30', '信访工作条例 第34条'],
    ['review', MONDAY, '2026-08-12', '信访工作条例 第35条'],
    ['reReview', '2026-09-01', '2026-10-08', '信访工作条例 第36条'],
  ])('%s from %s: by %s', (step, on, due, clause) => {
    const entered = t.dueOf(petition, step, on)
    expect(entered.due).toBe(due)
    expect(entered.clause).toContain(clause)
  })

  test('thirty more days: once, with reason and who approved it, told to the worker', () => {
    const standing = t.act(petition, handed(), 'accept', MONDAY)
    expect(standing.due).toBe('2026-09-11')
    expect(t.attempt(petition, standing, 'extend', '2026-09-01', { fields: extend.fields })).toBe('reasonMissing')
    expect(t.faultOf(() => t.attempt(petition, standing, 'extend', '2026-09-01', { note: '复杂' }))).toContain('还没填')
    const longer = t.act(petition, standing, 'extend', '2026-09-01', extend)
    // Ninety days end on Sunday 11 October; Monday is worked.
    expect(longer).toMatchObject({ due: '2026-10-12', step: 'handle', open: true })
    expect(longer.clock!.extensions).toMatchObject([{ days: 30, why: '要等检测结果' }])
    expect(longer.news).toMatchObject({
      title: '要多用 30 天',
      text: '要等检测结果。最晚 2026年10月12日（周一）答复您',
      unread: true,
    })
    expect(t.offered(petition, standing, '2026-09-01')).toContain('extend')
    expect(t.offered(petition, longer, '2026-09-02')).not.toContain('extend')
    expect(t.attempt(petition, longer, 'extend', '2026-09-02', extend)).toBe('actNotAllowed')
  })
})

describe('the form', () => {
  const group = { together: 'group', people: 8, deputies: [{ name: '于海' }, { name: '林秀兰' }] }

  test('five deputies are taken, six are not', () => {
    const deputies = (count: number) => Array.from({ length: count }, (_, i) => ({ name: `代表${'一二三四五六'[i]}` }))
    expect(t.saidAbout(petition, form, { ...group, deputies: deputies(5) }, MONDAY)).toBeNull()
    expect(t.saidAbout(petition, form, { ...group, deputies: deputies(6) }, MONDAY)).toBe('代表最多 5 个人')
  })

  test.each([
    ['请选是关于谁的', { about: 'nobody' }],
    ['至少 10 个字', { story: '食堂不好' }],
    ['最多 1000 个字', { story: '长'.repeat(1001) }],
    ['请写您想怎么解决', { want: '' }],
    ['请选一个人还是好几个人', { together: undefined }],
    ['还没填“一共几个人”', { together: 'group', deputies: group.deputies }],
    ['至少 2 个', { ...group, people: 1 }],
    ['好几个人，请推选代表', { ...group, deputies: [] }],
    ['请填代表的姓名', { ...group, deputies: [{ name: '' }] }],
  ])('wrong input is answered with “%s”', (words, change) => {
    expect(t.saidAbout(petition, form, change, MONDAY)).toContain(words)
  })

  test('deputies of one who comes alone are not kept; no paper is demanded', () => {
    expect(handed({ deputies: group.deputies, people: 8 }).form).not.toHaveProperty('deputies')
    expect(t.requiredSlots(petition, form)).toEqual([])
  })
})

describe('whether it is taken', () => {
  test('accepted: sixty days, and a notice to print', () => {
    expect(t.printed(petition, handed(), 'accepted')).toBeNull()
    expect(accepted()).toMatchObject({ step: 'handle', desk: 'town/officer', due: '2026-09-18' })
    expect(accepted().news.text).toContain('最晚 2026年9月18日（周五）答复您')
    const notice = t.printed(petition, accepted(), 'accepted')!
    expect(notice).toMatchObject({ to: '林秀兰：', day: '2026-07-20' })
    expect(notice.paragraphs[0]).toContain('60 日内办结')
  })

  test('a legal route: led there, closed, no review of what was not decided', () => {
    const fields = { route: 'arbitration', where: '区劳动仲裁院，0631-0000003' }
    const led = t.act(petition, handed(), 'lead', MONDAY, { fields })
    expect(led).toMatchObject({ state: 'closed' })
    expect(led.news.text).toContain('区劳动仲裁院')
    expect(t.entryOf(petition, handed(), led, 'lead', MONDAY)).toMatchObject({ kind: 'petition.closed', amountFen: 0 })
    expect(t.appealOn(petition, led, '2026-07-14')).toBe('notAppealable')
  })

  test('not taken: only with a reason', () => {
    expect(t.attempt(petition, handed(), 'decline', MONDAY)).toBe('reasonMissing')
    const declined = t.act(petition, handed(), 'decline', MONDAY, { note: '答复过，没有新情况' })
    expect(declined).toMatchObject({ state: 'refused', news: { text: '答复过，没有新情况' } })
  })

  test('passed to another union: fifteen days there, never to whom it is about', () => {
    const passed = t.act(petition, handed(), 'pass', '2026-07-20', { note: '归区里管', chain: t.chain.slice(2) })
    expect(passed).toMatchObject({ desk: 'county/officer', step: 'register', due: '2026-08-04' })
    expect(() => keepFromAccused(passed)).not.toThrow()
    expect(() => keepFromAccused({ ...passed, facts: { accused: ['county'] } })).toThrow('不能转给它')
  })

  test('what is about a union does not begin at it', () => {
    const ids = (about: string) => apartFrom(about, t.chain).map(({ id }) => id)
    expect(ids('employer')).toEqual(['town', 'county', 'city'])
    expect(ids('townUnion')).toEqual(['county', 'city'])
    expect(apartFrom('townUnion', t.chain.slice(0, 2))).toEqual(t.chain.slice(0, 2))
  })

  test('a silent town loses it to the county', () => {
    const silent = handed()
    const risen = wake(petition, silent, t.settingOn(silent.wakeOn!))
    expect(risen).toMatchObject({ desk: 'county/officer', step: 'register' })
    expect(wake(petition, silent, t.settingOn('2026-07-29'))).toBeNull()
  })
})

describe('answered, reviewed, reviewed again', () => {
  const review = (standing: CaseDocument, on: string) => t.appealOn(petition, standing, on) as CaseDocument

  test('the answer is closed and counted, and printed with its way on', () => {
    expect(answered()).toMatchObject({ state: 'closed', open: false })
    expect(t.entryOf(petition, accepted(), answered(), 'answer', '2026-08-31')).toMatchObject({
      kind: 'petition.closed',
      detail: { kind: 'petition', outcome: 'closed', inTime: true, ends: true },
    })
    const paper = t.printed(petition, answered(), 'answer')!
    expect(paper.paragraphs.join()).toContain('处理意见：部分支持')
    expect(paper).toMatchObject({ org: '渔港街道总工会', day: '2026-08-31' })
    expect(paper.foot).toContain('复查')
    expect(t.printed(petition, answered(), 'reviewed')).toBeNull()
  })

  test.each([
    ['请选支持不支持', { outcome: 'maybe' }],
    ['至少 10 个字', { opinion: '查过了' }],
    ['请写依据哪条规定', { basis: '' }],
  ])('the answer is not given with “%s”', (words, change) => {
    const press = () => t.act(petition, accepted(), 'answer', '2026-08-31', { fields: { ...opinion, ...change } })
    expect(t.faultOf(press)).toContain(words)
  })

  test('thirty days to ask for the review, at the union above', () => {
    // Answered on 31 August.
    expect(t.appealOn(petition, answered(), '2026-10-01')).toBe('tooLate')
    expect(t.readBy(petition, answered(), '2026-09-30').may.appeal).toBe(true)
    expect(t.readBy(petition, answered(), '2026-09-30').appealWords).toBe(
      '不服的话，可以请上一级工会复查，9月30日（周三）前提',
    )
    expect(t.readBy(petition, answered(), '2026-10-01').may.appeal).toBe(false)
    expect(review(answered(), '2026-09-10')).toMatchObject({
      step: 'review',
      desk: 'county/officer',
      due: '2026-10-10',
      open: true,
    })
  })

  test('then the re-review, one union higher; then it is final', () => {
    const reviewing = review(answered(), '2026-09-01')
    expect(t.offered(petition, reviewing, '2026-09-02')).toEqual(['reviewed'])
    const reviewed = t.act(petition, reviewing, 'reviewed', '2026-09-10', { fields: opinion })
    expect(t.entryOf(petition, reviewing, reviewed, 'reviewed', '2026-09-10').kind).toBe('petition.closed')
    expect(reviewed.news.text).toContain('复核')
    const again = review(reviewed, '2026-09-11')
    expect(again).toMatchObject({ step: 'reReview', desk: 'city/officer', due: '2026-10-12' })
    const final = t.act(petition, again, 'reReviewed', '2026-09-30', { fields: opinion })
    expect(final).toMatchObject({ state: 'closed', open: false })
    expect(final.news.text).toContain('最后的意见')
    expect(t.appealOn(petition, final, '2026-09-30')).toBe('notAppealable')
    expect(t.readBy(petition, final, '2026-09-30').appealWords).toBe('')
    expect(t.printed(petition, final, 'reReviewed')).toMatchObject({ org: '市总工会' })
    // The first answer is still that union's own.
    expect(t.printed(petition, final, 'answer')).toMatchObject({ org: '渔港街道总工会' })
  })

  test('answered by the county, the city reviews; above the city the worker is told where to write', () => {
    const byCounty = answered(accepted(t.chain.slice(2)))
    const reviewing = review(byCounty, '2026-09-01')
    expect(reviewing).toMatchObject({ desk: 'city/officer' })
    const reviewed = t.act(petition, reviewing, 'reviewed', '2026-09-10', { fields: opinion })
    expect(t.appealOn(petition, reviewed, '2026-09-11')).toBe('notAppealable')
    expect(reviewed.news.text).toContain('省总工会')
  })
})

describe('the desk', () => {
  test('offers what may be done at each step', () => {
    expect(t.offered(petition, handed(), MONDAY)).toEqual(['accept', 'lead', 'pass', 'decline'])
    expect(t.offered(petition, accepted(), MONDAY)).toEqual(['answer', 'extend', 'note'])
    expect(t.attempt(petition, handed(), 'accept', MONDAY, { by: { desk: 'union/officer' } })).toBe('wrongDesk')
    expect(t.attempt(petition, handed(), 'accept', MONDAY, { by: { openid: 'worker' } })).toBe('ownCase')
  })

  test('is told first of all to keep the accuser from the accused', () => {
    const warned = (change: object) => petition.warnings!(handed(change) as never, t.momentOn(MONDAY)) as string[]
    expect(warned({})[0]).toContain('别把反映人的姓名和材料给“海岬餐饮公司”')
    expect(warned({ against: undefined })[0]).toContain('给单位')
    expect(warned({ together: 'group', people: 8, deputies: [{ name: '于海' }] }).join()).toContain('8 个人一起反映')
    const pass = petition.steps[0]!.acts.find(({ act }) => act === 'pass')!
    expect(pass.effect).toContain('千万别转给被反映的一方')
  })
})
