import { faultOf } from '../../miniprogram/components/case-form/faults'
import { withoutSecrets } from '../../miniprogram/components/case-form/fitting'
import {
  allFields,
  answerWords,
  askedFields,
  faultsOf,
  faultsWhileTyping,
  formToSubmit,
} from '../../miniprogram/components/case-form/form'
import { entriesAfter, isFilled, rowsOf } from '../../miniprogram/components/case-form/rows'
import { boxText, groupIdNumber, readBackOf, readTyped } from '../../miniprogram/components/case-form/values'
import { dropDraft, keepDraft, openDraft } from '../../miniprogram/components/case-form/draft'
import { checkCharacter } from '../../miniprogram/rules/id-number'
import { aidForm, field, ID_NUMBER, joiningForm } from './forms'

/** Of a child, in an area given to nobody. */
const CHILD = `99999920150101001${checkCharacter('99999920150101001')}`
const NOW = Date.parse('2026-07-17T02:24:00Z')
const [who, where] = joiningForm.pages as [(typeof joiningForm.pages)[0], (typeof joiningForm.pages)[0]]
const [name, idNumber, work] = who.fields as [(typeof who.fields)[0], (typeof who.fields)[0], (typeof who.fields)[0]]
const complete = { name: ' 林秀兰 ', idNumber: ` ${ID_NUMBER} `, work: 'employee', union: 'u1' }

describe('checking answers', () => {
  it('names what is missing, and asks nothing of optional fields', () => {
    expect(faultsOf(who.fields, {}, NOW)).toEqual({
      name: '请填姓名',
      idNumber: '请填身份证号',
      work: '请选一个：您做什么工作',
    })
    expect(faultsOf(where.fields, {}, NOW)).toEqual({ union: '请先找到您的工会' })
  })

  it('refuses a wrong ID number in words and takes one typed with spaces', () => {
    expect(faultOf(idNumber, ID_NUMBER.slice(0, 17) + '0', NOW)).toContain('有一位不对')
    expect(faultOf(idNumber, '123', NOW)).toContain('18 位')
    expect(faultOf(idNumber, groupIdNumber(ID_NUMBER), NOW)).toBeNull()
  })

  it('refuses a choice that is not offered and a text that is too long', () => {
    expect(faultOf(work, 'king', NOW)).toBe('请选一个：您做什么工作')
    expect(faultOf(name, '名'.repeat(21), NOW)).toBe('最多 20 个字')
  })

  it('does not complain while somebody types for the first time, but clears a shown fault as soon as it is mended', () => {
    expect(faultsWhileTyping({}, idNumber, '9', NOW)).toEqual({})
    const shown = { idNumber: '身份证号是 18 位', name: '请填姓名' }
    expect(faultsWhileTyping(shown, idNumber, '99', NOW).idNumber).toBeDefined()
    expect(faultsWhileTyping(shown, idNumber, ID_NUMBER, NOW)).toEqual({ name: '请填姓名' })
  })
})

describe('handing in', () => {
  it('trims, tidies, leaves out what was not answered', () => {
    expect(formToSubmit(joiningForm, { ...complete, note: '  ' })).toEqual({
      name: '林秀兰',
      idNumber: ID_NUMBER,
      work: 'employee',
      union: 'u1',
    })
  })

  it('says answers in words and masks the ID number', () => {
    expect(answerWords(work, complete, {})).toBe('单位职工')
    expect(answerWords(idNumber, complete, {})).toBe('9999**********' + ID_NUMBER.slice(-4))
    expect(answerWords(where.fields[0]!, complete, { union: '海滨物业工会' })).toBe('海滨物业工会')
  })
})

describe('every widget', () => {
  const [home, hard] = aidForm.pages as [(typeof aidForm.pages)[0], (typeof aidForm.pages)[0]]
  const money = field('m', '一年挣多少', 'money', { least: 0, greatest: 1_000_000_000 })
  const self = { relation: 'self', idNumber: ID_NUMBER, incomeFen: 2_880_000 }
  const full = {
    town: '371002001',
    members: [self, { relation: 'child', idNumber: CHILD, incomeFen: 0 }],
    cause: 'illness',
    months: 3,
    account: '6222 0000 1234 5678',
    signs: ['car'],
    since: '2026-03-05',
    compare: true,
  }

  it('keeps money in fen and numbers as numbers, and what is neither as it was typed', () => {
    expect(['1200', '12.5', '１，２００', '.5', ''].map((text) => readTyped('money', text))).toEqual([
      120_000,
      1250,
      120_000,
      50,
      '',
    ])
    expect(readTyped('money', '一千')).toBe('一千')
    expect([readTyped('number', '3'), readTyped('number', '3.'), readTyped('text', '3')]).toEqual([3, '3.', '3'])
  })

  it('leaves the box alone while somebody types an amount', () => {
    for (const text of ['1', '12', '12.', '12.5', '0', '0.05', '360000'])
      expect([text, boxText('money', readTyped('money', text))]).toEqual([text, text.replace(/\.$/, '')])
    expect(boxText('money', readTyped('money', 'x'))).toBe('x')
    expect(readBackOf('money', 3_600_000)).toBe('3 万 6000 元')
    expect([readBackOf('money', 12_000_000), readBackOf('money', 999_900)]).toEqual(['12 万元', ''])
  })

  it('says in words what is too little, too much, or no number', () => {
    expect(faultOf(money, 1_000_000_001, NOW)).toBe('最多 10000000 元，请看看是不是多打了 0')
    expect(faultOf(money, 'x', NOW)).toMatch(/只填数字/)
    expect(faultOf(money, 0, NOW)).toBeNull()
    const months = hard.fields[1]!
    expect(faultOf(months, 0, NOW)).toBe('最少 1 个月')
    expect(faultOf(months, 61, NOW)).toMatch(/^最多 60 个月/)
    // A whole number's own bounds are no limit of the form.
    expect(
      faultOf({ ...months, least: -Number.MAX_SAFE_INTEGER, greatest: Number.MAX_SAFE_INTEGER }, 9e9, NOW),
    ).toBeNull()
    expect(faultOf(hard.fields[4]!, '6222', NOW)).toMatch(/12 到 22 位/)
    expect(faultOf(hard.fields[5]!, '1381234', NOW)).toMatch(/11 位/)
  })

  it('asks, wants and hands in only what the answers so far call for', () => {
    const names = (answers: object) => askedFields(hard.fields, answers as never).map(({ name }) => name)
    expect(names({ cause: 'illness' })).toContain('months')
    expect(names({ cause: 'other' })).not.toContain('months')
    expect(faultsOf(hard.fields, { cause: 'illness' }, NOW).months).toBe('请填病了几个月')
    expect(faultsOf(hard.fields, { cause: 'other', account: full.account }, NOW)).toEqual({})
    expect(formToSubmit(aidForm, { ...full, cause: 'other' })).not.toHaveProperty('months')
  })

  it('looks at each entry of a list, and at how many there are', () => {
    expect(faultsOf(home.fields, { town: '371002001' }, NOW)).toEqual({ members: '请至少填一个：家里几口人' })
    const faults = faultsOf(home.fields, { ...full, members: [self, { relation: 'child', incomeFen: 'x' }] }, NOW)
    expect(Object.keys(faults)).toEqual(['members.1.idNumber', 'members.1.incomeFen'])
    // A child of the family is no fault: only who applies must be of age.
    expect(faultsOf(home.fields, full, NOW)).toEqual({})
    expect(faultsOf(home.fields, { ...full, members: [self, self, self, self] }, NOW).members).toBe('最多填 3 个')
    const mended = faultsWhileTyping({ ...faults, town: '请选：家住哪儿' }, home.fields[1]!, full.members, NOW)
    expect(mended).toEqual({ town: '请选：家住哪儿' })
  })

  it('draws a list with one entry to begin with; entries are added, answered in, dropped', () => {
    const draw = (answers: object) =>
      rowsOf(home.fields, answers as never, {}, {}, answers as never)[1] as never as {
        entries: { fields: { path: string }[] }[]
        more: boolean
      }
    expect(draw({}).entries.map(({ fields }) => fields.map(({ path }) => path))).toEqual([
      ['members.0.relation', 'members.0.idNumber', 'members.0.incomeFen'],
    ])
    expect([draw(full).more, draw({ members: [self, self, self] }).more]).toEqual([true, false])
    expect(entriesAfter(undefined, { at: 0, set: { relation: 'self' } })).toEqual([{ relation: 'self' }])
    expect(entriesAfter([self], 'add')).toEqual([self, {}])
    expect(entriesAfter([{}, self], { drop: 0 })).toEqual([self])
    expect([isFilled([self], 0), isFilled([{}], 0)]).toEqual([true, false])
  })

  it('hands in and says every sort of answer', () => {
    expect(formToSubmit(aidForm, full as never)).toEqual({ ...full, account: '6222000012345678' })
    const words = Object.fromEntries(
      allFields(aidForm).map((one) => [one.name, answerWords(one, full as never, { town: '甲区 乙街道' })]),
    )
    expect(words).toMatchObject({
      town: '甲区 乙街道',
      months: '3 个月',
      account: '尾号 5678',
      signs: 'car',
      since: '2026年3月5日',
      compare: '同意',
      notice: '没填',
    })
  })

  it('keeps what is sensitive out of what leaves the session, in lists too', () => {
    const plain = JSON.stringify(withoutSecrets(allFields(aidForm), full as never))
    expect(plain).not.toMatch(new RegExp(`${ID_NUMBER}|6222|compare`))
    expect(plain).toContain('2880000')
  })
})

describe('the draft', () => {
  const storage = new Map<string, unknown>()
  beforeEach(() => {
    storage.clear()
    ;(globalThis as { wx?: unknown }).wx = {
      getStorageSync: (key: string) => storage.get(key) ?? '',
      setStorageSync: (key: string, value: unknown) => storage.set(key, JSON.parse(JSON.stringify(value))),
      removeStorageSync: (key: string) => storage.delete(key),
    }
    dropDraft('joining')
  })

  it('comes back whole in the same session, and the ID number never reaches the storage', () => {
    const draft = { ...openDraft(joiningForm), step: 2, answers: complete, titles: { union: '海滨物业工会' } }
    keepDraft(joiningForm, draft)
    expect(openDraft(joiningForm)).toEqual(draft)
    expect(draft.updated).toBe(false)
    expect(JSON.stringify([...storage])).not.toContain(ID_NUMBER)
    expect(JSON.stringify([...storage])).toContain('林秀兰')
  })

  it('keeps its client key until it is dropped', () => {
    const first = openDraft(joiningForm)
    keepDraft(joiningForm, first)
    expect(openDraft(joiningForm).clientKey).toBe(first.clientKey)
    dropDraft('joining')
    expect(openDraft(joiningForm).clientKey).not.toBe(first.clientKey)
  })

  it('survives a storage that is full or broken', () => {
    const wx = (globalThis as unknown as { wx: Record<string, unknown> }).wx
    wx.setStorageSync = () => {
      throw new Error('full')
    }
    wx.getStorageSync = () => 'nonsense'
    expect(() => keepDraft(joiningForm, { ...openDraft(joiningForm), answers: complete })).not.toThrow()
    expect(openDraft(joiningForm).answers).toEqual(complete)
  })

  it('drops answers to questions the form no longer asks', () => {
    keepDraft(joiningForm, { ...openDraft(joiningForm), answers: complete })
    const newer = { ...joiningForm, version: 2, pages: [{ ...who, fields: [name] }] }
    expect(openDraft(newer).answers).toEqual({ name: complete.name })
    expect(openDraft(newer).updated).toBe(true)
  })

  it('drops what a newer form cannot take: a choice no longer offered', () => {
    keepDraft(aidForm, { ...openDraft(aidForm), answers: { cause: 'other', signs: ['car', 'boat'], months: 2 } })
    expect(openDraft(aidForm).answers).toEqual({ cause: 'other', months: 2 })
    dropDraft('aid')
  })

  it('a tick for a sensitive paper lasts as long as the session, the choice of paper longer', () => {
    const papers = [
      { slot: 'idCard', paper: 'p1', consent: true },
      { slot: 'diagnosis', paper: 'p2', consent: true },
      { slot: 'gone', paper: 'p3', consent: true },
    ]
    keepDraft(aidForm, { ...openDraft(aidForm), papers })
    expect(openDraft(aidForm).papers).toEqual(papers.slice(0, 2))
    const kept = [...storage.values()][0] as { papers: unknown[] }
    expect(kept.papers[1]).toEqual({ slot: 'diagnosis', paper: 'p2', consent: false })
    dropDraft('aid')
  })
})
