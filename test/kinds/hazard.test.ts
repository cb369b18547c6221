import { hazard } from '../../cloudfunctions/cases/kinds/hazard'
import { wake } from '../../cloudfunctions/kernel/casework/by-itself'
import type { Applicant, CaseDocument } from '../../cloudfunctions/kernel/casework/case'
import * as t from './support'

/** 身边隐患 through the pure engine: the day written down is the clock; who reported is nobody's to read. */

const MONDAY = '2026-07-13'
const form = { grave: 'no', what: '二楼护栏松了，会掉下来', place: '三号车间二楼', employer: '海岬机械公司' }
const handed = (change: object = {}, on = MONDAY) => {
  const made = t.handIn(hazard, { form: { ...form, ...change } }, on)
  return { ...made, name: '一位工友' }
}
const fields = { fixBy: '2026-07-24', who: '设备科于海', measure: '拉线围住，不许靠近' }
const toFix = (change: object = {}, on = '2026-07-15') =>
  t.act(hazard, handed(), 'accept', on, { fields: { ...fields, ...change } })
const mended = { done: '换了新护栏，焊牢了', checkedBy: '林秀兰' }
const brings = (done: CaseDocument, on: string) => {
  const act = hazard.steps[0]!.acts.find((one) => one.act === 'accept')!
  return act.brings!(null as never, done, t.momentOn(on), 1)
}

describe('days', () => {
  test.each([
    ['accept', MONDAY, '2026-07-16', '安全生产法 第60条'],
    ['accept', '2026-09-30', '2026-10-10', '安全生产法 第60条'],
    ['press', MONDAY, '2026-07-20', '安全生产法 第60条'],
    ['again', MONDAY, '2026-07-16', '安全生产法 第74条'],
  ])('%s from %s: by %s', (step, on, due, clause) => {
    const entered = t.dueOf(hazard, step, on)
    expect(entered.due).toBe(due)
    expect(entered.clause).toContain(clause)
  })

  test.each([MONDAY, '2026-07-12', '2026-10-01'])('grave on %s: the same day, also a day off', (on) => {
    const grave = handed({ grave: 'yes' }, on)
    expect(grave.due).toBe(on)
    expect(grave.clock!.clause).toContain('先让人撤出来')
  })

  test.each([
    ['2026-07-24', '2026-07-15', '2026-07-24'],
    ['2026-07-15', '2026-07-15', '2026-07-15'],
    // A Sunday that is worked; the day after the National Day holiday.
    ['2026-09-20', '2026-09-14', '2026-09-20'],
    ['2026-10-08', '2026-09-30', '2026-10-08'],
  ])('mended by %s, written down on %s: that day', (fixBy, on, due) => {
    expect(toFix({ fixBy }, on)).toMatchObject({ step: 'fix', due, news: { title: '去看过了' } })
  })

  test('a day on which nobody goes to look is not taken, nor one past or far off', async () => {
    expect(t.faultOf(() => toFix({ fixBy: '2026-07-25' }))).toContain('请选上班的日子')
    expect(t.faultOf(() => toFix({ fixBy: '2026-10-01' }))).toContain('请选上班的日子')
    await expect(brings(toFix({ fixBy: '2026-07-14' }), '2026-07-15')).rejects.toThrow('过了')
    await expect(brings(toFix({ fixBy: '2026-09-14' }), '2026-07-15')).rejects.toThrow('最多 60 天')
    await expect(brings(toFix({ fixBy: '2026-09-11' }), '2026-07-15')).resolves.toBeUndefined()
  })

  test('not mended by then: the town’s desk has it, with the same acts', () => {
    const standing = toFix()
    expect(wake(hazard, standing, t.settingOn('2026-07-27'))).toBeNull()
    const risen = wake(hazard, standing, t.settingOn('2026-07-28'))!
    expect(risen).toMatchObject({ desk: 'town/officer', step: 'fix', open: true })
    expect(risen.news.title).toContain('渔港街道总工会')
    expect(t.act(hazard, risen, 'fixed', '2026-07-29', { fields: mended }).state).toBe('served')
  })
})

describe('the form', () => {
  test('a photograph is wanted, but not of who is in danger', () => {
    expect(t.requiredSlots(hazard, form)).toEqual(['photo'])
    expect(t.requiredSlots(hazard, { ...form, grave: 'yes' })).toEqual([])
    expect(t.faultOf(() => t.handIn(hazard, { form, slots: [] }, MONDAY))).toContain('现场照片')
  })

  test.each([
    ['请选现在危险不危险', { grave: undefined }],
    ['请写几个字，哪儿不对', { what: '护栏' }],
    ['最多 300 个字', { what: '松'.repeat(301) }],
    ['请填在什么地方', { place: '' }],
    ['看不见的符号', { place: '三号\u200b车间' }],
  ])('wrong input is answered with “%s”', (words, change) => {
    expect(t.saidAbout(hazard, form, change, MONDAY)).toContain(words)
  })

  test('grave danger: leave first, said at once', () => {
    expect(handed({ grave: 'yes' }).news).toMatchObject({ title: '先离开，叫上工友' })
    expect(handed().news).toMatchObject({ text: '海滨物业工会去现场看。没人知道是您报的' })
  })
})

describe('who reported', () => {
  test('is no name on the case, its story or any paper', async () => {
    const prepared = await hazard.prepare!(form, { now: t.momentOn(MONDAY) } as Applicant)
    expect(prepared.name).toBe('一位工友')
    const standing = { ...toFix(), name: prepared.name! }
    expect(JSON.stringify(t.printed(hazard, standing, 'demand'))).not.toMatch(/林秀兰|一位工友/)
    expect(t.printed(hazard, handed(), 'demand')).toBeNull()
    const warned = hazard.warnings!(standing, t.momentOn(MONDAY)) as string[]
    expect(warned).toEqual(['别打听是谁报的，也别跟单位说有人报'])
  })
})

describe('its way', () => {
  test('begins at one’s own union and ends mended, with a photograph', () => {
    expect(handed()).toMatchObject({ desk: 'union/officer', state: 'submitted' })
    expect(t.offered(hazard, handed(), MONDAY)).toEqual(['accept', 'fixed', 'pass', 'refuse'])
    expect(t.offered(hazard, toFix(), MONDAY)).toEqual(['fixed', 'note', 'raise'])
    const done = t.act(hazard, toFix(), 'fixed', '2026-07-24', { fields: mended })
    expect(done).toMatchObject({ state: 'served', open: false })
    expect(done.news.text).toContain('换了新护栏')
    expect(t.entryOf(hazard, toFix(), done, 'fixed', '2026-07-24')).toMatchObject({
      kind: 'hazard.fixed',
      amountFen: 0,
      detail: { kind: 'hazard', inTime: true, days: 11, ends: true },
    })
  })

  test.each([
    ['请写怎么修的', { done: '' }],
    ['请填谁去看的', { checkedBy: '' }],
  ])('is not closed with “%s”', (words, change) => {
    expect(t.faultOf(() => t.act(hazard, toFix(), 'fixed', MONDAY, { fields: { ...mended, ...change } }))).toContain(
      words,
    )
  })

  test('an employer who will not: to the town, then to the authority, with who took it', () => {
    expect(t.attempt(hazard, toFix(), 'raise', '2026-07-20')).toBe('reasonMissing')
    const pressed = t.act(hazard, toFix(), 'raise', '2026-07-20', { note: '催了不动' })
    expect(pressed).toMatchObject({ step: 'press', desk: 'town/officer', due: '2026-07-27' })
    const authority = '区应急管理局王科长'
    const done = t.act(hazard, pressed, 'handOver', '2026-07-24', { fields: { authority } })
    expect(done).toMatchObject({ state: 'closed' })
    expect(done.news.text).toContain(authority)
  })

  test('found safe: the reporter may ask the union above to look again', () => {
    const refused = t.act(hazard, handed(), 'refuse', '2026-07-15', { note: '去看过，是安全的' })
    const again = t.appealOn(hazard, refused, '2026-07-20') as CaseDocument
    expect(again).toMatchObject({ step: 'again', desk: 'town/officer', due: '2026-07-23' })
    expect(t.act(hazard, again, 'reopen', '2026-07-21')).toMatchObject({ step: 'press', desk: 'town/officer' })
    const upheld = t.act(hazard, again, 'uphold', '2026-07-21', { note: '去看过，是安全的' })
    expect(t.appealOn(hazard, upheld, '2026-07-22')).toBe('notAppealable')
  })

  test('only the desk where it stands acts, and not the one who reported', () => {
    expect(t.attempt(hazard, handed(), 'accept', MONDAY, { fields, by: { desk: 'town/officer' } })).toBe('wrongDesk')
    expect(t.attempt(hazard, handed(), 'accept', MONDAY, { fields, by: { openid: 'worker' } })).toBe('ownCase')
  })

  test('grave danger stands first at the desk', () => {
    const warned = hazard.warnings!(handed({ grave: 'yes' }), t.momentOn(MONDAY)) as string[]
    expect(warned[0]).toContain('马上让人撤出来')
  })
})
