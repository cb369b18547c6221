import {
  answerWords,
  faultOf,
  faultsOf,
  faultsWhileTyping,
  formToSubmit,
  groupIdNumber,
} from '../../miniprogram/components/case-form/form'
import { dropDraft, keepDraft, openDraft } from '../../miniprogram/components/case-form/draft'
import { ID_NUMBER, joiningForm } from './forms'

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
    expect(openDraft(joiningForm).answers).toEqual({ idNumber: complete.idNumber })
  })

  it('drops answers to questions the form no longer asks', () => {
    keepDraft(joiningForm, { ...openDraft(joiningForm), answers: complete })
    const newer = { ...joiningForm, version: 2, pages: [{ ...who, fields: [name] }] }
    expect(openDraft(newer).answers).toEqual({ name: complete.name })
  })
})
