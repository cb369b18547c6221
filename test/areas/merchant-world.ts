import { good, phoneCode } from '../../local/call-as'
import { makeCardCode } from '../../miniprogram/rules/card-code'
import { creditCodeCheck } from '../../miniprogram/rules/credit-code'
import { addPapers } from './papers'
import { openWorld } from './world'

/** Partner merchants through the real entries: what their tests share. */

/** 竹岛街道. */
export const TOWN = '371002003'
export const SPOT = '37.496000,122.112000'

export const creditCode = (number: number): string => {
  const first = `9199000MA${String(number).padStart(8, '0')}`
  return first + creditCodeCheck(first)!
}

export const joiningForm = (number: number, more: object = {}) => ({
  shop: `新开的第 ${number} 家面馆`,
  category: 'eat',
  name: '王店主',
  phone: '0631-5000001',
  creditCode: creditCode(number),
  branches: [
    { town: TOWN, address: '海滨路 8 号', spot: SPOT, opens: '00:00', closes: '00:00', phone: '0631-5000001' },
  ],
  offers: [{ terms: 'percent', payPercent: 90, covers: '全部', limits: 'none' }],
  promise: true,
  ...more,
})

export async function openMerchants(clock?: () => Date) {
  const world = await openWorld(40, {}, clock)
  const county = (await good(world.as('county')('membership.me', {}))).posts.find(({ level }) => level === 'county')!
  const city = (await good(world.as('city')('membership.me', {}))).posts.find(({ level }) => level === 'city')!
  let keys = 0
  const key = () => `merchant-key-${(keys += 1)}`
  const now = () => Number(clock?.() ?? Date.now())

  /** Somebody with a phone number who has agreed to the notice. */
  async function known(who: string) {
    const { noticeVersion } = await good(world.as(who)('membership.city', {}))
    await good(world.as(who)('membership.agree', { noticeVersion }))
    const digits = String([...who].reduce((sum, char) => (sum * 31 + char.charCodeAt(0)) % 10_000, 7)).padStart(4, '0')
    await good(world.as(who)('membership.givePhone', { code: await phoneCode(world.url, `1990077${digits}`) }))
  }

  const submit = async (who: string, kind: string, form: Record<string, unknown>, papers: Used[] = []) =>
    world.as(who)('benefits.submit', { kind, version: 1, clientKey: key(), form, papers })

  const decide = async (who: string, caseId: string, act: string, more: object = {}) => {
    const { version } = (await good(world.as(who)('benefits.read', { caseId }))).case
    return world.as(who)('benefits.decide', { caseId, version, act, note: '', ...more } as never)
  }

  async function apply(who: string, number: number, more: object = {}) {
    await known(who)
    const papers = await addPapers(world, who, { licence: 'businessLicence' } as never)
    return good(submit(who, 'merchantJoining', joiningForm(number, more), papers))
  }

  /** A shop that was approved: its id. */
  async function join(who: string, number: number, more: object = {}, until = '2099-12-31'): Promise<string> {
    const { case: made } = await apply(who, number, more)
    await good(decide('county', made.id, 'accept'))
    await good(decide('county', made.id, 'approve', { fields: { number: `协 ${number}`, until: untilWithin(until) } }))
    const { counters } = await good(world.as(who)('membership.me', {}))
    return counters[counters.length - 1]!.merchantId
  }
  /** Agreements last five years at most. */
  const untilWithin = (until: string) => {
    const most = new Date(now() + 4 * 365 * 86_400_000).toISOString().slice(0, 10)
    return until < most ? until : most
  }

  const card = async (who = 'member') => (await good(world.as(who)('membership.myCard', {}))).card!
  let steps = 0
  /** Shows the member's card at a counter: a code of its own each time. */
  const verify = async (clerk: string, merchantId: string) =>
    world.as(clerk)('benefits.verify', {
      merchantId,
      code: makeCardCode(await card(), now() + STEPS[steps++ % 3]! * 30_000),
    })

  return { world, county: county.desk, city: city.desk, known, submit, decide, apply, join, verify, key, now }
}
type Used = Awaited<ReturnType<typeof addPapers>>[number]
const STEPS = [-1, 0, 1]
