import { hardship as kind } from '../../cloudfunctions/cases/kinds/hardship'
import { supply } from '../../cloudfunctions/kernel/casework/applicant'
import type { CaseDocument } from '../../cloudfunctions/kernel/casework/case'
import { wake } from '../../cloudfunctions/kernel/casework/by-itself'
import { someId } from '../../local/city/identity'
import { hardshipForm as form } from './samples'
import {
  act,
  attempt,
  city,
  dueOf,
  entryOf,
  faultOf,
  handIn,
  momentOn,
  paperFor,
  requiredSlots,
  saidAbout,
  settingOn,
} from './support'

const on = '2026-07-13'
const given = (more = {}) => handIn(kind, { form: { ...form, ...more } }, on)
const VISIT = { visitors: '于海、林秀兰', agrees: 'yes', findings: '跟填的一样' }
const visitedOf = (standing: CaseDocument, fields: object = VISIT) =>
  act(kind, act(kind, standing, 'accept', '2026-07-15'), 'visited', '2026-07-20', { fields: { ...fields } })
const comparedOf = (standing: CaseDocument) =>
  act(kind, visitedOf(standing), 'compared', '2026-07-22', { fields: { result: '一致' } })
const must = (done: CaseDocument | string | null): CaseDocument => {
  if (done === null || typeof done === 'string') throw new Error(String(done))
  return done
}

describe('hardship: its days', () => {
  test.each([
    ['review', '2026-07-13', '2026-07-20', /鲁会办〔2020〕58号/],
    ['visit', '2026-07-15', '2026-07-22', /入户走访/],
    ['compare', '2026-07-20', '2026-08-03', /核对/],
    ['notice', '2026-09-29', '2026-10-12', /不少于 5 个工作日/],
    ['approve', '2026-06-18', '2026-06-26', /几天内审批/],
    ['pay', '2026-07-13', '2026-07-20', /几天内发放/],
    ['appeal', '2026-07-13', '2026-07-27', /几天内答复/],
  ])('%s entered on %s: by %s', (step, start, due, clause) => {
    const reckoned = dueOf(kind, step, start)
    expect(reckoned.due).toBe(due)
    expect(reckoned.clause).toMatch(clause)
  })
})

describe('hardship: its way', () => {
  test('enterprise, town, county, notice, county, city; the ledger counts what was paid', () => {
    const hanging = comparedOf(given())
    expect(hanging).toMatchObject({ state: 'inNotice', due: '2026-07-29' })
    const after = must(wake(kind, hanging, settingOn('2026-07-30')))
    const approved = act(kind, after, 'approve', '2026-07-31', { fields: { class: 'deep', grantFen: 600_000 } })
    expect(approved).toMatchObject({ desk: 'city/officer', state: 'approved' })
    expect(faultOf(() => act(kind, approved, 'pay', on, { fields: { amountFen: 600_001 } }))).toMatch(/定的是 6000 元/)
    const paid = act(kind, approved, 'pay', '2026-08-03', { fields: { amountFen: 600_000 } })
    expect(entryOf(kind, approved, paid, 'pay', '2026-08-03')).toMatchObject({ kind: 'aid.paid', amountFen: 600_000 })
  })

  test('asked for a paper, the clock stands; supplied, it goes on for the days that were left', () => {
    const asked = act(kind, given(), 'ask', '2026-07-15', { note: '要盖章', slots: ['income'] })
    expect(asked).toMatchObject({ state: 'returned', due: '2026-07-29', desk: null })
    const papers = [paperFor(kind, 'income', momentOn('2026-07-17'))]
    const back = must(supply(kind, asked, { version: asked.version, papers, note: '' }, settingOn('2026-07-17')))
    expect(back).toMatchObject({ state: 'submitted', desk: 'union/officer', due: '2026-07-22' })
    expect(attempt(kind, back, 'ask', '2026-07-17', { note: '再要', slots: ['income'] })).toBe('askedAlready')
  })

  test('without the separate consent no notice', () => {
    expect(comparedOf(given({ noticeConsent: undefined }))).toMatchObject({ step: 'approve', notice: null })
  })

  test('a visit needs two people', () => {
    expect(faultOf(() => visitedOf(given(), { ...VISIT, visitors: '于海' }))).toMatch(/要两个人去/)
  })

  test('what the family filled in is reckoned by the rule of rules/household', () => {
    const reckoned = kind.reckon!(given().form, city, on, {})
    expect(reckoned?.lines.find(({ label }) => label === '一年还剩')?.value).toBe('16000 元')
    expect(reckoned?.words).toMatch(/深度困难/)
  })
})

describe('hardship: form and papers', () => {
  test.each([
    ['ownIllness', 'diagnosis', true],
    ['jobLost', 'diagnosis', false],
  ])('%s: %s asked: %s', (cause, slot, asked) => {
    expect(requiredSlots(kind, { ...form, cause }).includes(slot)).toBe(asked)
  })

  const self = form.members[0]!
  test.each([
    [{ district: '' }, '请选家住哪个区'],
    [{ members: [] }, '请先把自己填上'],
    [{ members: '两口人' }, '请填家里有几口人'],
    [{ members: Array(13).fill(self) }, '最多 12 口人'],
    [{ members: [{ ...self, idNumber: '' }] }, '请填身份证号'],
    [{ members: [{ ...self, idNumber: someId(1).slice(1) }] }, '身份证号：身份证号是 18 位。请对着身份证再看一遍'],
    [{ members: [{ ...self, incomeFen: -1 }] }, '请填这个人一年挣多少'],
    [{ members: [{ ...self, relation: 'cat' }] }, '请选是您的什么人'],
    [{ medicalFen: null }, '请填看病花了多少'],
    [{ cause: 'rain' }, '请选最主要的难处'],
    [{ exclusions: 'car' }, '请从列出的情况里选'],
    [{ bankAccount: 'abc' }, '银行卡号是 12 到 22 位数字。请对着卡再看一遍'],
    [{ compareConsent: false }, '要您同意民政核对收入，工会才能往下办'],
  ])('%j: %s', (change, words) => {
    expect(saidAbout(kind, form, change, on)).toBe(words)
  })

  test('numbers of the family are tidied before they are hashed, and never stored open', () => {
    const spaced = { members: [{ ...self, idNumber: someId(1).replace(/^(\d{6})(\d{8})/, '$1 $2 ') }] }
    const index = (standing: CaseDocument) =>
      (standing.form.members as { idNumber: { index: string } }[])[0]!.idNumber.index
    expect(index(given(spaced))).toBe(index(given()))
    expect(JSON.stringify(given())).not.toContain(someId(2))
  })
})
