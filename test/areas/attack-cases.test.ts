import { good } from '../../local/call-as'
import { someId } from '../../local/city/identity'
import { personas } from '../../local/city/personas'
import { sdk } from '../cloud/support'
import { DESKS, openAid, WORKER } from './aid'
import { key, message, suggestIn } from './attack'
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
const self = (n: number) => ({ members: [{ relation: 'self', idNumber: someId(n), incomeFen: 0 }] })
const worker = personas.find((one) => one.id === WORKER)!
const suggest = (who: string) => suggestIn(aid, who)

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

describe('who is not to be known', () => {
  test('who reported a danger: not by a call to her number either', async () => {
    const { id } = (
      await good(
        world.as(WORKER)('cases.submit', {
          kind: 'hazard',
          version: 1,
          clientKey: key(),
          form: { grave: 'yes', what: '二楼护栏松了，一靠就晃', place: '二楼仓库' },
          papers: [],
        }),
      )
    ).case
    const seen = await aid.read(DESKS.enterprise, id)
    for (const told of [worker.name, worker.phone, worker.openid]) expect(JSON.stringify(seen)).not.toContain(told)
    const asked = { caseId: id, reason: '问问在哪儿' }
    expect(message(await world.as(DESKS.enterprise)('cases.showPhone', asked))).toMatch(/不问是谁/)
    await good(world.as(WORKER)('cases.withdraw', { caseId: id }))
  })

  test('who objects, when the desk that hangs the notice is the applicant’s own', async () => {
    const posts = async (who: string) =>
      (
        (
          await db()
            .collection('people')
            .where({ openid: world.openidOf(who) })
            .get()
        ).data[0] as {
          posts: { orgName: string; desk: string }[]
        }
      ).posts
    const own = (await posts('county')).find(({ orgName }) => orgName === '环翠区总工会')!
    const put = (list: object[]) =>
      db()
        .collection('people')
        .where({ openid: world.openidOf(WORKER) })
        .update({ posts: list })
    await put([own])
    const { id } = (await good(aid.apply(WORKER, self(725)))).case
    await aid.toNotice(id, DESKS.enterprise)
    const notice = (await aid.hanging('officer'))[0]!.id
    const said = { id: notice, words: '他家今年刚买了车，请核实一下', clientKey: key() }
    const { caseId } = await good(world.as('officer')('cases.object', said))
    expect(message(await world.as(WORKER)('cases.read', { caseId }))).toMatch(/没找到/)
    const { rows } = await good(world.as(WORKER)('cases.queue', { desk: own.desk }))
    expect(rows.map((row) => row.id)).not.toContain(caseId)
    expect((await aid.read('city', caseId)).state).toBe('submitted')
    await put([])
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
