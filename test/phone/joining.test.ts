import type { CaseRow } from '../../cloudfunctions/kernel/casework/contract'
import { CallFailure } from '../../miniprogram/client/call'
import {
  afterSubmitFailure,
  lastOpenStep,
  resumeStep,
  reviewRows,
  stepHead,
  stepsOf,
  templatesOf,
} from '../../miniprogram/packages/filling'
import { alreadyOf } from '../../miniprogram/packages/membership/join/flow'
import { UnionSearch, type SearchState, type Union } from '../../miniprogram/packages/membership/find-union/search'
import { ID_NUMBER, joiningForm } from './forms'

type Me = Parameters<typeof alreadyOf>[0]
const stranger: Me = {
  phoneMasked: null,
  agreedNotice: null,
  address: null,
  own: null,
  membership: null,
  posts: [],
  counters: [],
}
const member = (state: 'active' | 'left'): Me => ({
  ...stranger,
  membership: {
    state,
    unionName: '竹岛街道联合工会',
    unionPhone: '',
    since: '2025-07-01',
    card: { number: '371002684419', maskedName: '林＊兰', state: 'active' },
    savedThisYearFen: 0,
    usedThisYear: 0,
  },
})
const row = (kind: string, state: CaseRow['state']) =>
  ({ id: 'c1', area: 'membership', kind, state, open: state === 'submitted', orgName: '工会', due: null }) as CaseRow

describe('the joining flow', () => {
  it('has a start, the pages of questions, a looking over with the consents', () => {
    const steps = stepsOf(joiningForm, {})
    expect(steps.map(({ kind }) => kind)).toEqual(['start', 'page', 'page', 'review'])
    const start = { title: '先认识一下您', help: '' }
    expect(steps.map((step) => stepHead(joiningForm, step, start).title)).toEqual([
      '先认识一下您',
      '您是谁',
      '您的工会',
      '看一遍，交上去',
    ])
  })

  it('finds the first step that is not well answered', () => {
    const well = { name: '林秀兰', idNumber: ID_NUMBER, work: 'employee', union: 'u1' }
    const now = Date.parse('2026-07-17T02:24:00Z')
    expect(lastOpenStep(joiningForm, {}, now)).toBe(1)
    expect(lastOpenStep(joiningForm, { ...well, union: '' }, now)).toBe(2)
    expect(lastOpenStep(joiningForm, well, now)).toBe(3)
  })

  it('leads members and applicants elsewhere, and lets those who left join again', () => {
    expect(alreadyOf(member('active'), [])).toMatchObject({ name: 'member' })
    expect(alreadyOf(member('left'), [])).toBeNull()
    expect(alreadyOf(stranger, [row('joining', 'submitted')])).toMatchObject({ name: 'underWay', caseId: 'c1' })
    expect(alreadyOf(stranger, [row('joining', 'refused'), row('hardship', 'submitted')])).toBeNull()
  })

  it('goes on where the draft was, never past what is missing', () => {
    expect(resumeStep(3, false, 3)).toBe(0)
    expect(resumeStep(3, true, 3)).toBe(3)
    expect(resumeStep(3, true, 1)).toBe(1)
    expect(resumeStep(0, true, 1)).toBe(1)
  })

  it('lists everything for looking over, with the step that changes it', () => {
    const rows = reviewRows(
      joiningForm,
      { name: '林秀兰', idNumber: ID_NUMBER, union: 'u1' },
      { union: '海滨物业工会' },
      '138****1234',
    )
    expect(rows.map((one) => [one.label, one.lines.join(), one.step])).toEqual([
      ['手机号', '138****1234', 0],
      ['姓名', '林秀兰', 1],
      ['身份证号', `9999**********${ID_NUMBER.slice(-4)}`, 1],
      ['您做什么工作', '没填', 1],
      ['工会', '海滨物业工会', 2],
      ['还有想说的', '没填', 2],
    ])
  })

  it('offers to be told only where WeChat has approved a template', () => {
    expect(templatesOf({})).toEqual([])
    expect(templatesOf({ messageTemplates: { caseNews: 'T1', other: '' } })).toEqual(['T1'])
  })

  it('tells a refusal from not knowing', () => {
    expect(afterSubmitFailure(new CallFailure('OFFLINE', ''))).toMatchObject({ unsure: true })
    expect(afterSubmitFailure(new CallFailure('BAD_INPUT', '姓名太长'))).toEqual({ unsure: false, words: '姓名太长' })
  })
})

describe('looking for a union while typing', () => {
  beforeEach(() => jest.useFakeTimers())
  afterEach(() => jest.useRealTimers())
  const union = { id: 'u1', name: '海滨物业工会' } as Union

  function search(find: (input: { text: string }) => Promise<{ unions: Union[] }>) {
    const states: SearchState[] = []
    const asked: string[] = []
    const one = new UnionSearch(
      (input) => (asked.push(input.text), find(input)),
      (state) => states.push(state),
    )
    return { one, states, asked, last: () => states[states.length - 1]! }
  }

  it('asks once, after a pause, for what was typed last', async () => {
    const { one, asked, last } = search(async () => ({ unions: [union] }))
    one.type('海')
    expect(last().name).toBe('short')
    one.type('海滨')
    one.type('海滨物')
    await jest.advanceTimersByTimeAsync(299)
    expect(asked).toEqual([])
    await jest.advanceTimersByTimeAsync(1)
    expect(asked).toEqual(['海滨物'])
    expect(last()).toEqual({ name: 'found', unions: [union] })
  })

  it('a late answer never overwrites a newer one', async () => {
    const answers: ((value: { unions: Union[] }) => void)[] = []
    const { one, last } = search(() => new Promise((resolve) => answers.push(resolve)))
    one.type('海滨')
    await jest.advanceTimersByTimeAsync(300)
    one.type('海滨物业')
    await jest.advanceTimersByTimeAsync(300)
    answers[1]!({ unions: [union] })
    await jest.advanceTimersByTimeAsync(0)
    answers[0]!({ unions: [] })
    await jest.advanceTimersByTimeAsync(0)
    expect(last().name).toBe('found')
  })

  it('an emptied box forgets the search under way', async () => {
    const { one, last } = search(async () => ({ unions: [union] }))
    one.type('海滨')
    one.type('')
    await jest.advanceTimersByTimeAsync(400)
    expect(last().name).toBe('idle')
  })

  it('says no hit and a lost network apart', async () => {
    const none = search(async () => ({ unions: [] }))
    await none.one.search('无名厂')
    expect(none.last()).toEqual({ name: 'none', text: '无名厂' })
    const lost = search(async () => {
      throw new CallFailure('OFFLINE', '网络不通')
    })
    await lost.one.search('无名厂')
    expect(lost.last()).toMatchObject({ name: 'failed', offline: true })
  })
})
