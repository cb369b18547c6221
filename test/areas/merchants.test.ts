import { good } from '../../local/call-as'
import { openMerchants, creditCode, joiningForm, SPOT, TOWN } from './merchant-world'

/** Partner merchants: joining, clerks, suspension, changes, ends; each through the real entries. */

let area: Awaited<ReturnType<typeof openMerchants>>
beforeAll(async () => (area = await openMerchants()), 60_000)
afterAll(() => area.world.close())

const as = (who: string) => area.world.as(who)
const offersOf = async (merchantId: string) =>
  (await good(as('member')('benefits.search', { text: '新开的第' }))).offers.filter(
    (one) => one.merchantId === merchantId,
  )
const refused = async (reply: Promise<unknown>) => {
  const answer = (await reply) as { ok: boolean; error?: { code: string; message: string } }
  if (answer.ok) throw new Error('it should have been refused')
  return answer.error!
}

describe('joining', () => {
  test('a shop applies, the county looks and signs: merchant, branch, offer, agreement and first clerk are there', async () => {
    const { case: made } = await area.apply('shop-1', 1)
    expect(made).toMatchObject({ state: 'submitted', kind: 'merchantJoining' })
    await good(area.decide('county', made.id, 'accept'))
    const done = await good(
      area.decide('county', made.id, 'approve', { fields: { number: '惠字 1 号', until: '2027-12-31' } }),
    )
    expect(done.case.state).toBe('approved')
    const { counters } = await good(as('shop-1')('membership.me', {}))
    expect(counters).toEqual([expect.objectContaining({ merchantName: '新开的第 1 家面馆', owner: true })])
    const merchantId = counters[0]!.merchantId
    const { shop, staff } = await good(as('shop-1')('benefits.myShop', { merchantId }))
    expect(shop).toMatchObject({ state: 'active', shut: null, agreement: { number: '惠字 1 号', until: '2027-12-31' } })
    expect(staff).toEqual([expect.objectContaining({ name: '王店主', owner: true, usesToday: 0 })])
    expect(await offersOf(merchantId)).toEqual([
      expect.objectContaining({ covers: '全部', address: expect.stringContaining('海滨路') }),
    ])
    const near = await good(as('member')('benefits.nearby', { place: { latitude: 37.496, longitude: 122.112 } }))
    expect(near.offers.some((offer) => offer.merchantId === merchantId)).toBe(true)
  })

  test('two officers at once: one outcome', async () => {
    const { case: made } = await area.apply('shop-2', 2)
    await good(area.decide('county', made.id, 'accept'))
    const { version } = (await good(as('county')('benefits.read', { caseId: made.id }))).case
    const act = {
      caseId: made.id,
      version,
      act: 'approve',
      note: '',
      fields: { number: '惠字 2 号', until: '2027-12-31' },
    }
    const replies = await Promise.all([1, 2, 3].map(() => as('county')('benefits.decide', act as never)))
    expect(replies.filter(({ ok }) => ok)).toHaveLength(1)
    const { counters } = await good(as('shop-2')('membership.me', {}))
    expect(counters).toHaveLength(1)
    expect(await offersOf(counters[0]!.merchantId)).toHaveLength(1)
  })

  test('one business has one agreement; a wrong code of its licence is said at once', async () => {
    await area.known('shop-3')
    expect(
      (await refused(area.submit('shop-3', 'merchantJoining', joiningForm(3, { creditCode: '123' })))).message,
    ).toMatch(/营业执照|信用代码/)
    const { case: made } = await area.apply('shop-3', 3, { creditCode: creditCode(1) })
    const { case: read } = await good(as('county')('benefits.read', { caseId: made.id }))
    expect(read.warnings.join()).toContain('新开的第 1 家面馆')
    await good(area.decide('county', made.id, 'accept'))
    const fields = { number: '惠字 3 号', until: '2027-12-31' }
    expect((await refused(area.decide('county', made.id, 'approve', { fields }))).code).toBe('ALREADY')
  })

  test('many branches: what one act cannot carry follows at once', async () => {
    const branches = Array.from({ length: 12 }, (_, i) => ({
      town: TOWN,
      address: `连锁路 ${i + 1} 号`,
      spot: SPOT,
      opens: '08:00',
      closes: '20:00',
      phone: '0631-5000001',
      branch: `第 ${i + 1} 分店`,
    }))
    const offers = [10, 20, 30, 40, 50].map((off) => ({
      terms: 'amountOff',
      fromFen: 10_000,
      offFen: off * 100,
      covers: `第 ${off} 样`,
      limits: 'none',
    }))
    const merchantId = await area.join('chain', 4, { branches, offers })
    const { data } = { data: (await good(as('chain')('benefits.counter', { merchantId }))).offers }
    expect(data.length).toBeGreaterThan(12)
    await good(as('county')('benefits.suspendMerchant', { desk: area.county, id: merchantId, reason: '查一查再说' }))
    expect(await offersOf(merchantId)).toEqual([])
  }, 30_000)

  test('an invitation fills in what the officer knows; guessing codes ends soon', async () => {
    const input = { desk: area.county, shop: '请来的面馆', town: TOWN, address: '海滨路 9 号' }
    const { code } = await good(as('county')('benefits.inviteMerchant', input))
    expect((await refused(as('officer')('benefits.inviteMerchant', input))).code).toBe('FORBIDDEN')
    const { invitation } = await good(as('shop-5')('benefits.invitation', { code }))
    expect(invitation).toMatchObject({ shop: '请来的面馆', town: TOWN })
    const { case: made } = await area.apply('shop-5', 5, { invitation: code })
    const { case: read } = await good(as('county')('benefits.read', { caseId: made.id }))
    expect(read.warnings.join()).toContain('请来的')
    const wrong = code === '000000' ? '000001' : '000000'
    for (let i = 0; i < 10; i += 1) await refused(as('guesser')('benefits.invitation', { code: wrong }))
    expect((await refused(as('guesser')('benefits.invitation', { code }))).message).toContain('过一小时')
  })
})

describe('clerks', () => {
  let merchantId: string
  beforeAll(async () => (merchantId = await area.join('boss', 10)))
  const bind = async (who: string) => {
    const { code } = await good(as('boss')('benefits.clerkCode', { merchantId }))
    return as(who)('benefits.becomeClerk', { code, name: who })
  }

  test('a code binds one, once; her retry is answered alike, another is refused', async () => {
    const { code, shown } = await good(as('boss')('benefits.clerkCode', { merchantId }))
    const first = await good(as('till-1')('benefits.becomeClerk', { code: shown, name: '小于' }))
    expect(first.merchantId).toBe(merchantId)
    expect(await good(as('till-1')('benefits.becomeClerk', { code, name: '小于' }))).toEqual(first)
    expect((await refused(as('till-2')('benefits.becomeClerk', { code, name: '别人' }))).message).toContain('别人用过')
    expect((await good(area.verify('till-1', merchantId))).valid).toBe(true)
    const { staff } = await good(as('boss')('benefits.myShop', { merchantId }))
    expect(staff.map(({ name }) => name)).toEqual(['王店主', '小于'])
  })

  test('two at once with one code: one is bound', async () => {
    const { code } = await good(as('boss')('benefits.clerkCode', { merchantId }))
    const both = await Promise.all(
      ['race-1', 'race-2'].map((who) => as(who)('benefits.becomeClerk', { code, name: who })),
    )
    expect(both.filter(({ ok }) => ok)).toHaveLength(1)
  })

  test('taken away, her next call is refused; she can leave herself; no stranger sees the shop', async () => {
    await good(bind('till-3'))
    const { staff } = await good(as('boss')('benefits.myShop', { merchantId }))
    const clerk = staff.find(({ name }) => name === 'till-3')!.id
    expect((await refused(as('till-1')('benefits.removeClerk', { merchantId, clerk }))).code).toBe('FORBIDDEN')
    await good(as('boss')('benefits.removeClerk', { merchantId, clerk }))
    expect((await refused(area.verify('till-3', merchantId))).code).toBe('FORBIDDEN')
    await good(as('boss')('benefits.removeClerk', { merchantId, clerk }))
    await good(bind('till-4'))
    await good(as('till-4')('benefits.leaveCounter', { merchantId }))
    expect((await refused(area.verify('till-4', merchantId))).code).toBe('FORBIDDEN')
    for (const who of ['till-1', 'clerk', 'member'])
      expect((await refused(as(who)('benefits.myShop', { merchantId }))).code).toBe('FORBIDDEN')
    expect((await refused(as('boss')('benefits.leaveCounter', { merchantId }))).code).toBe('NOT_NOW')
  })

  test('at most thirty', async () => {
    const { staff } = await good(as('boss')('benefits.myShop', { merchantId }))
    for (let i = staff.length; i < 30; i += 1) await good(bind(`many-${i}`))
    expect((await refused(as('boss')('benefits.clerkCode', { merchantId }))).message).toContain('30')
  }, 60_000)

  test('the shop is handed over: the other is owner, he stays as a clerk', async () => {
    const { staff } = await good(as('boss')('benefits.myShop', { merchantId }))
    const clerk = staff.find(({ name }) => name === '小于')!.id
    await good(as('boss')('benefits.handOver', { merchantId, clerk }))
    await good(as('boss')('benefits.handOver', { merchantId, clerk }))
    expect((await refused(as('boss')('benefits.myShop', { merchantId }))).code).toBe('FORBIDDEN')
    const { staff: now } = await good(as('till-1')('benefits.myShop', { merchantId }))
    expect(now.filter(({ owner }) => owner).map(({ name }) => name)).toEqual(['小于'])
    expect((await good(as('boss')('membership.me', {}))).counters).toEqual([
      { merchantId, merchantName: expect.any(String), owner: false },
    ])
  })
})

describe('suspended, lifted', () => {
  test('offers vanish, verify and redeem are refused with words, the owner reads why; lifted they are back', async () => {
    const merchantId = await area.join('shop-20', 20)
    const [offer] = await offersOf(merchantId)
    const seen = await good(area.verify('shop-20', merchantId))
    if (!seen.valid) throw new Error(seen.reason)
    const suspend = { desk: area.county, id: merchantId, reason: '两位会员反映不给优惠' }
    expect((await refused(as('officer')('benefits.suspendMerchant', suspend))).code).toBe('FORBIDDEN')
    expect((await refused(as('town')('benefits.suspendMerchant', suspend))).code).toBe('FORBIDDEN')
    const both = await Promise.all([1, 2].map(() => good(as('county')('benefits.suspendMerchant', suspend))))
    expect(both.map(({ merchant }) => merchant.history.length)).toEqual([2, 2])
    expect(await offersOf(merchantId)).toEqual([])
    expect(await good(area.verify('shop-20', merchantId))).toMatchObject({
      valid: false,
      reason: 'SHUT',
      why: expect.stringContaining('两位会员'),
    })
    const order = { merchantId, ticket: seen.ticket, offerId: offer!.id, billFen: 1000, clientKey: area.key() }
    expect(await refused(as('shop-20')('benefits.redeem', order))).toMatchObject({
      message: expect.stringContaining('暂停'),
    })
    const { messages } = await good(as('shop-20')('inbox.list', {}))
    expect(JSON.stringify(messages)).toContain('暂停')
    await good(as('city')('benefits.liftMerchant', { desk: area.city, id: merchantId, reason: '说清楚了' }))
    expect(await offersOf(merchantId)).toHaveLength(1)
    expect((await good(as('shop-20')('benefits.redeem', order))).receipt).toMatchObject({ discountFen: 100 })
    const { merchant, month } = await good(as('city')('benefits.merchant', { desk: area.city, id: merchantId }))
    expect(merchant.history.map(({ words }) => words.slice(0, 2))).toEqual(['恢复', '暂停', '加入'])
    expect(month).toEqual({ times: 1, savedFen: 100, billFen: 1000 })
    const figures = await good(
      as('shop-20')('benefits.shopFigures', {
        merchantId,
        month: new Date(area.now() + 8 * 3_600_000).toISOString().slice(0, 7),
      }),
    )
    expect(figures).toMatchObject({
      sums: month,
      today: month,
      offers: [{ words: '9 折', times: 1 }],
      clerks: [{ name: '王店主', times: 1 }],
    })
  })
})
