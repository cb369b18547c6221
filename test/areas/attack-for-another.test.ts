import { good } from '../../local/call-as'
import { personas } from '../../local/city/personas'
import { DESKS, openAid, WORKER } from './aid'
import { key, message, suggestIn } from './attack'
import type { World } from './world'

/** Ways around the rules of applying for another, each shut: tried through the real entries. */

let aid: Awaited<ReturnType<typeof openAid>>
let world: World
beforeAll(async () => {
  aid = await openAid('2026-07-13')
  world = aid.world
}, 60_000)
afterAll(() => world.close())

const worker = personas.find((one) => one.id === WORKER)!
const deskOf = async (who: string) => (await good(world.as(who)('membership.me', {}))).posts[0]!.desk
const suggest = (who: string, authority?: string) => suggestIn(aid, who, authority)

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
