import type { Offer } from '../../cloudfunctions/benefits/offers'
import type { Draw } from '../../cloudfunctions/draws/draw'
import { good } from '../../local/call-as'
import { joinAs } from '../../local/costs'
import { makeCardCode } from '../../miniprogram/rules/card-code'
import type { UnionMark } from '../../miniprogram/rules/offer-rules'
import { decide, member, membershipOf, unionsOf, type Town } from './membership-life'
import { openWorld, type World } from './world'

/** Labour models and sanitation workers: put there by their union, and what it opens to them. */

let world: World
let at: Town
let merchantId: string
beforeAll(async () => {
  world = await openWorld(40)
  at = await unionsOf(world)
  merchantId = (await good(world.as('clerk')('membership.me', {}))).counters[0]!.merchantId
}, 60_000)
afterAll(() => world.close())

const mark = (who: string, desk: string, id: string, marks: UnionMark[]) =>
  world.as(who)('membership.markMember', { desk, id, marks })
/** Her desk at the level she is named after. */
const deskOf = async (who: 'town' | 'county') =>
  (await good(world.as(who)('membership.me', {}))).posts.find(({ level }) => level === who)!.desk
const toldOf = async (openid: string) =>
  (await good(world.as(openid)('inbox.list', {}))).messages.filter(({ title }) => title === '您的身份改了')

/** She shows her card and the clerk presses. */
async function use(openid: string, offerId: string) {
  const { card } = await good(world.as(openid)('membership.myCard', {}))
  const code = makeCardCode(card!, Date.now())
  const seen = await good(world.as('clerk')('benefits.verify', { merchantId, code }))
  if (!seen.valid) throw new Error(seen.reason)
  const clientKey = `marks-${openid}`
  return world.as('clerk')('benefits.redeem', { merchantId, ticket: seen.ticket, offerId, billFen: 10_000, clientKey })
}

test('her union’s officer marks her, once however often; she is told and finds it among her data', async () => {
  const { _id } = await member(world, 'k-1', 800, at.estate)
  const desk = `${at.estate}/officer`
  const replies = await Promise.all([1, 2].map(() => mark('officer', desk, _id, ['sanitation'])))
  expect(replies.map((reply) => reply.ok && reply.data.marks)).toEqual([['sanitation'], ['sanitation']])
  await good(mark('officer', desk, _id, ['sanitation', 'sanitation']))
  expect(await toldOf('k-1')).toHaveLength(1)
  expect((await toldOf('k-1'))[0]!.text).toContain('给您记上了“环卫工人”')
  const seen = (await good(world.as('officer')('membership.member', { desk, id: _id }))).member
  expect(seen).toMatchObject({ marks: ['sanitation'], mayMark: true })
  const { groups } = await good(world.as('k-1')('membership.myData', {}))
  expect(groups.find(({ title }) => title === '会籍')!.lines).toContainEqual({
    label: '工会记的身份',
    value: '环卫工人',
  })
})

test('a union above may; another union, another’s desk, she herself may not', async () => {
  const street = await member(world, 'k-2', 801, at.street, 'town')
  const estate = membershipOf(world, 'k-1')
  const above = await deskOf('town')
  await good(mark('town', above, estate._id, ['modelWorker', 'sanitation']))
  expect((await toldOf('k-1'))[0]!.text).toContain('给您记上了“劳模”')
  await good(mark('town', above, estate._id, ['sanitation']))
  expect((await toldOf('k-1'))[0]!.text).toContain('取消了“劳模”')

  const herself = membershipOf(world, world.openidOf('officer'))
  for (const [desk, id, code] of [
    [`${at.estate}/officer`, street._id, 'NOT_FOUND'],
    [`${at.street}/officer`, street._id, 'FORBIDDEN'],
    [`${herself.org}/officer`, herself._id, 'FORBIDDEN'],
  ] as const)
    expect(await mark('officer', desk, id, ['modelWorker'])).toMatchObject({ ok: false, error: { code } })
  expect(await mark('k-2', `${at.street}/officer`, street._id, ['modelWorker'])).toMatchObject({ ok: false })
  expect(membershipOf(world, 'k-2').marks).toBeUndefined()
  expect(await toldOf('k-2')).toEqual([])
})

test('what is for sanitation workers only: an offer and a draw, hers and not another’s', async () => {
  const { offers } = await good(world.as('clerk')('benefits.counter', { merchantId }))
  const one = world.cloud.read('offers', offers.find(({ terms }) => terms.kind === 'percent')!.id) as Offer
  world.cloud.load('offers', [{ ...one, _id: 'of_marked', rules: { ...one.rules, groups: ['sanitation'] } }])
  expect(await use('k-1', 'of_marked')).toMatchObject({ ok: true })
  expect(await use('k-2', 'of_marked')).toMatchObject({ ok: false, error: { message: '这个只给环卫工人。没有记账' } })

  const desk = await deskOf('county')
  const asked = { title: '疗休养', what: '五天四晚', seats: 1, series: '疗休养', collect: '到区总工会领' }
  const open = { desk, clientKey: 'marks-draw', closesAt: Date.now() + 3 * 3_600_000, ...asked }
  const { draw } = await good(world.as('county')('draws.open', { ...open, groups: ['sanitation'] }))
  expect((world.cloud.read('draws', draw.id) as Draw).groups).toEqual(['sanitation'])
  expect(await world.as('k-1')('draws.enter', { draw: draw.id })).toMatchObject({ ok: true })
  expect(await world.as('k-2')('draws.enter', { draw: draw.id })).toMatchObject({ ok: false })
})

test('they go with her to another WeChat; one who left is not marked', async () => {
  const old = membershipOf(world, 'k-1')
  const made = await joinAs(world.cloud, world.url, 'k-3', 800, at.estate)
  await decide(world, 'officer', made, 'sameMan', { fields: { seen: true } })
  expect(membershipOf(world, 'k-3').marks).toEqual(['sanitation'])
  expect(await mark('officer', `${at.estate}/officer`, old._id, [])).toMatchObject({
    ok: false,
    error: { code: 'NOT_NOW' },
  })
})
