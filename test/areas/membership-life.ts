import { good } from '../../local/call-as'
import { joinAs } from '../../local/costs'
import type { Membership } from '../../cloudfunctions/kernel/memberships'
import type { CaseView } from '../../cloudfunctions/kernel/casework/contract'
import type { World } from './world'

/** Members made for a test in unions of the demonstration city, and what happens to them through the real entries. */

export interface Town {
  /** 海滨物业工会, whose chair is the persona `officer`. */
  estate: string
  /** 竹岛街道联合工会, whose chair is the persona `town`, of the street's federation too. */
  street: string
}

export async function unionsOf(world: World): Promise<Town> {
  const find = async (text: string) =>
    (await good(world.as('newcomer')('membership.findUnion', { text }))).unions[0]!.id
  return { estate: await find('海滨物业'), street: await find('竹岛街道联合') }
}

/** Joins and is approved. `nth` makes the ID number. */
export async function member(world: World, openid: string, nth: number, union: string, officer = 'officer') {
  const made = await joinAs(world.cloud, world.url, openid, nth, union)
  await decide(world, officer, made, 'approve')
  return membershipOf(world, openid)
}

/** The newest membership of an account, as stored; living before ended. */
export function membershipOf(world: World, openid: string): Membership {
  const all = (world.cloud.all('memberships') as Membership[]).filter((one) => one.openid === openid)
  return all.find(({ livingOf, _id }) => livingOf !== _id) ?? all[all.length - 1]!
}

let press = 0
/** Hands in an application of the area. */
export async function submit(
  world: World,
  who: string,
  kind: string,
  form: object,
  more: { clientKey?: string; authority?: string; papers?: { slot: string; paper: string; consent: true }[] } = {},
) {
  press += 1
  const sent = { kind, version: 1, clientKey: `press-${press}-${kind}`, form: form as Record<string, unknown>, ...more }
  return world.as(who)('membership.submit', sent)
}

export const handIn = async (...asked: Parameters<typeof submit>): Promise<CaseView> =>
  (await good(submit(...asked))).case

type Acting = { note?: string; fields?: Record<string, unknown> }

/** A desk's act, whatever comes of it. */
export function tryAct(world: World, who: string, { id, version }: CaseView, act: string, acting: Acting = {}) {
  const { note = '', fields } = acting
  return world.as(who)('membership.decide', { caseId: id, version, act, note, ...(fields && { fields }) })
}

export const decide = async (...asked: Parameters<typeof tryAct>): Promise<CaseView> =>
  (await good(tryAct(...asked))).case

/** Ledger kinds that stand for a person's cases and memberships, in order of time. */
export function ledgerOf(world: World, source: string): string[] {
  const entries = world.cloud.all('ledger') as { kind: string; source: string; at: Date }[]
  return entries.filter((one) => one.source === source).map(({ kind }) => kind)
}
