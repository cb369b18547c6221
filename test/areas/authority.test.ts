import { good } from '../../local/call-as'
import { personas } from '../../local/city/personas'
import { someId } from '../../local/city/identity'
import { addPapers } from './papers'
import { dayOf } from '../../miniprogram/rules/days'
import { openWorld, type World } from './world'

/** Applying for another: recorded authority, the worker told, everything undone at once. */

let world: World
let now = new Date()
beforeAll(async () => {
  world = await openWorld(20, {}, () => now)
}, 60_000)
afterAll(() => world.close())

const worker = personas.find((one) => one.id === 'lostcard')!
const spoken = (more: object = {}) => ({
  desk: '',
  name: worker.name,
  idNumber: worker.idNumber,
  basis: '本人到办公室口头申请',
  ...more,
})
const deskOf = async (who: string) => (await good(world.as(who)('membership.me', {}))).posts[0]!.desk
const suggestionless = { kind: 'hardship', version: 1 }

async function applyFor(who: string, authority: string, key: string) {
  const papers = await addPapers(world, 'lostcard', {
    idCard: 'idCard',
    householdBook: 'householdBook',
    income: 'incomeProof',
    authority: 'checkAuthority',
  })
  const form = {
    district: '371002',
    members: [{ relation: 'self', idNumber: someId(800), incomeFen: 0 }],
    medicalFen: 0,
    tuitionFen: 0,
    otherRigidFen: 0,
    lossFen: 0,
    cause: 'lowIncome',
    bankAccount: '990000000000000002',
    bankName: '海岬银行',
    compareConsent: true,
  }
  return world.as(who)('cases.submit', { ...suggestionless, clientKey: key, form, papers, authority })
}

describe('an officer who was asked in person', () => {
  let authority = ''
  let caseId = ''

  test('writes it down; the worker is told at once', async () => {
    const desk = await deskOf('officer')
    authority = (await good(world.as('officer')('cases.recordSpoken', spoken({ desk })))).authority.id
    const { messages } = await good(world.as('lostcard')('inbox.list', {}))
    expect(messages[0]).toMatchObject({ title: expect.stringContaining('宋丽华要替您申请'), unread: true })
    expect((await good(world.as('lostcard')('cases.authorities', {}))).given[0]).toMatchObject({
      id: authority,
      how: 'officer',
      revoked: false,
    })
    const { held } = await good(world.as('officer')('cases.authorities', {}))
    expect(held[0]).toMatchObject({ id: authority, name: '鞠＊波' })
  })

  test.each([
    ['a wrong number', { idNumber: someId(801) }],
    ['another name', { name: '鞠海波' }],
  ])('%s: not found, the same words', async (_what, change) => {
    const reply = await world.as('officer')('cases.recordSpoken', spoken({ desk: await deskOf('officer'), ...change }))
    expect(reply).toMatchObject({
      ok: false,
      error: { code: 'NOT_FOUND', message: expect.stringContaining('没找到这位会员') },
    })
  })

  test('a union that is not hers, a desk that is not hers: refused', async () => {
    expect(await world.as('county')('cases.recordSpoken', spoken({ desk: await deskOf('county') }))).toMatchObject({
      ok: false,
      error: { code: 'NOT_FOUND' },
    })
    expect(await world.as('town')('cases.recordSpoken', spoken({ desk: await deskOf('officer') }))).toMatchObject({
      ok: false,
      error: { code: 'FORBIDDEN' },
    })
  })

  test('applies for him: it is his case, he is told, and she may not decide it', async () => {
    const made = (await good(applyFor('officer', authority, 'for-another-1'))).case
    caseId = made.id
    expect(made.filedBy).toBe('海滨物业工会 工会主席 宋丽华')
    const mine = (await good(world.as('lostcard')('cases.mine', {}))).rows.find(({ id }) => id === caseId)!
    expect(mine.news).toMatchObject({ title: expect.stringContaining('替您交了'), unread: true })
    expect((await good(world.as('officer')('cases.forOthers', {}))).rows.map(({ id }) => id)).toContain(caseId)
    const own = await world.as('officer')('cases.decide', { caseId, version: 1, act: 'accept', note: '' })
    expect(own).toMatchObject({ ok: false, error: { code: 'FORBIDDEN' } })
  })

  test('his papers are on his own phone: she hands in without them, he may not', async () => {
    const day = dayOf(now)
    const form = {
      matter: 'wages',
      employer: '海滨物业',
      story: '三个月工资没发',
      knewOn: day,
      job: 'lasts',
      means: 'migrant',
    }
    const sent = { kind: 'legalAid', version: 1, clientKey: 'for-another-3', form }
    expect(await world.as('lostcard')('cases.submit', sent)).toMatchObject({
      ok: false,
      error: { code: 'BAD_INPUT', message: expect.stringContaining('身份证') },
    })
    const { case: made } = await good(world.as('officer')('cases.submit', { ...sent, authority }))
    expect(made.papers).toEqual([])
    // Whoever has the case asks him for it, on his phone.
    const asked = { caseId: made.id, version: 1, act: 'ask', note: '请拍身份证', slots: ['idCard'] }
    await good(world.as('county')('cases.decide', asked))
    const { case: read } = await good(world.as('lostcard')('cases.read', { caseId: made.id }))
    expect(read.asked!.slots.map(({ slot }) => slot)).toEqual(['idCard'])
    await good(world.as('lostcard')('cases.withdraw', { caseId: made.id }))
  })

  test('he ends it: she sees nothing of it from that moment, as its proxy', async () => {
    await good(world.as('lostcard')('cases.revoke', { id: authority }))
    await good(world.as('lostcard')('cases.revoke', { id: authority }))
    expect((await good(world.as('officer')('cases.forOthers', {}))).rows).toEqual([])
    expect((await good(world.as('officer')('cases.authorities', {}))).held).toEqual([])
    expect(await applyFor('officer', authority, 'for-another-2')).toMatchObject({
      ok: false,
      error: { code: 'FORBIDDEN' },
    })
  })

  test('and undoes what was handed in', async () => {
    expect((await good(world.as('lostcard')('cases.withdraw', { caseId }))).case.state).toBe('withdrawn')
  })
})

describe('somebody of the family', () => {
  test('takes a code once, applies, and loses sight when it is ended', async () => {
    const { code } = await good(world.as('lostcard')('cases.allowKin', { relation: '儿子' }))
    expect(await world.as('lostcard')('cases.takeAuthority', { code })).toMatchObject({
      ok: false,
      error: { code: 'BAD_INPUT' },
    })
    const { authority } = await good(world.as('rider')('cases.takeAuthority', { code }))
    expect(authority).toMatchObject({ how: 'kin', name: '鞠＊波', sign: '家里人（儿子）' })
    expect(await world.as('clerk')('cases.takeAuthority', { code })).toMatchObject({
      ok: false,
      error: { code: 'NOT_FOUND' },
    })
    const made = (await good(applyFor('rider', authority.id, 'for-father-1'))).case
    expect((await good(world.as('rider')('cases.read', { caseId: made.id }))).case.filedBy).toBe('家里人（儿子）')
    await good(world.as('lostcard')('cases.revoke', { id: authority.id }))
    expect(await world.as('rider')('cases.read', { caseId: made.id })).toMatchObject({
      ok: false,
      error: { code: 'NOT_FOUND' },
    })
    await good(world.as('lostcard')('cases.withdraw', { caseId: made.id }))
  })

  test('a code is good for a day', async () => {
    const { code } = await good(world.as('lostcard')('cases.allowKin', { relation: '女儿' }))
    now = new Date(Number(now) + 86_400_001)
    expect(await world.as('rider')('cases.takeAuthority', { code })).toMatchObject({
      ok: false,
      error: { code: 'NOT_FOUND' },
    })
  })

  test('guessing ends after ten tries a day, also with the right code', async () => {
    const { code } = await good(world.as('lostcard')('cases.allowKin', { relation: '侄子' }))
    const wrong = code === '111111' ? '222222' : '111111'
    for (let i = 0; i < 10; i += 1) await world.as('clerk2')('cases.takeAuthority', { code: wrong })
    expect(await world.as('clerk2')('cases.takeAuthority', { code })).toMatchObject({
      ok: false,
      error: { code: 'NOT_NOW' },
    })
  })
})
