import { merchantJoining } from '../../cloudfunctions/benefits/kinds/merchant-joining'
import { merchantQuitting } from '../../cloudfunctions/benefits/kinds/merchant-quitting'
import { merchantRenewal } from '../../cloudfunctions/benefits/kinds/merchant-renewal'
import { offerChange } from '../../cloudfunctions/benefits/kinds/offer-change'
import { answersOfDeal, dealOf, type DealAnswers } from '../../cloudfunctions/benefits/deal-form'
import { withdraw } from '../../cloudfunctions/kernel/casework/applicant'
import { changeFacts, changeForm, shopFacts, shopForm } from './samples'
import { act, attempt, chain, dueOf, entryOf, faultOf, handIn, momentOn, offered, readBy, saidAbout } from './support'

/** Partner merchants' applications: terms with clauses, acts, wrong input, ends. */

const MONDAY = '2026-07-13'
const fromTown = chain.slice(1)
const joining = () => handIn(merchantJoining, { form: shopForm, facts: shopFacts, chain: fromTown }, MONDAY)
const AGREEMENT = { number: '惠字 1 号', until: '2027-07-12' }

describe('joining', () => {
  test('the county looks within five working days, then signs within ten; silence does not take it away while signing', () => {
    expect(dueOf(merchantJoining, 'check', MONDAY)).toMatchObject({ due: '2026-07-20', clause: expect.any(String) })
    expect(dueOf(merchantJoining, 'agreement', MONDAY)).toMatchObject({ due: '2026-07-27' })
    expect(joining()).toMatchObject({ deskOrg: 'county', state: 'submitted' })
    expect(readBy(merchantJoining, joining(), MONDAY).reckoning?.lines).toEqual([
      { label: '85 折', value: '全部菜品', note: expect.any(String) },
    ])
  })

  test('looked at, signed, approved: recorded as a merchant that joined', () => {
    const standing = joining()
    expect(offered(merchantJoining, standing, MONDAY)).toEqual(['accept', 'ask', 'pass', 'refuse'])
    const signing = act(merchantJoining, standing, 'accept', MONDAY)
    const done = act(merchantJoining, signing, 'approve', MONDAY, { fields: AGREEMENT })
    expect(done).toMatchObject({ state: 'approved', open: false })
    expect(done.news.link).toContain('/packages/merchant/shop/shop')
    expect(entryOf(merchantJoining, signing, done, 'approve', MONDAY).kind).toBe('merchant.joined')
  })

  test('no end in the past; a shop that is on no map is put there first', () => {
    const signing = act(merchantJoining, joining(), 'accept', MONDAY)
    const sign = (standing: typeof signing, fields: object) =>
      faultOf(() => attempt(merchantJoining, standing, 'approve', MONDAY, { fields: { ...AGREEMENT, ...fields } }))
    expect(sign(signing, { until: '2026-07-01' })).toMatch(/过了/)
    const nowhere = { ...shopFacts, branches: [{ ...shopFacts.branches[0]!, place: null }] }
    const away = act(
      merchantJoining,
      handIn(merchantJoining, { form: shopForm, facts: nowhere, chain: fromTown }, MONDAY),
      'accept',
      MONDAY,
    )
    expect(sign(away, {})).toMatch(/地图/)
    expect(sign(away, { spot: '37.496000,122.112000' })).toBeNull()
  })

  test.each<[string, object, RegExp]>([
    ['no offer', { offers: [] }, /什么优惠/],
    ['no place', { branches: [] }, /店在哪儿/],
    ['a phone of five digits', { phone: '12345' }, /电话/],
    ['no promise', { promise: false }, /打勾/],
    ['an invitation of words', { invitation: 'abc' }, /六位/],
  ])('%s', (_name, change, words) => {
    const form = { ...shopForm, ...change }
    expect(faultOf(() => handIn(merchantJoining, { form, facts: shopFacts, chain: fromTown }, MONDAY))).toMatch(words)
  })

  test('without a licence it is not taken', () => {
    const given = { form: shopForm, facts: shopFacts, chain: fromTown, slots: [] }
    expect(faultOf(() => handIn(merchantJoining, given, MONDAY))).toMatch(/营业执照/)
  })
})

describe('offers as a shop fills them in', () => {
  const made = (answers: DealAnswers) => dealOf(answers, 'd1', 1, MONDAY)
  test.each<[DealAnswers, RegExp]>([
    [{ terms: 'amountOff', fromFen: 1000, offFen: 2000, covers: '全部' }, /减的比满的还多/],
    [{ terms: 'fixedPrice', priceFen: 2000, usualFen: 2000, covers: '剪发' }, /便宜/],
    [{ terms: 'percent', payPercent: 85, covers: '全部', opens: '09:00' }, /两个都要选/],
  ])('%j is none', (answers, words) => expect(faultOf(() => made(answers))).toMatch(words))

  test('what it is changed from is what it was filled in as', () => {
    const all: DealAnswers[] = [
      { terms: 'percent', payPercent: 85, covers: '全部', limits: 'none' },
      { terms: 'gift', fromFen: 5000, gift: '小菜', worthFen: 800, covers: '堂食', not: '酒水除外', limits: 'none' },
      {
        terms: 'free',
        usualFen: 500,
        covers: '小菜',
        limits: 'some',
        weekdays: ['1', '0'],
        opens: '18:00',
        closes: '02:00',
        groups: ['newMember'],
        mineDay: 1,
        allTerm: 100,
        withOthers: 'yes',
      },
    ]
    for (const answers of all) expect(answersOfDeal(made(answers))).toEqual(answers)
  })

  test('hours that end in the morning belong to the evening before', () => {
    const { rules } = made({ terms: 'free', usualFen: 1, covers: '面', opens: '18:00', closes: '02:00' })
    expect(rules.hours).toEqual({ open: 1080, close: 1560 })
  })
})

test('a change is approved or refused with a reason; before and after stand side by side', () => {
  const standing = handIn(offerChange, { form: changeForm, facts: changeFacts, chain: chain.slice(2) }, MONDAY)
  expect(offered(offerChange, standing, MONDAY)).toEqual(['approve', 'refuse'])
  expect(offerChange.warnings!(standing as never, momentOn(MONDAY))).toEqual(['原来是：9 折 全部'])
  const done = act(offerChange, standing, 'approve', MONDAY)
  expect(entryOf(offerChange, standing, done, 'approve', MONDAY).kind).toBe('offer.changed')
  expect(attempt(offerChange, standing, 'refuse', MONDAY)).toBe('reasonMissing')
  const stop = { form: { merchant: 'mer_x', deal: 'd1', what: 'stop' }, facts: changeFacts, chain: chain.slice(2) }
  expect(faultOf(() => handIn(offerChange, stop, MONDAY))).toMatch(/为什么不做了/)
})

test('a renewal is longer than what it renews', () => {
  const facts = { merchant: 'mer_x', shop: '海边面馆', until: '2026-08-31' }
  const form = { merchant: 'mer_x', years: '1' }
  const standing = handIn(merchantRenewal, { form, facts, chain: chain.slice(2) }, MONDAY)
  const renew = (until: string) =>
    attempt(merchantRenewal, standing, 'approve', MONDAY, { fields: { number: '续 1', until } })
  expect(faultOf(() => renew('2026-08-31'))).toMatch(/更长|要比原来的长/)
  const done = act(merchantRenewal, standing, 'approve', MONDAY, { fields: { number: '续 1', until: '2027-08-31' } })
  expect(entryOf(merchantRenewal, standing, done, 'approve', MONDAY).kind).toBe('merchant.renewed')
})

test('quitting is declared, never refused, and may be taken back while it is open', () => {
  const facts = { merchant: 'mer_x', shop: '海边面馆', until: '2026-12-31', from: '2026-08-01' }
  const form = { merchant: 'mer_x', when: 'day', day: '2026-08-01', sure: true }
  const standing = handIn(merchantQuitting, { form, facts, chain: chain.slice(2) }, MONDAY)
  expect(offered(merchantQuitting, standing, MONDAY)).toEqual(['noted'])
  expect(merchantQuitting.ownAct).toBe(true)
  expect(withdraw(standing, momentOn(MONDAY))).toMatchObject({ state: 'withdrawn' })
  expect(act(merchantQuitting, standing, 'noted', MONDAY).state).toBe('closed')
  expect(saidAbout(merchantQuitting, { ...form, when: 'now' }, { sure: false }, MONDAY)).toMatch(/打勾/)
})
