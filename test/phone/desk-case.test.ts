import type { CaseView, FormFieldView } from '../../cloudfunctions/kernel/casework/contract'
import type { Act } from '../../miniprogram/packages/staff/case/deciding'
import { keepLook, paperLines, readLooks, unseenWords } from '../../miniprogram/packages/staff/case/look-at-paper'
import {
  faultsOfAct,
  findTargets,
  givenOf,
  goLabel,
  nothingPrepared,
  pickReason,
  slotLines,
} from '../../miniprogram/packages/staff/case/prepare-act'
import {
  answerCells,
  recordBlocks,
  standingTag,
  storyLines,
  warningLines,
} from '../../miniprogram/packages/staff/case/read-case'
import { freshPhone } from './fake-wx'

const NOW = Date.parse('2026-07-17T02:00:00Z')

const act = (more: Partial<Act>): Act => ({
  photos: null,
  act: 'accept',
  label: '通过',
  tone: 'primary',
  needsReason: false,
  reasons: [],
  effect: '',
  fields: [],
  wants: 'nothing',
  ...more,
})

const money: FormFieldView = {
  name: 'amountFen',
  label: '发了多少',
  help: '',
  widget: 'money',
  page: 0,
  required: true,
  maxLength: null,
  unit: '元',
  least: 1,
  greatest: 100_000_000,
  options: [],
  when: null,
  prefill: '',
  sensitive: false,
  items: [],
}

describe('preparing an act', () => {
  it('sends nothing but a note where nothing else is wanted', () => {
    expect(faultsOfAct(act({}), nothingPrepared, NOW)).toBeNull()
    const prepared = { ...nothingPrepared, note: ' 好 ', answers: { amountFen: 5 }, slots: ['idCard'], to: 'org_1' }
    expect(givenOf(act({}), prepared)).toEqual({ note: '好' })
  })

  it('wants a reason of two letters where the worker will read one, and not more than 300', () => {
    const refuse = act({ tone: 'refuse', needsReason: true })
    expect(faultsOfAct(refuse, { ...nothingPrepared, note: ' 啊 ' }, NOW)!.fault).toContain('原因')
    expect(faultsOfAct(refuse, { ...nothingPrepared, note: '啊'.repeat(301) }, NOW)!.fault).toContain('300')
    expect(faultsOfAct(refuse, { ...nothingPrepared, note: '啊'.repeat(300) }, NOW)).toBeNull()
  })

  it('wants the missing papers all at once', () => {
    const ask = act({ wants: 'slots', needsReason: true })
    expect(faultsOfAct(ask, { ...nothingPrepared, note: '要盖章' }, NOW)!.fault).toContain('一次说清')
    const ready = { ...nothingPrepared, note: '要盖章', slots: ['income', 'bills'] }
    expect(faultsOfAct(ask, ready, NOW)).toBeNull()
    expect(givenOf(ask, ready)).toEqual({ note: '要盖章', slots: ['income', 'bills'] })
  })

  it.each([
    ['org' as const, '哪个工会'],
    ['crew' as const, '交给谁'],
  ])('wants to know to whom it goes (%s)', (wants, words) => {
    expect(faultsOfAct(act({ wants }), nothingPrepared, NOW)!.fault).toContain(words)
    const ready = { ...nothingPrepared, to: 'org_1/lawyer/p_1' }
    expect(faultsOfAct(act({ wants }), ready, NOW)).toBeNull()
    expect(givenOf(act({ wants }), ready)).toEqual({ note: '', to: 'org_1/lawyer/p_1' })
  })

  it('says which field of its form is missing, and sends what was filled in', () => {
    const pay = act({ fields: [money] })
    expect(faultsOfAct(pay, nothingPrepared, NOW)!.faults.amountFen).toBeTruthy()
    const ready = { ...nothingPrepared, answers: { amountFen: 580_000 } }
    expect(faultsOfAct(pay, ready, NOW)).toBeNull()
    expect(givenOf(pay, ready)).toEqual({ note: '', fields: { amountFen: 580_000 } })
  })

  it('another picked reason replaces the first and keeps what was written', () => {
    const reasons = ['不是本单位的。', '已经入会了。']
    const once = pickReason(reasons, '', reasons[0]!)
    expect(pickReason(reasons, `${once}请找街道。`, reasons[1]!)).toBe('已经入会了。请找街道。')
  })

  it('lists the papers that may be asked for, those not handed in first', () => {
    const slots = ['idCard', 'income', 'bills'].map((slot) => ({ slot, title: slot }))
    const used = (slot: string, consent: 'given' | 'withdrawn') => ({
      slot,
      title: slot,
      type: '',
      paper: '',
      consent,
      at: 1,
    })
    const lines = slotLines({ slots, papers: [used('idCard', 'given'), used('bills', 'withdrawn')] }, ['bills'])
    expect(lines.map(({ slot, note, checked }) => [slot, note, checked])).toEqual([
      ['income', '没交过', false],
      ['bills', '工友收回了同意', true],
      ['idCard', '已经交了', false],
    ])
  })

  it('says on its button what it sends', () => {
    const crew = [{ id: 'org_1/lawyer/p_1', title: '戚文海', note: '' }]
    expect(goLabel(act({ label: '通过，安排上门' }), nothingPrepared, [])).toBe('通过')
    expect(goLabel(act({ wants: 'slots' }), { ...nothingPrepared, slots: ['a', 'b'] }, [])).toBe('请工友补这 2 样')
    expect(goLabel(act({ wants: 'org' }), nothingPrepared, [])).toBe('转过去')
    expect(goLabel(act({ wants: 'crew', label: '派律师' }), nothingPrepared, crew)).toBe('派律师')
    expect(goLabel(act({ wants: 'crew' }), { ...nothingPrepared, to: crew[0]!.id }, crew)).toBe('交给戚文海')
  })

  it('finds a union by a few letters of its name, eight at most', () => {
    const all = Array.from({ length: 12 }, (_, n) => ({ id: `${n}`, title: `第${n}街道总工会`, note: '' }))
    expect(findTargets(all, '')).toMatchObject({ more: 4 })
    expect(findTargets(all, ' 第11 ').shown.map(({ id }) => id)).toEqual(['11'])
    expect(findTargets(all, '没有').shown).toEqual([])
  })
})

describe('papers at a desk', () => {
  beforeEach(() => freshPhone())
  const paper = (slot: string, at: number, consent: 'given' | 'withdrawn' = 'given') => ({
    slot,
    title: slot === 'income' ? '收入证明' : '户口本',
    type: '',
    paper: '',
    consent,
    at,
  })

  it('flags what was not looked at; a paper supplied anew is unseen again; one taken back is refused', () => {
    keepLook('case_1', 'income', NOW)
    const lines = paperLines('case_1', [paper('income', NOW - 1), paper('book', NOW - 1)], readLooks())
    expect(lines.map(({ state }) => state)).toEqual(['seen', 'unseen'])
    expect(unseenWords(lines)).toBe('还有 1 份没看：户口本')
    expect(paperLines('case_1', [paper('income', NOW + 1)], readLooks())[0]!.state).toBe('unseen')
    expect(paperLines('case_2', [paper('income', NOW - 1)], readLooks())[0]!.state).toBe('unseen')
    const shut = paperLines('case_1', [paper('income', NOW - 1, 'withdrawn')], readLooks())
    expect(shut[0]).toMatchObject({ state: 'withdrawn', words: expect.stringContaining('收回了同意') as string })
    expect(unseenWords(shut)).toBe('')
  })

  it('remembers the latest looks only, and nothing when the phone is full', () => {
    for (let n = 0; n < 305; n += 1) keepLook(`case_${n}`, 'income', n)
    expect(Object.keys(readLooks())).toHaveLength(300)
    expect(readLooks()['case_304/income']).toBe(304)
    expect(readLooks()['case_0/income']).toBeUndefined()
    freshPhone().storageFull = true
    expect(keepLook('case_1', 'income', 5)).toEqual({ 'case_1/income': 5 })
    expect(readLooks()).toEqual({})
  })
})

describe('reading a case', () => {
  const view = {
    state: 'reviewing',
    open: true,
    asked: null,
    acts: [act({})],
    orgName: '竹岛街道总工会',
  } as unknown as CaseView

  it('says what is unusual about where it stands, and nothing else', () => {
    expect(standingTag(view)).toBeNull()
    expect(standingTag({ ...view, acts: [] })!.text).toBe('现在在竹岛街道总工会')
    const asked = { note: '', slots: [], due: '2026-07-24' }
    expect(standingTag({ ...view, state: 'returned', asked })!.text).toBe('等工友补，7月24日（周五）前')
    expect(standingTag({ ...view, state: 'refused', open: false })!.tone).toBe('rust')
    expect(standingTag({ ...view, state: 'approved' })).toBeNull()
    expect(standingTag({ ...view, state: 'approved', open: false })!.text).toBe('同意了')
  })

  it('draws a life in danger in red, what else to mind in amber', () => {
    const tones = warningLines({ warnings: ['紧急：现在就打电话', '只有经手的人看得到'] }).map(({ tone }) => tone)
    expect(tones).toEqual(['rust', 'amber'])
  })

  it('puts label over value, the entries of a list under one label, long ones across the row', () => {
    const cells = answerCells([
      { label: '家里几口人', value: '本人，36000 元' },
      { label: '', value: '爱人，0 元' },
      { label: '哪家银行', value: '海岬银行' },
      { label: '还想说的', value: '孩子今年上学，老人看病，钱接不上' },
    ])
    expect(cells.map(({ label, full, lines }) => [label, full, lines.length])).toEqual([
      ['家里几口人', true, 2],
      ['哪家银行', false, 1],
      ['还想说的', true, 1],
    ])
    expect(cells[0]!.lines[1]!.text).toBe('爱人，0\u00a0元')
    expect(new Set(cells.map(({ key }) => key)).size).toBe(3)
  })

  it('shows the newest record first, and who did what in the story', () => {
    const record = (title: string, at: number) => ({
      title,
      by: '海滨物业工会 工会主席',
      at,
      values: [],
      record: 0,
      photos: 0,
    })
    const blocks = recordBlocks({ records: [record('家访', NOW - 1), record('核对', NOW)] }, NOW)
    expect(blocks.map(({ title }) => title)).toEqual(['核对', '家访'])
    const story: CaseView['story'] = [
      { title: '工会初审', note: '齐了', by: '海滨物业工会', at: NOW, mark: 'done' },
      { title: '家访，答复您', note: '', by: '竹岛街道总工会', at: null, mark: 'ahead' },
    ]
    expect(storyLines({ story, name: '林秀兰' }, NOW).map(({ title, note, when }) => [title, note, when])).toEqual([
      ['工会初审', '海滨物业工会：齐了', '今天 10:00'],
      ['家访，答复林秀兰', '竹岛街道总工会', ''],
    ])
  })
})
