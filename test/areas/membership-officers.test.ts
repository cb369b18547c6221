import { good } from '../../local/call-as'
import { phoneCode } from '../../local/call-as'
import { someId } from '../../local/city/identity'
import { joinAs } from '../../local/costs'
import { addPapers } from './papers'
import { decide, handIn, ledgerOf, member, membershipOf, submit, tryAct, unionsOf, type Town } from './membership-life'
import { openWorld, type World } from './world'

/** What officers do about a member: records with a clause, corrections, the same person under another WeChat. */

let world: World
let at: Town
let now = new Date('2026-11-02T02:00:00Z')
beforeAll(async () => {
  world = await openWorld(40, {}, () => now)
  at = await unionsOf(world)
}, 60_000)
afterAll(() => world.close())

const told = async (openid: string) => (await good(world.as(openid)('inbox.list', {}))).messages
const membersPhone = (openid: string) =>
  (world.cloud.all('people') as { openid: string; phoneMasked: string }[]).find((one) => one.openid === openid)!
    .phoneMasked
const urged = { how: 'phone', words: '打了电话，说最近忙' }

describe('treated as having left', () => {
  test('not before six months, not without an urging, not within thirty days of it; then it is over', async () => {
    const { _id } = await member(world, 'o-1', 700, at.estate)
    const early = await submit(world, 'officer', 'lapsing', { member: _id, lastActiveOn: '2026-06-01' })
    expect(early).toMatchObject({ ok: false, error: { message: expect.stringContaining('还不满六个月') } })
    const made = await handIn(world, 'officer', 'lapsing', { member: _id, lastActiveOn: '2026-05-01' })
    expect(made).toMatchObject({ name: '试工友' })
    expect(await tryAct(world, 'officer', made, 'declare')).toMatchObject({ ok: false })
    const waiting = await decide(world, 'officer', made, 'urge', { fields: urged })
    expect((await told('o-1'))[0]).toMatchObject({ title: '海滨物业工会请您联系一下', unread: true })
    now = new Date('2026-12-01T02:00:00Z')
    expect(await tryAct(world, 'officer', waiting, 'declare')).toMatchObject({ ok: false })
    now = new Date('2026-12-02T02:00:00Z')
    await decide(world, 'officer', waiting, 'declare')
    expect(membershipOf(world, 'o-1')).toMatchObject({ state: 'left', livingOf: _id, card: { state: 'retired' } })
    expect(ledgerOf(world, made.id)).toContain('member.left')
    expect((await told('o-1'))[0]!.text).toContain('第六条')
    // The figures count the member, not the officer.
    const entry = (world.cloud.all('ledger') as { kind: string; source: string; person: string }[]).find(
      (one) => one.source === made.id && one.kind === 'member.left',
    )!
    const joined = (world.cloud.all('ledger') as { kind: string; person: string }[]).filter(
      (one) => one.person === entry.person && one.kind === 'member.joined',
    )
    expect(joined).toHaveLength(1)
  })

  test('only a member of her own union, never herself, one at a time; a member who comes back stays', async () => {
    const { _id } = await member(world, 'o-2', 701, at.street, 'town')
    const idle = { member: _id, lastActiveOn: '2026-05-01' }
    expect(await submit(world, 'officer', 'lapsing', idle)).toMatchObject({ ok: false, error: { code: 'NOT_FOUND' } })
    expect(await submit(world, 'o-2', 'lapsing', idle)).toMatchObject({ ok: false, error: { code: 'FORBIDDEN' } })
    const herself = membershipOf(world, world.openidOf('officer'))._id
    const own = await submit(world, 'officer', 'lapsing', { ...idle, member: herself })
    expect(own).toMatchObject({ ok: false, error: { code: 'FORBIDDEN' } })
    const made = await handIn(world, 'town', 'lapsing', idle)
    expect(await submit(world, 'town', 'lapsing', idle)).toMatchObject({ ok: false, error: { code: 'ALREADY' } })
    await decide(world, 'town', made, 'drop', { note: '会员回来参加活动了' })
    expect(membershipOf(world, 'o-2').state).toBe('active')
  })
})

describe('expulsion', () => {
  const judged = { judgment: '（2026）鲁1002刑初15号', judgedOn: '2026-09-01' }
  const days = { groupOn: '2026-09-10', committeeOn: '2026-09-12' }

  test('group, committee, filing one level up; in force with the filing, told with the clause', async () => {
    const { _id } = await member(world, 'o-3', 710, at.estate)
    const made = await handIn(world, 'officer', 'expulsion', { member: _id, ...judged })
    const wrong = { fields: { groupOn: '2026-09-12', committeeOn: '2026-09-10' } }
    expect(await tryAct(world, 'officer', made, 'decide', wrong)).toMatchObject({ ok: false })
    // Her officer reads it as the desk, and goes on from there; a call goes to the member.
    const seen = (await good(world.as('officer')('membership.read', { caseId: made.id }))).case
    expect(seen.acts.map(({ act }) => act)).toEqual(['decide', 'drop'])
    const call = { caseId: made.id, reason: '核对情况' }
    const { phone } = await good(world.as('officer')('membership.showPhone', call))
    expect(phone.slice(-4)).toBe(membersPhone('o-3').slice(-4))
    const filed = await decide(world, 'officer', made, 'decide', { fields: days })
    expect((await told('o-3'))[0]!.title).toContain('正在报备案')
    expect(filed.orgName).toBe('竹岛街道总工会')
    expect(membershipOf(world, 'o-3').state).toBe('active')
    expect(await tryAct(world, 'officer', filed, 'file')).toMatchObject({ ok: false })
    await decide(world, 'town', filed, 'file')
    expect(membershipOf(world, 'o-3')).toMatchObject({ state: 'expelled', card: { state: 'retired' } })
    expect((await told('o-3'))[0]!.text).toMatch(/第七条.*竹岛街道总工会/)
    expect((await good(world.as('o-3')('membership.myCard', {}))).card).toMatchObject({ membership: 'expelled' })
  })

  test('who began it does not file it at the level above, where she also sits', async () => {
    const { _id } = await member(world, 'o-4', 711, at.street, 'town')
    const made = await handIn(world, 'town', 'expulsion', { member: _id, ...judged })
    const filed = await decide(world, 'town', made, 'decide', { fields: days })
    expect(await tryAct(world, 'town', filed, 'file')).toMatchObject({ ok: false, error: { code: 'FORBIDDEN' } })
    expect(membershipOf(world, 'o-4').state).toBe('active')
  })
})

describe('what stands wrong', () => {
  test('name and ID number, after a look at the card: in place, with every mask and key', async () => {
    await member(world, 'o-5', 720, at.estate)
    const papers = await addPapers(world, 'o-5', { idCard: 'idCard' })
    const form = { wrong: ['name', 'idNumber'], name: '林秀蓝', idNumber: someId(721), consent: true }
    const made = await handIn(world, 'o-5', 'correction', form, { papers })
    await decide(world, 'officer', made, 'approve')
    const after = membershipOf(world, 'o-5')
    expect(after).toMatchObject({ name: '林秀蓝', state: 'active', card: { maskedName: '林＊蓝' } })
    expect(after.idMasked.slice(-4)).toBe(someId(721).slice(-4))
    expect(ledgerOf(world, made.id)).toContain('member.corrected')
    // The number it had is free, the one it has is taken.
    await member(world, 'o-6', 720, at.estate)
    const taken = await joinAs(world.cloud, world.url, 'o-7', 721, at.estate)
    expect(await tryAct(world, 'officer', taken, 'approve')).toMatchObject({ ok: false, error: { code: 'ALREADY' } })
  })

  test('an ID number somebody holds: the officer reads it, the worker does not', async () => {
    await member(world, 'o-8', 722, at.estate)
    const papers = await addPapers(world, 'o-8', { idCard: 'idCard' })
    const form = { wrong: ['idNumber'], idNumber: someId(721), consent: true }
    const made = await handIn(world, 'o-8', 'correction', form, { papers })
    const seen = (await good(world.as('officer')('membership.read', { caseId: made.id }))).case
    expect(seen.warnings[0]).toContain('已经有会籍')
    expect(await tryAct(world, 'officer', made, 'approve')).toMatchObject({ ok: false, error: { code: 'ALREADY' } })
    expect(membershipOf(world, 'o-8').idMasked.slice(-4)).toBe(someId(722).slice(-4))
  })

  test('her employer is her own word, at once', async () => {
    await good(world.as('o-8')('membership.changeEmployer', { employer: '海岬超市' }))
    expect(membershipOf(world, 'o-8').employer).toBe('海岬超市')
    const outsider = await world.as('nobody-yet')('membership.changeEmployer', { employer: '海岬超市' })
    expect(outsider).toMatchObject({ ok: false, error: { code: 'NOT_A_MEMBER' } })
  })

  test('a phone number moves to whom WeChat proves it; the one who had it is told, and the officer warned', async () => {
    world.cloud.registerUser({ openid: 'o-9', phone: '19900007001' })
    world.cloud.registerUser({ openid: 'o-10', phone: '19900007001' })
    await member(world, 'o-9', 723, at.estate)
    expect(membershipOf(world, 'o-9').phoneTail).not.toBeNull()
    const made = await joinAs(world.cloud, world.url, 'o-10', 724, at.estate)
    expect(membershipOf(world, 'o-9').phoneTail).toBeNull()
    expect((await good(world.as('o-9')('membership.me', {}))).phoneMasked).toBeNull()
    expect((await told('o-9'))[0]).toMatchObject({ title: '请重新留手机号' })
    expect(JSON.stringify(await told('o-10'))).not.toContain('另一')
    const seen = (await good(world.as('officer')('membership.read', { caseId: made.id }))).case
    expect(seen.warnings[0]).toContain('手机号原来留在另一位会员名下')
    await decide(world, 'officer', made, 'approve')
    const tail = membershipOf(world, 'o-10').phoneTail
    await good(world.as('o-10')('membership.givePhone', { code: await phoneCode(world.url, 'o-10') }))
    expect(membershipOf(world, 'o-10').phoneTail).toBe(tail)
  })
})

describe('the same person under another WeChat', () => {
  test('seen in person, her membership goes on: its day, card number, savings; the old account is told', async () => {
    const old = await member(world, 'o-11', 730, at.estate)
    const made = await joinAs(world.cloud, world.url, 'o-12', 730, at.estate)
    const seen = (await good(world.as('officer')('membership.read', { caseId: made.id }))).case
    expect(seen.acts.map(({ act }) => act)).toContain('sameMan')
    expect(await tryAct(world, 'officer', made, 'sameMan')).toMatchObject({ ok: false })
    await decide(world, 'officer', made, 'sameMan', { fields: { seen: true } })
    expect(membershipOf(world, 'o-12')).toMatchObject({
      state: 'active',
      since: old.since,
      holder: old.holder,
      card: { number: old.card.number, serial: 2, state: 'active' },
    })
    expect(membershipOf(world, 'o-11')).toMatchObject({ state: 'left', livingOf: old._id, card: { state: 'retired' } })
    expect((await told('o-11'))[0]).toMatchObject({ title: '您的会籍移到了另一个微信' })
    expect(ledgerOf(world, made.id)).toEqual(['application.submitted', 'member.corrected'])
  })

  test('where nobody holds the number it is not offered, and does nothing', async () => {
    const made = await joinAs(world.cloud, world.url, 'o-13', 731, at.estate)
    const seen = (await good(world.as('officer')('membership.read', { caseId: made.id }))).case
    expect(seen.acts.map(({ act }) => act)).not.toContain('sameMan')
    const tried = await tryAct(world, 'officer', made, 'sameMan', { fields: { seen: true } })
    expect(tried).toMatchObject({ ok: false, error: { code: 'NOT_NOW' } })
  })
})
