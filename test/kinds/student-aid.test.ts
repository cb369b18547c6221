import { object, settle, wake } from '../../cloudfunctions/kernel/casework/by-itself'
import { dropConsent } from '../../cloudfunctions/kernel/casework/applicant'
import type { CaseDocument } from '../../cloudfunctions/kernel/casework/case'
import { amountOf, checkAge, studentAid as kind } from '../../cloudfunctions/cases/kinds/student-aid'
import { CHILD, studentFacts as facts, studentForm as form, TEENAGER } from './samples'
import { act, attempt, city, dueOf, entryOf, faultOf, handIn, requiredSlots, saidAbout, settingOn } from './support'

const on = '2026-08-03'
const given = (more = {}) => handIn(kind, { form: { ...form, ...more }, facts }, on)
const must = (done: CaseDocument | string | null): CaseDocument => {
  if (done === null || typeof done === 'string') throw new Error(String(done))
  return done
}
const checkedOf = (standing: CaseDocument) =>
  act(kind, act(kind, standing, 'accept', '2026-08-05'), 'checked', '2026-08-07', {
    fields: { result: '在读，别处没领' },
  })

describe('student aid: its days', () => {
  // National Day 2026: 1 to 7 October off, 20 September and 10 October worked.
  test.each([
    ['review', '2026-08-03', '2026-08-10', /几天内初审/],
    ['check', '2026-08-07', '2026-08-14', /几天内核对/],
    ['notice', '2026-08-28', '2026-09-04', /不少于 5 个工作日/],
    ['approve', '2026-09-29', '2026-10-12', /几天内审批/],
    ['pay', '2026-09-18', '2026-09-24', /几天内发放/],
    ['appeal', '2026-08-03', '2026-08-17', /几天内答复/],
  ])('%s entered on %s: by %s', (step, start, due, clause) => {
    const reckoned = dueOf(kind, step, start)
    expect(reckoned.due).toBe(due)
    expect(reckoned.clause).toMatch(clause)
  })

  test.each([
    ['2026-06-30', false],
    ['2026-07-01', true],
    ['2026-08-31', true],
    ['2026-09-01', false],
  ])('on %s one may ask: %s', (day, open) => {
    expect(kind.closed!(city, day)).toBe(
      open ? null : '金秋助学每年 7月1日到8月31日申请，现在还没到时候。家里急用钱，可以申请“临时救助”',
    )
  })
})

describe('student aid: how much, for whom', () => {
  test.each([
    ['university', true, 500_000],
    ['university', false, 400_000],
    ['highSchool', false, 200_000],
    ['kindergarten', true, 300_000],
  ])('%s, on file %s: %i fen', (level, onFile, fen) => {
    expect(amountOf(city.studentAid, level, onFile)).toBe(fen)
  })

  test('a level for families on file only says where to begin; an unknown one is asked again', () => {
    expect(faultOf(() => amountOf(city.studentAid, 'kindergarten', false))).toMatch(/只给建了档的困难家庭.*建档帮扶/)
    expect(faultOf(() => amountOf(city.studentAid, 'doctor', true))).toBe('请选孩子上的是哪一级')
  })

  // TEENAGER was born on 5 March 2010, CHILD on 5 March 2015.
  test.each([
    [CHILD, 'under14', '2029-03-04', null],
    [CHILD, 'from14', '2029-03-04', /还没满 14 周岁/],
    [CHILD, 'under14', '2029-03-05', /满 14 周岁了/],
    [TEENAGER, 'from14', '2026-08-03', null],
  ] as const)('%s ticked %s on %s', (idNumber, ticked, day, words) => {
    const said = faultOf(() => checkAge(idNumber, ticked, day))
    if (words) expect(said).toMatch(words)
    else expect(said).toBeNull()
  })

  test('the reckoning says level, file and sum; what excludes is said and decided by people', () => {
    const reckoned = kind.reckon!(given().form, city, on, facts)
    expect(reckoned?.lines.map(({ value }) => value)).toEqual(['大学', '在档困难家庭', '5000 元'])
    const barred = kind.reckon!(given({ bars: ['abroad'] }).form, city, on, facts)
    expect(barred?.words).toMatch(/一般领不了：自费出国留学.*最后由工会审核决定/)
  })
})

describe('student aid: papers', () => {
  const held = [
    'idCard',
    'householdBook',
    'familyIdCards',
    'incomeProof',
    'unitProof',
    'communityProof',
    'laborContract',
    'checkAuthority',
    'bankCard',
  ]

  test('ten papers; of a family whose vault holds nine only the admission letter is asked', () => {
    const slots = requiredSlots(kind, form)
    expect(slots).toHaveLength(10)
    const asked = kind.evidence.filter(
      ({ slot, types }) => slots.includes(slot) && !types.some((type) => held.includes(type)),
    )
    expect(asked.map(({ slot }) => slot)).toEqual(['admissionLetter'])
  })

  test('a child under 14 needs the guardian’s paper and tick; one already at school another paper', () => {
    const young = { childAge: 'under14', childIdNumber: CHILD }
    expect(requiredSlots(kind, { ...form, ...young })).toContain('guardianConsent')
    expect(saidAbout(kind, form, young, on)).toBe('还没填“我是监护人，同意用孩子的信息”')
    expect(saidAbout(kind, form, { ...young, childConsent: true }, on)).toBeNull()
    expect(requiredSlots(kind, { ...form, entering: 'enrolled' })).toContain('studentCard')
    expect(requiredSlots(kind, { ...form, entering: 'enrolled' })).not.toContain('admissionLetter')
  })

  test.each([
    [{ childName: '' }, '请填孩子的名字'],
    [{ childIdNumber: '' }, '请填孩子的身份证号'],
    [{ childIdNumber: '12345' }, '孩子的身份证号：身份证号是 18 位。请对着身份证再看一遍'],
    [{ childIdNumber: TEENAGER.slice(0, 17) + '?' }, '孩子的身份证号：身份证号是 18 位。请对着身份证再看一遍'],
    [{ childAge: 14 }, '请选孩子满 14 周岁了没有'],
    [{ level: null }, '请选孩子上的是哪一级'],
    [{ school: '学'.repeat(41) }, '最多 40 个字'],
    [{ entering: true }, '请选是新入学还是在读'],
    [{ bars: ['none'] }, '请从列出的情况里选'],
    [{ bars: 'abroad' }, '请从列出的情况里选'],
    [{ checkConsent: false }, '要您同意跟教育、民政部门核对，工会才能往下办'],
    [{ noticeConsent: 'yes' }, '同意公示的话，打个勾'],
    [{ story: 3 }, '这一项要写字'],
  ])('%j: %s', (change, words) => {
    expect(saidAbout(kind, form, change, on)).toBe(words)
  })
})

describe('student aid: its way', () => {
  test('enterprise, county, notice, county, city; the ledger counts what was paid', () => {
    const reviewed = act(kind, given(), 'accept', '2026-08-05')
    expect(reviewed).toMatchObject({ desk: 'county/officer', news: { title: '初审通过了' } })
    const hanging = checkedOf(given())
    expect(hanging).toMatchObject({ state: 'inNotice', due: '2026-08-14', wakeOn: '2026-08-15' })
    expect(attempt(kind, hanging, 'approve', '2026-08-10')).toBe('actNotAllowed')
    const after = must(wake(kind, hanging, settingOn('2026-08-15')))
    expect(after).toMatchObject({ step: 'approve', desk: 'county/officer' })
    const approved = act(kind, after, 'approve', '2026-08-17', { fields: { grantFen: 500_000 } })
    expect(approved).toMatchObject({ step: 'pay', desk: 'city/officer', state: 'approved' })
    expect(approved.news.text).toBe('定了助学金 5000 元，市总工会打到您的卡上')
    const paid = act(kind, approved, 'pay', '2026-08-18', { fields: { amountFen: 500_000 } })
    expect(paid).toMatchObject({ state: 'served', open: false })
    expect(entryOf(kind, approved, paid, 'pay', '2026-08-18')).toMatchObject({ kind: 'aid.paid', amountFen: 500_000 })
  })

  test('without the separate consent there is no notice; taken back while it hangs, it ends', () => {
    const silent = checkedOf(given({ noticeConsent: false }))
    expect(silent).toMatchObject({ step: 'approve', notice: null })
    const dropped = must(dropConsent(kind, checkedOf(given()), 'notice', settingOn('2026-08-10')))
    expect(dropped).toMatchObject({ step: 'approve', notice: null })
  })

  test('an objection stops the notice; dismissed, it hangs on', () => {
    const objected = must(object(checkedOf(given()), 'case_o', settingOn('2026-08-11')))
    expect(objected).toMatchObject({ state: 'objected', due: null })
    expect(must(settle(kind, objected, false, '核实过', settingOn('2026-08-13')))).toMatchObject({
      state: 'inNotice',
      due: '2026-08-18',
    })
  })

  test('more than the level gives is refused in words', () => {
    const standing = checkedOf(given({ noticeConsent: false }))
    expect(faultOf(() => act(kind, standing, 'approve', on, { fields: { grantFen: 500_001 } }))).toBe(
      '照规定这一档最多 5000 元。请再看一遍',
    )
  })

  test('the notice says nothing of the child', () => {
    expect(kind.notice!.classWords(given() as never)).toBe('金秋助学')
    expect(JSON.stringify(given())).not.toContain(TEENAGER)
  })
})
