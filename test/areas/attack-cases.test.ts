import { good } from '../../local/call-as'
import { someId } from '../../local/city/identity'
import { personas } from '../../local/city/personas'
import { sdk } from '../cloud/support'
import { DESKS, openAid, WORKER } from './aid'
import type { World } from './world'

/** Ways around the rules of an application, each shut: tried through the real entries. */

let aid: Awaited<ReturnType<typeof openAid>>
let world: World
beforeAll(async () => {
  aid = await openAid('2026-07-13')
  world = aid.world
}, 60_000)
afterAll(() => world.close())

const db = () => sdk(world.url).database()
const stored = (id: string) => world.cloud.read('cases', id) as Record<string, never>
const deskOf = async (who: string) => (await good(world.as(who)('membership.me', {}))).posts[0]!.desk
const self = (n: number) => ({ members: [{ relation: 'self', idNumber: someId(n), incomeFen: 0 }] })
const worker = personas.find((one) => one.id === WORKER)!
const message = (reply: unknown) => (reply as { error?: { message: string } }).error?.message ?? 'it was let through'
let tries = 0
const key = () => `attack-key-${(tries += 1)}`

/** A suggestion of the worker's, which needs no papers, handed in by whoever holds the authority. */
const suggestion = { idea: '给仓库装一盏灯', about: 'safety', now: '晚上看不见路', better: '门口装一盏感应灯' }
const suggest = (who: string, authority?: string) =>
  world.as(who)('cases.submit', {
    kind: 'suggestion',
    version: 1,
    clientKey: key(),
    form: suggestion,
    papers: [],
    ...(authority ? { authority } : {}),
  })
const spoken = async () => {
  aid.wait(1000)
  const desk = await deskOf('officer')
  const { name, idNumber } = worker
  const said = { desk, name, idNumber, basis: '本人到办公室口头申请' }
  return (await good(world.as('officer')('cases.recordSpoken', said))).authority.id
}
const kinOf = async (who: string) => {
  const { code } = await good(world.as(WORKER)('cases.allowKin', { relation: '儿子' }))
  return (await good(world.as(who)('cases.takeAuthority', { code }))).authority.id
}

describe('who applied for another', () => {
  test('an officer who gives her authority back still does not decide on what she handed in', async () => {
    const authority = await spoken()
    const { id } = (await good(suggest('officer', authority))).case
    await good(world.as('officer')('cases.revoke', { id: authority }))
    const { version } = await aid.read(WORKER, id)
    const fields = { doer: '工程部', by: '2026-08-01' }
    expect(
      message(await world.as('officer')('cases.decide', { caseId: id, version, act: 'adopt', note: '', fields })),
    ).toMatch(/自己替人交的/)
    await good(world.as(WORKER)('cases.withdraw', { caseId: id }))
  })

  test('what a relative does stands under her name, and the worker is told', async () => {
    const authority = await kinOf('rider')
    const { id } = (await good(suggest('rider', authority))).case
    await good(world.as('rider')('cases.withdraw', { caseId: id }))
    const read = await aid.read(WORKER, id)
    expect(read.story[read.story.length - 1]!.title).toBe('家里人（儿子）替您撤回了申请')
    expect(read.news).toMatchObject({ title: '家里人（儿子）替您撤回了申请', unread: true })
    await good(world.as(WORKER)('cases.revoke', { id: authority }))
  })

  test('a rating is the worker’s own word', async () => {
    const authority = await kinOf('rider')
    const { id } = (await good(suggest('rider', authority))).case
    await aid.acted(DESKS.enterprise, id, 'refuse', { note: '已经有人在做了' })
    expect((await aid.read('rider', id)).may.rate).toBe(false)
    expect(message(await world.as('rider')('cases.rate', { caseId: id, stars: 5, words: '' }))).toMatch(/本人/)
    expect((await aid.read(WORKER, id)).may.rate).toBe(true)
    await good(world.as(WORKER)('cases.rate', { caseId: id, stars: 2, words: '' }))
    await good(world.as(WORKER)('cases.revoke', { id: authority }))
  })

  test('an authority ended in the same moment leaves the proxy no sight of the case', async () => {
    for (let i = 0; i < 4; i += 1) {
      const authority = await kinOf('rider')
      const [made] = await Promise.all([
        suggest('rider', authority),
        new Promise((done) => setTimeout(done, 3 * i)).then(() =>
          good(world.as(WORKER)('cases.revoke', { id: authority })),
        ),
      ])
      expect((await good(world.as('rider')('cases.forOthers', {}))).rows).toEqual([])
      if (made.ok) await good(world.as(WORKER)('cases.withdraw', { caseId: made.data.case.id }))
    }
  })

  test('what is sealed from the employer is not handed in through its union’s officer', async () => {
    const authority = await spoken()
    const reply = await world.as('officer')('cases.submit', {
      kind: 'counselling',
      version: 1,
      clientKey: key(),
      form: { name: '老鞠', phone: '19900009004', words: '睡不着，想找人说说', how: 'phone', consent: true },
      papers: [],
      authority,
    })
    expect(message(reply)).toMatch(/本人|家里人/)
    await good(world.as(WORKER)('cases.revoke', { id: authority }))
  })
})

describe('codes of a family', () => {
  test('many guesses at one moment are counted each', async () => {
    await Promise.all(
      Array.from({ length: 15 }, (_one, i) => world.as('clerk')('cases.takeAuthority', { code: String(900_000 + i) })),
    )
    const { code } = await good(world.as(WORKER)('cases.allowKin', { relation: '女儿' }))
    expect(message(await world.as('clerk')('cases.takeAuthority', { code }))).toMatch(/试得太多/)
  })

  test('two phones with one code: one of them holds it', async () => {
    const { code } = await good(world.as(WORKER)('cases.allowKin', { relation: '妹妹' }))
    const replies = await Promise.all(['rider', 'member'].map((who) => world.as(who)('cases.takeAuthority', { code })))
    expect(replies.filter(({ ok }) => ok)).toHaveLength(1)
  })

  test('one account cannot fill the codes there are', async () => {
    let refused = ''
    for (let i = 0; i < 8 && !refused; i += 1) {
      const reply = await world.as('member')('cases.allowKin', { relation: '弟弟' })
      if (!reply.ok) refused = reply.error.message
    }
    expect(refused).toMatch(/码/)
  })
})

describe('passing on', () => {
  test('not to itself, which would begin its days anew, and to no union but those it may', async () => {
    const { id, due } = (await good(suggest(WORKER))).case
    aid.goTo('2026-07-14')
    const anywhere = stored(id) as unknown as { deskOrg: string }
    const other = (
      (await db().collection('orgs').where({ form: 'grassrootsUnion' }).limit(20).get()).data as { _id: string }[]
    ).find(({ _id }) => _id !== anywhere.deskOrg)!
    for (const to of [anywhere.deskOrg, other._id])
      expect(message(await aid.act(DESKS.enterprise, id, 'pass', { note: '归那边管', to }))).toBe('请选交给谁')
    expect((await aid.read(WORKER, id)).due).toBe(due)
    const { orgs } = await good(world.as(DESKS.enterprise)('cases.passTo', { caseId: id }))
    await aid.acted(DESKS.enterprise, id, 'pass', { note: '归那边管', to: orgs[0]!.id })
    await good(world.as(WORKER)('cases.withdraw', { caseId: id }))
  })
})

describe('objections', () => {
  const words = '他家今年刚买了车，请核实一下'
  const noticeOf = async () => (await aid.hanging('officer'))[0]!.id
  const object = async (id: string) => good(world.as('officer')('cases.object', { id, words, clientKey: key() }))
  let id = ''

  test('taken back by whoever raised it, the notice goes on: nobody’s aid stands still for ever', async () => {
    id = (await good(aid.apply(WORKER, self(720)))).case.id
    await aid.toNotice(id, DESKS.enterprise)
    const { caseId } = await object(await noticeOf())
    expect(await aid.read(WORKER, id)).toMatchObject({ state: 'objected' })
    await good(world.as('officer')('cases.withdraw', { caseId }))
    const back = await aid.read(WORKER, id)
    expect(back).toMatchObject({ state: 'inNotice', due: expect.any(String) })
    expect(JSON.stringify(back)).not.toMatch(/宋丽华|买了车/)
  })

  test('the same colleague stops a notice once', async () => {
    expect(
      message(await world.as('officer')('cases.object', { id: await noticeOf(), words, clientKey: key() })),
    ).toMatch(/提过/)
    expect(await aid.read(WORKER, id)).toMatchObject({ state: 'inNotice' })
  })

  test('an added holiday prolongs the notice as it prolongs the case', async () => {
    const city = (world.cloud.read('settings', 'city') as { calendar: { version: number } }).calendar
    const { due } = await aid.read(WORKER, id)
    await db()
      .collection('settings')
      .doc('city')
      .update({ calendar: { version: city.version + 1, holidays: [due!], workedWeekends: [] } })
    aid.wait(61_000)
    await aid.tick()
    const moved = await aid.read(WORKER, id)
    expect(moved.due! > due!).toBe(true)
    expect((await good(world.as('officer')('cases.notice', { id: await noticeOf() }))).notice.until).toBe(moved.due)
    await good(world.as(WORKER)('cases.withdraw', { caseId: id }))
  })
})

describe('one household, one file', () => {
  test('two of a family approved at one moment: one file, the other is told', async () => {
    const family = [
      { relation: 'self', idNumber: someId(730), incomeFen: 0 },
      { relation: 'spouse', idNumber: someId(731), incomeFen: 0 },
    ]
    const other = [
      { relation: 'self', idNumber: someId(731), incomeFen: 0 },
      { relation: 'spouse', idNumber: someId(730), incomeFen: 0 },
    ]
    const his = (await good(aid.apply(WORKER, { members: family, noticeConsent: false }))).case.id
    const hers = (await good(aid.apply('member', { members: other, noticeConsent: false }))).case.id
    await aid.toNotice(his, DESKS.enterprise)
    await aid.toNotice(hers, 'town')
    const replies = await Promise.all(
      [his, hers].map((id) => aid.act(DESKS.county, id, 'approve', { fields: { class: 'deep', grantFen: 500_000 } })),
    )
    expect(replies.filter(({ ok }) => ok)).toHaveLength(1)
    expect(message(replies.find(({ ok }) => !ok))).toMatch(/一家一份/)
  })
})

describe('drafts', () => {
  const keep = (answers: Record<string, unknown>) =>
    world.as(WORKER)('cases.keepDraft', { kind: 'suggestion', version: 1, step: 0, answers: answers as never })

  test.each([
    ['an operator as a value', { idea: { $gt: '' } }],
    ['something deep', { idea: { a: { b: { c: '1' } } } }],
    ['a key with a dot', { idea: [{ 'a.b': 1 }] }],
  ])('%s is not kept', async (_what, answers) => {
    expect(await keep(answers)).toMatchObject({ ok: false, error: { code: 'BAD_INPUT' } })
  })

  test('what the form asks is; what it does not ask is left out, whatever it is called', async () => {
    await good(keep({ idea: '装灯', about: 'safety', idNumber: someId(740), constructor: '1' }))
    expect((await good(world.as(WORKER)('cases.draft', { kind: 'suggestion' }))).draft?.answers).toEqual({
      idea: '装灯',
      about: 'safety',
    })
  })
})

describe('the timer', () => {
  test('one case that fails stops no other', async () => {
    aid.goTo('2026-07-20')
    const { id } = (await good(suggest(WORKER))).case
    const bad = { ...(stored(id) as object), _id: 'case_broken', kind: 'nobodyKnows', wakeOn: '2026-01-01' }
    await db()
      .collection('cases')
      .add({ ...bad, openKey: 'case_broken' })
    aid.goTo('2026-09-01')
    await aid.tick().catch(() => undefined)
    expect((await aid.read(WORKER, id)).story.some(({ title }) => title.includes('没按时答复'))).toBe(true)
    await db().collection('cases').doc('case_broken').remove()
  })
})

describe('documents', () => {
  test('the longest letter that may be handed in can be printed', async () => {
    const finding = { what: '超'.repeat(300), article: '法'.repeat(80), demand: '改'.repeat(200) }
    const letter = (findings: object[]) =>
      world.as('officer')('cases.submit', {
        kind: 'opinionLetter',
        version: 1,
        clientKey: key(),
        form: {
          employer: '海岬电子公司',
          contact: '人事部',
          inspectedOn: '2026-07-10',
          inspectors: [
            { name: '宋丽华', card: '990001' },
            { name: '于海', card: '990002' },
          ],
          findings: findings as never,
        },
        papers: [],
      })
    expect(message(await letter(Array.from({ length: 20 }, () => finding)))).toMatch(/太长/)
    const { id } = (await good(letter(Array.from({ length: 12 }, () => finding)))).case
    await aid.acted(DESKS.county, id, 'approve')
    const { ticket } = await good(world.as(DESKS.county)('cases.print', { caseId: id, document: 'letter' }))
    expect(ticket.length).toBeLessThanOrEqual(40_000)
  })
})
