import type { CaseRow, CaseView } from '../../cloudfunctions/kernel/casework/contract'
import { loadForm } from '../../miniprogram/client/forms'
import { CallFailure } from '../../miniprogram/client/call'
import { dropDraft, openDraft } from '../../miniprogram/components/case-form/draft'
import type { Held } from '../../miniprogram/components/paper-slot/slot'
import {
  aheadOf,
  blockOf,
  doneView,
  papersAhead,
  papersToSubmit,
  paperTrouble,
  prefilled,
  usesToBegin,
} from '../../miniprogram/packages/cases/apply/apply-view'
import { CloudDraft, isBlank, isOthers, textOf } from '../../miniprogram/packages/cases/apply/cloud-draft'
import { groupSlots, missingWords } from '../../miniprogram/packages/cases/components/paper-list/slot-groups'
import { carried } from '../../miniprogram/packages/cases/precheck/kept-numbers'
import { FormFilling } from '../../miniprogram/packages/fill-form'
import { notKeptWords, reviewRows, slotsOf, stepsOf } from '../../miniprogram/packages/filling'
import { freshPhone, ok, type FakePhone } from './fake-wx'
import { aidForm, field, ID_NUMBER } from './forms'

type Me = Parameters<typeof blockOf>[1]
const stranger: Me = {
  phoneMasked: null,
  agreedNotice: null,
  address: null,
  own: null,
  membership: null,
  posts: [],
  counters: [],
}
const member = { ...stranger, membership: { state: 'active' } } as unknown as Me
const row = (more: object) => ({ id: 'c1', area: 'cases', kind: 'aid', open: true, ...more }) as unknown as CaseRow
const paper = (id: string, type: string, more: Partial<Held> = {}): Held => ({
  id,
  type: type as Held['type'],
  title: type,
  takenOn: '2026-07-01',
  validUntil: null,
  valid: true,
  sensitive: false,
  ...more,
})
const ill = { cause: 'illness' }
const slots = slotsOf(aidForm, ill)

let phone: FakePhone
beforeEach(() => (phone = freshPhone()))
afterEach(() => dropDraft('aid'))

describe('who may apply', () => {
  test('a stranger is led to joining, somebody with one under way to that one', () => {
    expect(blockOf(aidForm, stranger, [])).toEqual({ name: 'notMember' })
    expect(blockOf({ ...aidForm, who: 'anyone' }, stranger, [])).toBeNull()
    expect(blockOf({ ...aidForm, who: 'officer' }, member, [])).toEqual({ name: 'officersOnly' })
    const open = row({ state: 'reviewing', stage: '街道总工会要上门看看', due: '2026-07-27' })
    expect(blockOf(aidForm, member, [open])).toMatchObject({
      name: 'underWay',
      text: '街道总工会要上门看看。最晚 7月27日（周一）有答复。',
    })
    expect(blockOf({ ...aidForm, many: true }, member, [open])).toBeNull()
    expect(blockOf(aidForm, member, [row({ open: false }), row({ kind: 'other' })])).toBeNull()
  })

  test('papers that are asked of her are said as such', () => {
    const asked = row({ state: 'returned', stage: '等您补材料', due: '2026-07-24' })
    expect(blockOf(aidForm, member, [asked])).toMatchObject({
      asked: true,
      text: '还差材料，7月24日（周五）前补上就行。',
    })
  })
})

describe('the steps', () => {
  test('papers are a step only where the answers ask for some', () => {
    expect(stepsOf(aidForm, ill).map(({ kind }) => kind)).toEqual(['start', 'page', 'page', 'papers', 'review'])
    expect(stepsOf({ ...aidForm, evidence: [aidForm.evidence[1]!] }, { cause: 'other' })).toHaveLength(4)
  })

  test('what happens afterwards is said with who and how long', () => {
    expect(aheadOf(aidForm.steps)).toEqual([{ title: '工会委员会审批', note: '您的工会，3 个工作日里', last: true }])
  })

  test('goes on where the draft was, never past what is missing, and shows faults of entries by their path', () => {
    const filling = new FormFilling(aidForm, { ...openDraft(aidForm), step: 4 }, { start: { title: '', help: '' } })
    expect(filling.firstStep(true, 0)).toBe(1)
    expect(filling.firstStep(false, 0)).toBe(0)
    expect(filling.goTo(1, '').fields.map(({ name }) => name)).toEqual(['town', 'members'])
    expect(filling.check(1, 0)).toMatchObject({ first: 'town' })
    filling.answer({ name: 'town', value: 't1', title: '甲区 乙街道' }, 0)
    filling.answer({ name: 'members', value: [{ relation: 'self', idNumber: ID_NUMBER, incomeFen: 'x' }] }, 0)
    expect(filling.check(1, Date.parse('2026-07-17'))).toMatchObject({ first: 'members.0.incomeFen' })
    const mended = filling.answer(
      { name: 'members', value: [{ relation: 'self', idNumber: ID_NUMBER, incomeFen: 1 }] },
      0,
    )
    expect(mended.faults).toEqual({})
    expect(openDraft(aidForm).titles).toEqual({ town: '甲区 乙街道' })
  })

  test('the looking over leaves out what is not asked and says a list entry by entry', () => {
    const answers = { cause: 'other', members: [{ relation: 'self', idNumber: ID_NUMBER, incomeFen: 2_880_000 }] }
    const rows = reviewRows(aidForm, answers, {}, '')
    expect(rows.map(({ label }) => label)).not.toContain('病了几个月')
    expect(rows.find(({ label }) => label === '家里几口人')!.lines).toEqual([
      `self，9999**********${ID_NUMBER.slice(-4)}，28800\u00a0元`,
    ])
  })

  test('names what of a page is not kept on the phone', () => {
    expect(notKeptWords(aidForm.pages[0]!.fields)).toMatch(/^身份证号不存在手机里/)
    expect(notKeptWords(aidForm.pages[1]!.fields)).toMatch(/^银行卡号不存在手机里/)
    expect(notKeptWords([field('name', '姓名', 'text')])).toBe('')
  })
})

describe('what is put in beforehand', () => {
  const form = {
    pages: [{ title: '', help: '', fields: [field('employer', '单位', 'text', { prefill: 'employer' })] }],
  }
  test('what the union knows, where nothing was answered', () => {
    expect(prefilled(form, {}, { name: '林秀兰', employer: '海边小馆' })).toEqual({ employer: '海边小馆' })
    expect(prefilled(form, { employer: '别处' }, { name: '林秀兰', employer: '海边小馆' })).toEqual({
      employer: '别处',
    })
    expect(prefilled(form, {}, null)).toEqual({})
  })

  test("the pre-check's numbers, without losing what was filled in of the same people", () => {
    const draft = { members: [{ relation: 'self', idNumber: ID_NUMBER, incomeFen: 1 }], account: '6222' }
    const numbers = {
      members: [
        { relation: 'self', incomeFen: 500 },
        { relation: 'child', incomeFen: 0 },
      ],
    }
    expect(carried(draft, numbers)).toEqual({
      account: '6222',
      members: [
        { relation: 'self', idNumber: ID_NUMBER, incomeFen: 500 },
        { relation: 'child', incomeFen: 0 },
      ],
    })
  })
})

describe('papers', () => {
  const idCard = paper('p1', 'idCard')
  const diagnosis = paper('p2', 'diagnosis', { sensitive: true })

  test('held ones are chosen, sensitive ones never ticked, what ran out or went away is not', () => {
    expect(usesToBegin(slots, [idCard, diagnosis], [])).toEqual([
      { slot: 'idCard', paper: 'p1', consent: true },
      { slot: 'diagnosis', paper: 'p2', consent: false },
    ])
    expect(usesToBegin(slots, [{ ...idCard, valid: false }], [])).toEqual([])
    const chosen = [{ slot: 'idCard', paper: 'old', consent: true }]
    expect(usesToBegin(slots, [paper('old', 'idCard'), idCard], chosen)[0]).toEqual(chosen[0])
    expect(usesToBegin(slots, [idCard], chosen)[0]!.paper).toBe('p1')
  })

  test('one cannot go on without what must be there, nor without a tick of her own', () => {
    const uses = usesToBegin(slots, [idCard], [])
    expect(paperTrouble(slots, uses)).toMatch(/^还差：诊断证明/)
    const both = usesToBegin(slots, [idCard, diagnosis], [])
    expect(paperTrouble(slots, both)).toMatch(/打勾.*诊断证明/)
    const agreed = both.map((use) => ({ ...use, consent: true }))
    expect(paperTrouble(slots, agreed)).toBe('')
    expect(papersToSubmit(slots, both)).toEqual([{ slot: 'idCard', paper: 'p1', consent: true }])
    expect(papersToSubmit(slotsOf(aidForm, { cause: 'other' }), agreed)).toHaveLength(1)
  })

  test('a slot stays where it was when its paper comes, and the count goes down', () => {
    const missing = new Set(['diagnosis'])
    const before = groupSlots(slots, usesToBegin(slots, [idCard], []), missing)
    expect([before.held.length, missingWords(before.missing)]).toEqual([1, '还差 1 样'])
    const after = groupSlots(slots, usesToBegin(slots, [idCard, diagnosis], []), missing)
    expect([after.missing[0]!.paper, missingWords(after.missing)]).toEqual(['p2', '都齐了'])
    expect(before.missing[0]!.slot.help).toBe('医院开的，要盖章')
  })

  test('how many are wanted is said before anything is asked, those that depend on answers left out', () => {
    expect(papersAhead(aidForm.evidence, [])).toEqual({ title: '要 1 样材料', names: '身份证。没备齐也能先填' })
    expect(papersAhead(aidForm.evidence, [idCard])!.title).toBe('要 1 样材料，您都有了')
    expect(papersAhead([], [])).toBeNull()
    // Those of another are on her own phone.
    expect(papersAhead(aidForm.evidence, [idCard], true)!.title).toBe('材料不用您交')
  })
})

describe('the draft in the cloud', () => {
  const answers = { town: 't1', members: [{ relation: 'self', idNumber: ID_NUMBER, incomeFen: 5 }], account: '6222' }

  test('nothing sensitive goes, the same is sent once, and no network is no fault', async () => {
    const draft = { ...openDraft(aidForm), answers, step: 2 }
    const sent: unknown[] = []
    phone.answer = (_, input) => (sent.push(input), ok({}))
    const cloud = new CloudDraft(aidForm, draft, () => undefined)
    await cloud.send()
    await cloud.send()
    expect(sent).toEqual([
      { kind: 'aid', version: 1, step: 2, answers: { town: 't1', members: [{ relation: 'self', incomeFen: 5 }] } },
    ])
    draft.answers = { ...answers, town: 't2' }
    phone.answer = () => {
      throw new Error('no network')
    }
    await expect(cloud.send()).resolves.toBeUndefined()
    phone.answer = (_, input) => (sent.push(input), ok({}))
    await cloud.send()
    expect(sent).toHaveLength(2)
  })

  test("another phone's draft is told from an echo of this one, in whatever order its fields come", () => {
    const mine = { answers, sent: '' }
    const echo = { members: [{ incomeFen: 5, relation: 'self' }], town: 't1' }
    expect(isOthers(aidForm, mine, echo)).toBe(false)
    const later = { answers: { ...answers, town: 't2' }, sent: textOf(aidForm, answers) }
    expect(isOthers(aidForm, later, echo)).toBe(false)
    expect(isOthers(aidForm, later, { town: 't3' })).toBe(true)
    expect(isOthers(aidForm, mine, {})).toBe(false)
    expect([isBlank(aidForm, { account: '6222' }), isBlank(aidForm, answers)]).toEqual([true, false])
  })
})

describe('handed in', () => {
  test('says who has it, until when, and what comes next', () => {
    const view = {
      id: 'c1',
      area: 'cases',
      number: '2026-1',
      stage: '街道工会在看您的申请',
      due: '2026-07-27',
      story: [
        { title: '您交了申请', note: '', by: '', at: 1, mark: 'done' },
        { title: '工会初审', note: '', by: '街道工会', at: null, mark: 'now' },
        { title: '发钱', note: '', by: '', at: null, mark: 'ahead' },
      ],
    } as unknown as CaseView
    const done = doneView(view)
    expect([done.now, done.dueWords]).toEqual(['街道工会在看您的申请', '最晚 7月27日（周一）答复您'])
    expect(done.lines.map(({ title, mark, last }) => [title, mark, last])).toEqual([
      ['您交了申请', 'done', false],
      ['工会初审', 'now', false],
      ['发钱', 'ahead', true],
    ])
    const other = doneView(view, '林＊兰')
    expect(other.now).toBe('街道工会在看林＊兰的申请')
    expect([other.dueWords, other.lines[0]!.title]).toEqual(['最晚 7月27日（周一）答复本人', '您替林＊兰交了申请'])
  })

  test('a kept form is used for an hour, and fetched anew when the cloud has another', async () => {
    phone.answer = () => ok(aidForm)
    await loadForm('aid')
    await loadForm('aid')
    expect(phone.calls).toEqual(['cases.form'])
    await loadForm('aid', { anew: true })
    expect(phone.calls).toHaveLength(2)
    phone.answer = () => {
      throw new CallFailure('OFFLINE', '')
    }
    expect((await loadForm('aid', { anew: true })).value).toEqual(aidForm)
  })
})
