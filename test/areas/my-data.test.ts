import type { CaseDocument } from '../../cloudfunctions/kernel/casework/case'
import type { LedgerEntry } from '../../cloudfunctions/kernel/ledger'
import { HELD_IN } from '../../cloudfunctions/kernel/erase-account'
import { good, phoneCode } from '../../local/call-as'
import { someId } from '../../local/city/identity'
import { leaveInterviewTraces, questionIn } from './interview-world'
import { addPaper } from './papers'
import { readPdf } from './read-pdf'
import { openWorld, type World } from './world'

/** Everything held about a worker, her copy of it, her consent taken back, her account deleted: through the real entries. */

let world: World
let union: string
beforeAll(async () => {
  world = await openWorld()
  union = (await good(world.as('newcomer')('membership.findUnion', { text: '海滨物业' }))).unions[0]!.id
}, 60_000)
afterAll(() => world.close())

const NAME = '独孤测友'
const ID = someId(640)
const agreeAnew = async (who: string) => {
  const { noticeVersion } = await good(world.as(who)('membership.city', {}))
  await good(world.as(who)('membership.agree', { noticeVersion }))
}

/** Joins as a phone does; answers with her number. */
async function join(who: string, name: string, idNumber: string, time = 'first'): Promise<void> {
  const worker = world.as(who)
  await agreeAnew(who)
  await good(worker('membership.givePhone', { code: await phoneCode(world.url, who) }))
  const form = { name, idNumber, employment: 'employee', employer: '独家测试店', union, consent: true }
  const made = await good(
    worker('membership.submit', { kind: 'joining', version: 1, clientKey: `join-${who}-${time}`, form }),
  )
  const { id, version } = made.case
  await good(world.as('officer')('membership.decide', { caseId: id, version, act: 'approve', note: '' }))
}

/** All that may be hers: papers, a draft, an authority, a look, messages. */
async function leaveTraces(who: string): Promise<void> {
  const worker = world.as(who)
  await addPaper(world, who, 'idCard')
  await good(worker('cases.keepDraft', { kind: 'suggestion', version: 1, step: 0, answers: {} }))
  const { code } = await good(worker('cases.allowKin', { relation: '儿子' }))
  await good(world.as('rider')('cases.takeAuthority', { code }))
  const desk = (await good(world.as('officer')('membership.me', {}))).posts[0]!.desk
  const { members } = await good(world.as('officer')('membership.findMembers', { desk, by: 'name', text: NAME }))
  await good(world.as('officer')('membership.member', { desk, id: members[0]!.id }))
  await leaveInterviewTraces(world, who, NAME)
}

async function leave(who: string): Promise<void> {
  const sent = { kind: 'leaving', version: 1, clientKey: `leave-${who}`, form: { sure: true } }
  const { id, version } = (await good(world.as(who)('membership.submit', sent))).case
  await good(world.as('officer')('membership.decide', { caseId: id, version, act: 'declare', note: '' }))
}

const mine = (who: string, words: string[]) =>
  [...world.cloud.documents()].filter(({ text }) => [who, ...words].some((word) => text.includes(word)))
const where = (found: { collection: string }[]) => [...new Set(found.map(({ collection }) => collection))].sort()

test('every collection that keeps an account is known to whoever deletes one', () => {
  const keeping = [...world.cloud.documents()].filter(({ text }) => text.includes('"openid":"'))
  for (const collection of where(keeping)) expect(HELD_IN).toContain(collection)
})

test('a stranger is held nowhere, and may delete what is not there', async () => {
  const worker = world.as('w-nobody')
  expect(await good(worker('membership.myData', {}))).toEqual({ groups: [], agreed: false, phoneGoes: false })
  expect(await good(worker('membership.accountEnd', {}))).toEqual({ known: false, blocks: [], deletes: [], keeps: [] })
  expect(await good(worker('membership.deleteAccount', { agreed: true }))).toEqual({ done: true })
})

test('my data: each group says why, who, how long and by which clause; numbers are masked', async () => {
  await join('w-mine', NAME, ID)
  await leaveTraces('w-mine')
  const { groups, agreed, phoneGoes } = await good(world.as('w-mine')('membership.myData', {}))
  expect(groups.map(({ key }) => key.replace(/-.*/, ''))).toEqual([
    ...['account', 'membership', 'card', 'cases', 'papers', 'authorities', 'looks', 'questions', 'messages', 'ledger'],
  ])
  for (const group of groups)
    for (const words of [group.title, group.held, group.why, group.who, group.howLong])
      expect(words).toMatch(/[一-龥\d]/)
  for (const { clause } of groups) expect(clause).toContain('《')
  const text = JSON.stringify(groups)
  expect(text).toContain(NAME)
  expect(text).not.toContain(ID)
  expect(text).not.toContain('w-mine')
  expect([agreed, phoneGoes]).toEqual([true, false])
})

describe('a copy', () => {
  test('is complete, with my own numbers in clear, to read and for programs; the same press is the same copy', async () => {
    const worker = world.as('w-mine')
    const sent = { clientKey: 'copy-of-mine' }
    const copy = await good(worker('membership.copyMyData', sent))
    expect(copy).toMatchObject({ done: true, count: copy.total })
    const json = (await (await fetch(copy.json!.url)).json()) as Record<string, Record<string, unknown>[]>
    const { total } = copy
    expect(Object.values(json).reduce((sum, one) => sum + (Array.isArray(one) ? one.length : 0), 0)).toBe(total)
    expect(json.memberships).toMatchObject([{ name: NAME, idNumber: ID, employer: '独家测试店', state: 'active' }])
    expect(json.applications).toMatchObject([{ kind: '入会申请', form: { name: NAME, idNumber: ID } }])
    expect(json.account![0]!.phone).toMatch(/^1\d{10}$/)
    const { url } = await good(worker('documents.render', { ticket: copy.ticket! }))
    const text = readPdf(new Uint8Array(await (await fetch(url)).arrayBuffer()))
      .flatMap(({ lines }) => lines.map((line) => line.text))
      .join('')
    for (const words of [NAME, ID, '入会申请', '身份证', '工会主席', '您入会了', '您做哪种工作：单位职工'])
      expect(text).toContain(words)
    const before = world.cloud.count('copies')
    expect((await good(worker('membership.copyMyData', sent))).json!.name).toBe(copy.json!.name)
    expect(world.cloud.count('copies')).toBe(before)
  })

  test('is nobody else’s: neither its ticket nor its key', async () => {
    const { ticket } = await good(world.as('w-mine')('membership.copyMyData', { clientKey: 'copy-of-mine' }))
    expect(await world.as('rider')('documents.render', { ticket: ticket! })).toMatchObject({
      error: { code: 'FORBIDDEN' },
    })
    const other = await good(world.as('w-nobody')('membership.copyMyData', { clientKey: 'copy-of-mine' }))
    expect(other).toMatchObject({ done: true, total: 0 })
  })

  test('of much is made in portions, each call going on', async () => {
    const some = [...world.cloud.documents()].find(({ collection }) => collection === 'messages')!
    const message = JSON.parse(some.text) as object
    world.cloud.load(
      'messages',
      Array.from({ length: 1830 }, (_, i) => ({ ...message, _id: `msg_much_${i}`, openid: 'w-much' })),
    )
    const sent = { clientKey: 'copy-of-much' }
    const seen: [number, boolean][] = []
    for (let done = false; !done;) {
      const copy = await good(world.as('w-much')('membership.copyMyData', sent))
      seen.push([copy.count, copy.done])
      done = copy.done
      if (done) {
        const json = (await (await fetch(copy.json!.url)).json()) as { messages: object[] }
        expect(json.messages).toHaveLength(1830)
      }
    }
    expect(seen.length).toBeGreaterThan(1)
    // Two calls at once of one copy: nothing is in it twice.
    const twice = { clientKey: 'copy-at-once' }
    for (let done = false; !done;) {
      const both = await Promise.all([1, 2].map(() => good(world.as('w-much')('membership.copyMyData', twice))))
      done = both.every((one) => one.done)
      if (done) {
        const json = (await (await fetch(both[0]!.json!.url)).json()) as { messages: object[] }
        expect(json.messages).toHaveLength(1830)
      }
    }
  })
})

describe('consent taken back', () => {
  test('nothing new is handed in until she agrees anew; the number of who needs none is deleted', async () => {
    const who = 'w-consent'
    await agreeAnew(who)
    await good(world.as(who)('membership.givePhone', { code: await phoneCode(world.url, who) }))
    await good(world.as(who)('cases.keepDraft', { kind: 'suggestion', version: 1, step: 0, answers: {} }))
    expect((await good(world.as(who)('membership.myData', {}))).phoneGoes).toBe(true)
    expect(await good(world.as(who)('membership.withdrawConsent', {}))).toEqual({ phoneDeleted: true })
    expect(await good(world.as(who)('membership.withdrawConsent', {}))).toEqual({ phoneDeleted: true })
    expect(await good(world.as(who)('membership.me', {}))).toMatchObject({ agreedNotice: null, phoneMasked: null })
    expect((await good(world.as(who)('cases.draft', { kind: 'suggestion' }))).draft).toBeNull()
  })

  test('a member keeps card and number, and what was done stays', async () => {
    const worker = world.as('w-mine')
    expect(await good(worker('membership.withdrawConsent', {}))).toEqual({ phoneDeleted: false })
    const me = await good(worker('membership.me', {}))
    expect(me).toMatchObject({ agreedNotice: null, membership: { state: 'active' } })
    expect(me.phoneMasked).not.toBeNull()
    const sent = { kind: 'leaving', version: 1, clientKey: 'before-agreeing', form: { sure: true } }
    expect(await worker('membership.submit', sent)).toMatchObject({ error: { code: 'NOT_NOW' } })
    await agreeAnew('w-mine')
  })
})

describe('deleting an account', () => {
  test('a living membership and an open application stand in the way, with the way out', async () => {
    const worker = world.as('w-mine')
    const { blocks } = await good(worker('membership.accountEnd', {}))
    expect(blocks).toMatchObject([{ url: expect.stringContaining('kind=leaving') as string }])
    expect(await worker('membership.deleteAccount', { agreed: true })).toMatchObject({ error: { code: 'NOT_NOW' } })
    const sent = { kind: 'leaving', version: 1, clientKey: 'leave-and-back', form: { sure: true } }
    const made = (await good(worker('membership.submit', sent))).case
    expect((await good(worker('membership.accountEnd', {}))).blocks).toHaveLength(2)
    await good(worker('membership.withdraw', { caseId: made.id }))
    for (const who of ['officer', 'clerk'])
      expect((await good(world.as(who)('membership.accountEnd', {}))).blocks.length).toBeGreaterThan(0)
  })

  test('deletes all but what was named, and nothing else finds its way back', async () => {
    const worker = world.as('w-mine')
    const phone = /"phone":"(1\d{10})"/.exec(
      JSON.stringify(
        await (
          await fetch((await good(worker('membership.copyMyData', { clientKey: 'copy-to-look' }))).json!.url)
        ).json(),
      ),
    )![1]!
    await leave('w-mine')
    // An application that was paid, and a letter: the law keeps both.
    const own = [...world.cloud.documents()].find(
      ({ collection, text }) =>
        collection === 'cases' && text.includes('"openid":"w-mine"') && text.includes('leaving'),
    )!
    const closed = JSON.parse(own.text) as CaseDocument
    world.cloud.load(
      'cases',
      ['homeTicket', 'petition', 'suggestion'].map((kind) => {
        const _id = `case_mine_${kind}`
        return { ...closed, _id, openKey: _id, kind, kindTitle: kind, state: 'served', area: 'cases' }
      }),
    )
    // What an officer of her union wrote about her membership.
    const about = { openid: 'persona-officer', person: 'p_officer', facts: { openid: 'w-mine' } }
    world.cloud.load('cases', [{ ...closed, _id: 'case_about', openKey: 'case_about', kind: 'lapsing', ...about }])
    const { blocks, deletes, keeps } = await good(worker('membership.accountEnd', {}))
    expect(blocks).toEqual([])
    expect(deletes.map(({ what }) => what)).toContain('材料和照片')
    expect(keeps.map(({ what }) => what.slice(0, 4))).toEqual(['领过钱的', '来信来访', '会员名册', '只记了数'])
    for (const { clause } of keeps) expect(clause).toContain('《')
    const files = mine('w-mine', []).flatMap(({ text }) => text.match(/cloud:\/\/[^"]+/g) ?? [])
    expect(files.length).toBeGreaterThan(0)

    // Twice at once is once.
    const both = await Promise.all([1, 2].map(() => worker('membership.deleteAccount', { agreed: true })))
    expect(both.some((reply) => reply.ok && reply.data.done)).toBe(true)
    expect(await good(worker('membership.deleteAccount', { agreed: true }))).toEqual({ done: true })

    expect(where(mine('w-mine', [ID, phone]))).toEqual([])
    expect(where(mine('w-mine', [NAME]))).toEqual(['cases', 'memberships'])
    const kept = mine('w-mine', [NAME]).map(({ text }) => JSON.parse(text) as { _id: string; idNumber?: unknown })
    expect(
      kept
        .map(({ _id }) => _id)
        .filter((id) => id.startsWith('case'))
        .sort(),
    ).toEqual([...['case_about', 'case_mine_homeTicket', 'case_mine_petition']])
    for (const file of files) {
      const path = file.replace(/^cloud:\/\/[^/]+\//, '')
      expect((await fetch(`${world.url}/storage/${path}`, { headers: { 'x-wx-openid': 'w-mine' } })).ok).toBe(false)
    }
    // What others read on in stays, under nobody's name; what was never shown is gone.
    expect(questionIn(world, 'ivq_traces_shown')).toMatchObject({ name: '', by: '一位工友', files: [], votes: 1 })
    expect(questionIn(world, 'ivq_traces_waits')).toBeUndefined()
    expect(questionIn(world, 'ivq_traces_root').askers.map(({ by }) => by)).toEqual(['林＊兰', '一位工友'])
    // The figures stay whole.
    const joined = [...world.cloud.documents()].filter(
      ({ collection, text }) => collection === 'ledger' && (JSON.parse(text) as LedgerEntry).kind === 'member.left',
    )
    expect(joined.length).toBeGreaterThan(0)
    // She who was trusted sees nothing of her.
    expect((await good(world.as('rider')('cases.authorities', {}))).held).toEqual([])
    const { groups } = await good(worker('membership.myData', {}))
    expect(groups.map(({ key }) => key)).toEqual(['ledger'])
    expect((await good(worker('cases.mine', {}))).rows).toEqual([])
  })

  test('the same person may come back, as new', async () => {
    await join('w-mine', NAME, ID, 'again')
    expect((await good(world.as('w-mine')('membership.myCard', {}))).card).toMatchObject({ state: 'active' })
  })
})

test('my union: who answers there, its phone, above whom it stands; none for who is in none', async () => {
  const { union: found, membership } = await good(world.as('lostcard')('membership.myUnion', {}))
  expect(found).toMatchObject({ name: '海滨物业工会', form: '单位工会' })
  expect(found!.officers.map(({ title }) => title)).toContain('工会主席')
  expect(found!.above).toContain('总工会')
  expect(membership).toMatchObject({ state: 'active' })
  expect(await good(world.as('newcomer')('membership.myUnion', {}))).toEqual({ union: null, membership: null })
})
