import { formOf } from '../../cloudfunctions/kernel/casework/form'
import { emergencyRelief as kind } from '../../cloudfunctions/cases/kinds/emergency-relief'
import { reliefFacts as facts, reliefForm as form } from './samples'
import { act, attempt, chain, city, dueOf, entryOf, faultOf, handIn, requiredSlots, saidAbout } from './support'

const on = '2026-07-13'
const given = (more = {}) => handIn(kind, { form: { ...form, ...more }, facts }, on)

describe('emergency relief: its days', () => {
  // The Dragon Boat holiday of 2026: 19-21 June, Friday to Sunday.
  test.each([
    ['decide', '2026-07-13', '2026-07-16'],
    ['decide', '2026-07-17', '2026-07-22'],
    ['decide', '2026-06-18', '2026-06-24'],
    ['raised', '2026-07-13', '2026-07-16'],
    ['pay', '2026-07-16', '2026-07-21'],
    ['appeal', '2026-07-13', '2026-07-16'],
  ])('%s entered on %s: by %s', (step, start, due) => {
    const { due: reckoned, clause } = dueOf(kind, step, start)
    expect(reckoned).toBe(due)
    expect(clause).toMatch(/3 个工作日，由市总工会规定/)
  })
})

describe('emergency relief: who gives how much', () => {
  test('a town gives up to the cap, the county pays, the ledger counts it', () => {
    const granted = act(kind, given(), 'grant', '2026-07-14', { fields: { grantFen: 200_000 } })
    expect(granted).toMatchObject({ step: 'pay', state: 'approved', desk: 'county/officer' })
    expect(granted.news).toMatchObject({ title: '同意救助了', text: '定了 2000 元。海滨区总工会打到您的卡上' })
    const paid = act(kind, granted, 'pay', '2026-07-15', { fields: { amountFen: 200_000 } })
    expect(paid).toMatchObject({ state: 'served', open: false })
    expect(entryOf(kind, granted, paid, 'pay', '2026-07-15')).toMatchObject({
      kind: 'aid.paid',
      amountFen: 200_000,
      persons: 1,
      detail: { inTime: true, kind: 'emergencyRelief', ends: true },
    })
  })

  test('a fen beyond the cap is refused in words, and the county may give it', () => {
    const fields = { grantFen: 200_100 }
    expect(faultOf(() => act(kind, given(), 'grant', on, { fields }))).toBe(
      '镇街最多定 2000 元。要多给，请按“要多给，请区县定”',
    )
    const raised = act(kind, given(), 'raise', on, { note: '难处大' })
    expect(raised).toMatchObject({ step: 'raised', desk: 'county/officer' })
    expect(act(kind, raised, 'grant', on, { fields })).toMatchObject({ step: 'pay' })
  })

  test('where a county’s desk has it from the start there is no cap and nobody to raise it to', () => {
    const standing = handIn(kind, { form, facts, chain: chain.slice(2) }, on)
    expect(attempt(kind, standing, 'raise', on, { note: '难处大' })).toBe('actNotAllowed')
    expect(act(kind, standing, 'grant', on, { fields: { grantFen: 900_000 } })).toMatchObject({ step: 'pay' })
  })

  test('no more is paid than was granted', () => {
    const granted = act(kind, given(), 'grant', on, { fields: { grantFen: 100_000 } })
    expect(faultOf(() => act(kind, granted, 'pay', on, { fields: { amountFen: 100_001 } }))).toMatch(/定的是 1000 元/)
  })

  test('a refusal can be looked at again one level up', () => {
    const refused = act(kind, given(), 'refuse', on, { note: '不算急事' })
    expect(refused).toMatchObject({ state: 'refused', news: { text: '不算急事' } })
    expect(attempt(kind, given(), 'refuse', on)).toBe('reasonMissing')
  })

  test.each([
    ['another desk', { desk: 'county/officer' }, 'wrongDesk'],
    ['herself', { openid: 'worker' }, 'ownCase'],
  ])('%s may not', (_who, by, refusal) => {
    expect(attempt(kind, given(), 'grant', on, { fields: { grantFen: 100 }, by })).toBe(refusal)
  })

  test.each([['pay'], ['visited'], ['']])('“%s” is no act of its first step', (name) => {
    expect(attempt(kind, given(), name, on)).toBe('actNotAllowed')
  })
})

describe('emergency relief: form and papers', () => {
  test.each([
    ['illness', 'illness'],
    ['accident', 'event'],
    ['disaster', 'event'],
    ['jobLost', 'jobLost'],
  ])('%s: asks for %s besides identity and bank card', (event, slot) => {
    expect(requiredSlots(kind, { ...form, event })).toEqual(['idCard', slot, 'bankCard'])
    expect(faultOf(() => handIn(kind, { form: { ...form, event }, facts, slots: ['idCard'] }, on))).toMatch(
      /^还差 2 样材料：/,
    )
  })

  test.each([
    [{ event: 'rain' }, '请选出了什么事'],
    [{ event: undefined }, '请选出了什么事'],
    [{ happenedOn: '2026-02-30' }, '请选哪一天出的事'],
    [{ happenedOn: '昨天' }, '请选哪一天出的事'],
    [{ happenedOn: 20260710 }, '请选哪一天出的事'],
    [{ story: '急' }, '请写几句出了什么事，至少 6 个字'],
    [{ story: '急'.repeat(301) }, '最多 300 个字'],
    [{ story: { $ne: '' } }, '这一项要写字'],
    [{ needFen: -1 }, '请填眼下缺多少钱'],
    [{ needFen: '三千' }, '请填眼下缺多少钱'],
    [{ needFen: 0.5 }, '请填眼下缺多少钱'],
    [{ helped: 'yes' }, '还没填“别处帮了多少钱”'],
    [{ bankAccount: '123' }, '银行卡号是 12 到 22 位数字。请对着卡再看一遍'],
    [{ bankName: ' ' }, '请填哪家银行'],
    [{ bankName: '银\u200b行' }, '里面有看不见的符号，请重新输一遍'],
    [{ bankConsent: false }, '要您同意用这张卡收钱，工会才能打款'],
    [{ nobody: 1 }, '有一项没填好，请再看一遍'],
  ])('%j: %s', (change, words) => {
    expect(saidAbout(kind, form, change, on)).toBe(words)
  })

  test('what nobody asked is not kept, the account is kept sealed', () => {
    expect(given({ helpedFen: 5 }).form).not.toHaveProperty('helpedFen')
    expect(JSON.stringify(given())).not.toContain(form.bankAccount)
    expect(formOf(kind, city).steps.map(({ term }) => term)).toEqual(['3 个工作日', '3 个工作日'])
  })
})

describe('emergency relief: its paper', () => {
  const decision = kind.documents![0]!
  test('is written once it is granted', () => {
    expect(decision.write(given() as never)).toBeNull()
    const granted = act(kind, given(), 'grant', on, { fields: { grantFen: 150_050 } })
    expect(decision.write(granted as never)?.paragraphs[0]).toMatch(/1500\.50 元/)
  })
})
