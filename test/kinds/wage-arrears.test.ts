import { wageArrears } from '../../cloudfunctions/cases/kinds/wage-arrears'
import type { CaseDocument } from '../../cloudfunctions/kernel/casework/case'
import * as t from './support'

/** 欠薪报告 through the pure engine: who is asked first stays responsible until the money is there. */

const MONDAY = '2026-07-13'
const form = {
  employer: '海岬建筑公司',
  town: '990001001',
  owedWhom: 'us',
  people: 12,
  months: 3,
  owedFen: 30_000_000,
  migrant: 'yes',
}
const handed = (change: object = {}, on = MONDAY) =>
  t.handIn(wageArrears, { form: { ...form, ...change }, chain: t.chain.slice(1) }, on)
const demand = { spokeWith: '王经理', admits: 'yes', promise: '月底付' }
const urged = () => t.act(wageArrears, handed(), 'demand', '2026-07-15', { fields: demand })
const upward = () => t.act(wageArrears, urged(), 'handOver', '2026-07-22')
const taken = { authority: '区人社局劳动监察大队', takenBy: '于队长 0631-0000002', takenOn: '2026-07-23' }
const followed = () => t.act(wageArrears, upward(), 'asked', '2026-07-23', { fields: taken })
const pay = (standing: CaseDocument, on: string, amountFen: number, all: 'all' | 'part') =>
  t.act(wageArrears, standing, 'paid', on, { fields: { amountFen, all } })

describe('days', () => {
  test.each([
    ['contact', MONDAY, '2026-07-16', '第10条'],
    ['contact', '2026-09-30', '2026-10-10', '第10条'],
    ['contact', '2026-02-13', '2026-02-25', '第10条'],
    ['urge', MONDAY, '2026-07-20', '第51条'],
    ['urge', '2026-04-30', '2026-05-11', '第51条'],
    ['authority', MONDAY, '2026-07-16', '第51条'],
    ['follow', MONDAY, '2026-10-10', '劳动保障监察条例 第17条'],
  ])('%s from %s: by %s', (step, on, due, clause) => {
    const entered = t.dueOf(wageArrears, step, on)
    expect(entered.due).toBe(due)
    expect(entered.clause).toContain(clause)
  })
})

describe('the form', () => {
  test('anyone may report without a single paper', () => {
    expect(t.requiredSlots(wageArrears, form)).toEqual([])
    expect(wageArrears.who).toBe('anyone')
  })

  test.each([
    ['请填哪家单位欠的', { employer: '' }],
    ['请选活儿在哪个镇街', { town: undefined }],
    ['请选欠谁的', { owedWhom: 'nobody' }],
    ['还没填“一共几个人”', { people: undefined }],
    ['至少 2 个', { people: 1 }],
    ['请填几个人', { people: 2.5 }],
    ['不到一个月，填 1', { months: 0 }],
    ['请填一共欠多少钱', { owedFen: 0 }],
    ['请填一共欠多少钱', { owedFen: '三万' }],
    ['电话只有数字', { bossPhone: '问老李' }],
    ['请选是不是进城务工', { migrant: undefined }],
  ])('wrong input is answered with “%s”', (words, change) => {
    expect(t.saidAbout(wageArrears, form, change, MONDAY)).toContain(words)
  })

  test('how many is asked only where it is more than me', () => {
    expect(t.saidAbout(wageArrears, form, { owedWhom: 'me', people: undefined }, MONDAY)).toBeNull()
    expect(handed({ owedWhom: 'me', people: 3 }).form.people).toBeUndefined()
  })
})

describe('paid', () => {
  test('in full at the first word: over, the sum recovered', () => {
    const done = pay(handed(), '2026-07-15', 30_000_000, 'all')
    expect(done).toMatchObject({ state: 'served', open: false, news: { title: '要回 300000 元' } })
    expect(t.entryOf(wageArrears, handed(), done, 'paid', '2026-07-15')).toMatchObject({
      kind: 'claim.recovered',
      amountFen: 30_000_000,
      org: 'town',
      detail: { inTime: true, days: 2, ends: true, town: 'town' },
    })
  })

  test('in part: recorded, and the desk goes on within its days', () => {
    const part = pay(urged(), '2026-07-17', 10_000_000, 'part')
    expect(part).toMatchObject({ step: 'urge', open: true, due: '2026-07-22', news: { text: '还没付清，工会接着要' } })
    expect(t.entryOf(wageArrears, urged(), part, 'paid', '2026-07-17')).toMatchObject({
      kind: 'claim.recovered',
      amountFen: 10_000_000,
      detail: { ends: false },
    })
    const rest = pay(part, '2026-07-20', 20_000_000, 'all')
    expect(t.entryOf(wageArrears, part, rest, 'paid', '2026-07-20')).toMatchObject({ amountFen: 20_000_000 })
  })

  test.each([
    ['请填这次要回多少', { amountFen: 0, all: 'all' }],
    ['请选付清没有', { amountFen: 100 }],
  ])('is not recorded with “%s”', (words, fields) => {
    expect(t.faultOf(() => t.act(wageArrears, handed(), 'paid', MONDAY, { fields }))).toContain(words)
  })
})

describe('not paid', () => {
  test('demanded, then to the county, to the authority, and followed to the end', () => {
    expect(urged()).toMatchObject({ step: 'urge', desk: 'town/officer', due: '2026-07-22' })
    expect(urged().news.text).toBe('要求单位付钱。单位说：月底付')
    expect(upward()).toMatchObject({ step: 'authority', desk: 'county/officer', due: '2026-07-27' })
    expect(followed()).toMatchObject({ step: 'follow', desk: 'county/officer' })
    expect(followed().news).toMatchObject({ title: '区人社局劳动监察大队接手了' })
    const led = t.act(wageArrears, followed(), 'led', '2026-09-30', { note: '单位没有钱了' })
    expect(led).toMatchObject({ state: 'closed' })
    expect(led.news.text).toContain('不查家里困难不困难')
    expect(t.entryOf(wageArrears, followed(), led, 'led', '2026-09-30')).toMatchObject({ amountFen: 0 })
  })

  test('an employer nobody can find: at once to the county, with the reason', () => {
    expect(t.attempt(wageArrears, handed(), 'notFound', MONDAY)).toBe('reasonMissing')
    const done = t.act(wageArrears, handed(), 'notFound', MONDAY, { note: '电话打不通' })
    expect(done).toMatchObject({ step: 'authority', desk: 'county/officer' })
  })

  test('nobody is sent away: no desk to pass to, no passing; no name who took it, no handing over', () => {
    expect(t.attempt(wageArrears, handed(), 'pass', MONDAY, { note: '不归我们管' })).toBe('targetMissing')
    const passed = t.act(wageArrears, handed(), 'pass', MONDAY, { note: '活儿在那边', chain: t.chain.slice(2) })
    expect(passed).toMatchObject({ desk: 'county/officer', open: true, step: 'contact' })
    expect(
      t.faultOf(() => t.act(wageArrears, upward(), 'asked', MONDAY, { fields: { ...taken, takenBy: '' } })),
    ).toContain('请填谁接的')
    expect(t.offered(wageArrears, handed(), MONDAY)).not.toContain('refuse')
  })
})

describe('the desk', () => {
  test('offers what may be done at each step', () => {
    expect(t.offered(wageArrears, handed(), MONDAY)).toEqual(['paid', 'demand', 'notFound', 'pass'])
    expect(t.offered(wageArrears, urged(), MONDAY)).toEqual(['paid', 'note', 'handOver'])
    expect(t.offered(wageArrears, upward(), MONDAY)).toEqual(['asked', 'paid', 'note'])
    expect(t.offered(wageArrears, followed(), MONDAY)).toEqual(['paid', 'note', 'led'])
  })

  test('only the desk where it stands acts', () => {
    expect(t.attempt(wageArrears, urged(), 'handOver', MONDAY, { by: { desk: 'county/officer' } })).toBe('wrongDesk')
    expect(t.attempt(wageArrears, urged(), 'handOver', MONDAY, { by: { openid: 'worker' } })).toBe('ownCase')
  })

  test('is reminded whose it is, and that many are owed', () => {
    const warned = (change: object) => wageArrears.warnings!(handed(change), t.momentOn(MONDAY)) as string[]
    expect(warned({})[0]).toContain('先问到谁谁负责')
    expect(warned({}).join()).toContain('12 个人一起')
    expect(warned({ people: 9, migrant: 'no' })).toHaveLength(1)
  })

  test('the demand to the employer names nobody who reported', () => {
    expect(t.printed(wageArrears, handed(), 'demand')).toBeNull()
    const paper = t.printed(wageArrears, urged(), 'demand')!
    expect(JSON.stringify(paper)).not.toContain('林秀兰')
    expect(paper.paragraphs[0]).toBe('本会收到反映，你单位拖欠工资 3 个月，约 300000 元，涉及 12 人。')
  })
})
