import { good } from '../../local/call-as'
import { joinAs } from '../../local/costs'
import { idNumberOf, someId } from '../../local/city/identity'
import { phoneCode } from '../../local/call-as'
import type { Org } from '../../cloudfunctions/kernel/orgs'
import type { Post } from '../../cloudfunctions/kernel/people'
import { searchKeys } from '../../miniprogram/rules/search-keys'
import { openWorld, type World } from './world'

let world: World
let union: string
beforeAll(async () => {
  world = await openWorld()
  union = (await good(world.as('newcomer')('membership.findUnion', { text: '海滨物业' }))).unions[0]!.id
}, 60_000)
afterAll(() => world.close())

const approve = (version: number) => ({ version, act: 'approve' as const, note: '' })

/** Agrees to the notice and leaves a phone number, as every applicant has before the form. */
async function introduce(openid: string): Promise<void> {
  const { noticeVersion } = await good(world.as(openid)('membership.city', {}))
  await good(world.as(openid)('membership.agree', { noticeVersion }))
  await good(world.as(openid)('membership.givePhone', { code: await phoneCode(world.url, openid) }))
}

/** A person who holds a post and has not joined. */
const newOfficer = () => ({
  _id: 'p_w_officer',
  openid: 'w-officer',
  phone: null,
  phoneIndex: null,
  phoneMasked: null,
  agreedNotice: null,
  counters: [],
  createdAt: new Date(),
})
async function postsOf(persona: string): Promise<Post[]> {
  const { posts } = await good(world.as(persona)('membership.me', {}))
  return posts.map((post) => ({ ...post, org: union, orgPath: '', role: 'officer' }))
}

describe('joining a union', () => {
  test('from the first tap to the card', async () => {
    const worker = world.as('newcomer')
    expect(await good(worker('membership.me', {}))).toMatchObject({ membership: null, phoneMasked: null, posts: [] })
    const handedIn = await joinAs(world.cloud, world.url, world.openidOf('newcomer'), 500, union)
    expect(handedIn).toMatchObject({ state: 'submitted', may: { withdraw: true }, acts: [] })
    expect(JSON.stringify(handedIn)).not.toContain(someId(500))

    const officer = world.as('officer')
    const desk = (await good(officer('membership.me', {}))).posts[0]!.desk
    const queue = await good(officer('cases.queue', { desk }))
    expect(queue.rows.map((row) => row.id)).toContain(handedIn.id)
    const seen = (await good(officer('membership.read', { caseId: handedIn.id }))).case
    expect(seen.acts.map((act) => act.act)).toEqual(['approve', 'refuse'])

    await good(officer('membership.decide', { caseId: handedIn.id, ...approve(seen.version) }))
    const { card } = await good(worker('membership.myCard', {}))
    expect(card).toMatchObject({ state: 'active', serial: 1, maskedName: '试＊友' })
    const { messages } = await good(worker('inbox.list', {}))
    expect(messages[0]).toMatchObject({ title: '您入会了', unread: true, link: '/pages/card/card' })
    expect(await good(worker('inbox.unread', {}))).toEqual({ count: 1 })
    await good(worker('inbox.markRead', { id: messages[0]!.id }))
    await good(worker('inbox.markRead', { id: messages[0]!.id }))
    expect(await good(worker('inbox.unread', {}))).toEqual({ count: 0 })
    expect((await good(worker('membership.me', {}))).membership).toMatchObject({ state: 'active' })
  })

  test('a refusal is read with its reason, and one may apply again', async () => {
    const first = await joinAs(world.cloud, world.url, 'w-refused', 501, union)
    const officer = world.as('officer')
    const refuse = { caseId: first.id, version: 1, act: 'refuse' as const, note: '您不在我们这里上班' }
    expect(await officer('membership.decide', { ...refuse, note: '' })).toMatchObject({
      ok: false,
      error: { code: 'BAD_INPUT' },
    })
    await good(officer('membership.decide', refuse))
    const read = (await good(world.as('w-refused')('membership.read', { caseId: first.id }))).case
    expect(read).toMatchObject({ state: 'refused', news: { text: '您不在我们这里上班', unread: true } })
    const again = { kind: 'joining', version: 1, clientKey: 'second-time-1', form: formOf(501) }
    expect((await good(world.as('w-refused')('membership.submit', again))).case.state).toBe('submitted')
  })

  const formOf = (nth: number) => ({
    name: '试工友',
    idNumber: someId(nth),
    employment: 'employee',
    union,
    consent: true,
  })

  test('a retry of the same press, also many at once, makes one application; another press is refused while one is open', async () => {
    const openid = 'w-double'
    const worker = world.as(openid)
    await introduce(openid)
    const sent = { kind: 'joining', version: 1, clientKey: 'the-same-press', form: formOf(502) }
    const replies = await Promise.all(Array.from({ length: 12 }, () => good(worker('membership.submit', sent))))
    expect(new Set(replies.map((reply) => reply.case.id)).size).toBe(1)
    expect((await good(worker('cases.mine', {}))).rows).toHaveLength(1)
    const other = await worker('membership.submit', { ...sent, clientKey: 'another-press' })
    expect(other).toMatchObject({ ok: false, error: { code: 'ALREADY' } })
  })

  test('two officers at once: one decision, one membership, the other is told', async () => {
    const made = await joinAs(world.cloud, world.url, 'w-race', 503, union)
    const officer = world.as('officer')
    const decide = () => officer('membership.decide', { caseId: made.id, ...approve(1) })
    const refuse = () =>
      officer('membership.decide', { caseId: made.id, version: 1, act: 'refuse', note: '不是本单位的' })
    const replies = await Promise.all([decide(), refuse(), decide(), refuse(), decide()])
    expect(replies.filter((reply) => reply.ok)).toHaveLength(1)
    for (const reply of replies) if (!reply.ok) expect(reply.error.code).toBe('MOVED_ON')
    const mine = (await good(world.as('w-race')('cases.mine', {}))).rows[0]!
    const { card } = await good(world.as('w-race')('membership.myCard', {}))
    expect(card !== null).toBe(mine.state === 'approved')
  })

  test('one ID number, one membership: the officer is warned and told, the stranger is not', async () => {
    const first = await joinAs(world.cloud, world.url, 'w-id-1', 504, union)
    await good(world.as('officer')('membership.decide', { caseId: first.id, ...approve(1) }))
    const second = await joinAs(world.cloud, world.url, 'w-id-2', 504, union)
    expect(second.warnings).toEqual([])
    const seen = (await good(world.as('officer')('membership.read', { caseId: second.id }))).case
    expect(seen.warnings[0]).toContain('已经有会籍')
    const reply = await world.as('officer')('membership.decide', { caseId: second.id, ...approve(1) })
    expect(reply).toMatchObject({ ok: false, error: { code: 'ALREADY' } })
    expect((await good(world.as('w-id-2')('membership.myCard', {}))).card).toBeNull()
    expect((await good(world.as('w-id-2')('cases.mine', {}))).rows[0]!.state).toBe('submitted')
  })

  test('a member does not join again, whatever the number; her own application is not hers to decide', async () => {
    const again = { kind: 'joining', version: 1, clientKey: 'member-again-1', form: formOf(520) }
    expect(await world.as('member')('membership.submit', again)).toMatchObject({
      ok: false,
      error: { code: 'ALREADY' },
    })
    // An officer's own record with no membership yet: she may apply, and another must decide.
    world.cloud.load('people', [{ ...newOfficer(), posts: (await postsOf('officer')).map((post) => ({ ...post })) }])
    const made = await joinAs(world.cloud, world.url, 'w-officer', 524, union)
    const own = await world.as('w-officer')('membership.decide', { caseId: made.id, ...approve(1) })
    expect(own).toMatchObject({ ok: false, error: { code: 'FORBIDDEN' } })
    await good(world.as('officer')('membership.decide', { caseId: made.id, ...approve(1) }))
  })

  test('a form corrected after a lost answer is not passed off as the one handed in', async () => {
    await introduce('w-corrected')
    const worker = world.as('w-corrected')
    const sent = { kind: 'joining', version: 1, clientKey: 'one-intention-1', form: formOf(521) }
    await good(worker('membership.submit', sent))
    const corrected = { ...sent, form: { ...formOf(522), name: '改正名' } }
    expect(await worker('membership.submit', corrected)).toMatchObject({ ok: false, error: { code: 'ALREADY' } })
    expect((await good(worker('membership.submit', sent))).case.name).toBe('试工友')
  })

  test('before the form: the notice agreed to, in its newest version', async () => {
    const worker = world.as('w-hasty')
    expect(await worker('membership.agree', { noticeVersion: 'of-yore' })).toMatchObject({
      ok: false,
      error: { code: 'MOVED_ON' },
    })
    await good(worker('membership.givePhone', { code: await phoneCode(world.url, 'w-hasty') }))
    const sent = { kind: 'joining', version: 1, clientKey: 'too-hasty-0001', form: formOf(523) }
    expect(await worker('membership.submit', sent)).toMatchObject({ ok: false, error: { code: 'NOT_NOW' } })
  })

  test('a union among many of like names is found by its full name', async () => {
    const one = world.cloud.read('orgs', union) as Org
    const names = Array.from(
      { length: 30 },
      (_, i) => `滨海新区第${'一二三四五六七八九十'[i % 10]}${'甲乙丙'[Math.floor(i / 10)]}实验小学工会`,
    )
    world.cloud.load(
      'orgs',
      names.map((name, i) => ({ ...one, _id: `o_like_${i}`, name, employers: [], keys: searchKeys([name]) })),
    )
    for (const name of names) {
      const { unions } = await good(world.as('rider')('membership.findUnion', { text: name }))
      expect(unions.map((found) => found.name)).toContain(name)
    }
  })

  test('withdrawal frees the place; after a decision it is too late', async () => {
    const made = await joinAs(world.cloud, world.url, 'w-withdraw', 505, union)
    const worker = world.as('w-withdraw')
    expect((await good(worker('membership.withdraw', { caseId: made.id }))).case.state).toBe('withdrawn')
    expect((await good(worker('membership.withdraw', { caseId: made.id }))).case.state).toBe('withdrawn')
    expect((await good(worker('inbox.list', {}))).messages[0]).toMatchObject({ title: '您撤回了申请', unread: false })
    const late = await world.as('officer')('membership.decide', { caseId: made.id, ...approve(1) })
    expect(late).toMatchObject({ ok: false, error: { code: 'NOT_FOUND' } })
  })

  test('a case is nobody else’s to read, decide or withdraw', async () => {
    const made = await joinAs(world.cloud, world.url, 'w-private', 506, union)
    for (const who of ['stranger', 'member', 'clerk', 'town', 'county', 'city']) {
      for (const reply of [
        await world.as(who)('membership.read', { caseId: made.id }),
        await world.as(who)('membership.decide', { caseId: made.id, ...approve(1) }),
        await world.as(who)('membership.withdraw', { caseId: made.id }),
      ])
        expect(reply).toMatchObject({ ok: false, error: { code: 'NOT_FOUND' } })
    }
  })

  test('no union at the employer: the town’s or the industry’s, never nothing', async () => {
    const { districts, industries } = await good(world.as('rider')('membership.city', {}))
    for (const district of districts)
      for (const town of district.towns) {
        const { unions } = await good(world.as('rider')('membership.unionsForMe', { town: town.code }))
        expect(unions.length).toBeGreaterThan(0)
      }
    for (const industry of industries) {
      const { unions } = await good(world.as('rider')('membership.unionsForMe', { industry: industry.code }))
      expect(unions.length).toBeGreaterThan(0)
    }
    const nowhere = await good(world.as('rider')('membership.unionsForMe', { town: '000000' }))
    expect(nowhere.unions.length).toBeGreaterThan(0)
  })

  test.each([
    [
      'a wrong check digit',
      { idNumber: `${someId(507).slice(0, 17)}${someId(507)[17] === '1' ? '2' : '1'}` },
      '有一位不对',
    ],
    ['a letter short', { idNumber: someId(507).slice(1) }, '18 位'],
    ['under sixteen', { idNumber: idNumberOf('other', '2015-05-06', 3, 'female') }, '16'],
    ['a birthday that is no day', { idNumber: `${someId(507).slice(0, 10)}0230${someId(507).slice(14)}` }, '出生日期'],
    ['a birthday to come', { idNumber: idNumberOf('other', '2090-05-06', 3, 'female') }, '出生日期'],
    ['a number for a name', { name: '12345' }, '姓名'],
    ['dots for a name', { name: '··' }, '姓名'],
    ['a name that cannot be seen', { name: '\u3164\u3164' }, '姓名'],
    ['a name over two lines', { name: '林\n秀兰' }, '姓名'],
    ['an employer that runs backwards', { employer: '\u202e店小' }, '看不见'],
    ['a field whose name speaks', { 请转账给: 1 }, '填的内容不对'],
    ['a very long name', { name: '林'.repeat(400) }, '姓名最多'],
    ['an unknown employment', { employment: 'boss' }, '哪种工作'],
    ['no consent', { consent: false }, '打勾'],
    ['an unknown field', { admin: true }, '没填好'],
    ['an object for text', { name: { $gt: '' } }, '没填好'],
    ['a union that is not there', { union: 'o_nowhere' }, '没找到这个工会'],
  ])('%s is refused in words and stores nothing', async (_what, change, words) => {
    const worker = world.as('w-bad')
    await introduce('w-bad')
    const sent = { kind: 'joining', version: 1, clientKey: 'a-bad-form-1', form: { ...formOf(507), ...change } }
    const reply = await worker('membership.submit', sent)
    expect(reply).toMatchObject({ ok: false })
    expect(!reply.ok && reply.error.message).toContain(words)
    expect((await good(worker('cases.mine', {}))).rows).toEqual([])
  })

  test('nothing personal is logged', () => {
    const text = JSON.stringify(world.logged)
    for (const secret of ['试工友', someId(500), '19900', world.openidOf('newcomer')])
      expect(text).not.toContain(secret)
  })
})
