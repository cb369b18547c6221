import type { Membership } from '../../cloudfunctions/kernel/memberships'
import type { Org } from '../../cloudfunctions/kernel/orgs'
import { LIVING } from '../../miniprogram/rules/membership-states'
import { good } from '../../local/call-as'
import { personas } from '../../local/city/personas'
import { startOfDay, type Day } from '../../miniprogram/rules/days'
import { openWorld } from './world'

/** The tree of unions through the real entries: what its tests share. */

export const HARBOUR = '海滨物业工会'
export const JOINT = '竹岛街道联合工会'
export const TOWN = '竹岛街道总工会'
export const COUNTY = '环翠区总工会'
export const CITY = '威海市总工会'

export const elected = (electedOn: Day, more: object = {}) => ({
  leads: 'committee',
  committee: [{ name: '于海', duty: '主席' }],
  electedOn,
  years: '5',
  ...more,
})

export async function openUnions(day: Day, members = 400) {
  let now = new Date(startOfDay(day) + 10 * 3_600_000)
  const world = await openWorld(members, {}, () => now)
  const { cloud } = world
  let tries = 0
  const all = <T>(collection: string) => cloud.all(collection) as unknown as T[]
  const unions = () => all<Org>('orgs')
  const named = (name: string) => unions().find((org) => org.name === name)!
  const follow = () => cloud.fireTimer('unions', 'follow')
  return {
    world,
    unions,
    named,
    follow,
    living: () => all<Membership>('memberships').filter(({ state }) => LIVING.includes(state)),
    membersOf: (org: string) =>
      all<Membership>('memberships').filter((one) => one.org === org && LIVING.includes(one.state)),
    wait: (minutes: number) => (now = new Date(Number(now) + minutes * 60_000)),
    goTo: (on: Day) => (now = new Date(startOfDay(on) + 10 * 3_600_000)),
    personaOf: (id: string) => personas.find((one) => one.id === id)!,
    /** An officer's application, as it is answered. */
    ask: (who: string, kind: string, form: object, clientKey = `unions-key-${(tries += 1)}`) =>
      world.as(who)('unions.submit', { kind, version: 1, clientKey, form: form as never, papers: [] }),
    async asked(who: string, kind: string, form: object) {
      return (await good(this.ask(who, kind, form))).case
    },
    async decide(who: string, caseId: string, act = 'approve', note = '') {
      const { version } = (await good(world.as(who)('unions.read', { caseId }))).case
      return world.as(who)('unions.decide', { caseId, version, act, note })
    },
    /** Asked by one, approved by the other, and all that follows done. */
    async done(who: string, kind: string, form: object, decider: string) {
      const { id } = await this.asked(who, kind, form)
      await good(this.decide(decider, id))
      await follow()
      return id
    },
  }
}
export type Unions = Awaited<ReturnType<typeof openUnions>>

/** What must hold of the tree whatever was decided. Answers with what does not, in words. */
export function faultsOf(unions: Org[], living: Membership[]): string[] {
  const byId = new Map(unions.map((org) => [org._id, org]))
  const faults: string[] = []
  const chainOf = (org: Org): Org[] => {
    const chain: Org[] = []
    for (let at: Org | undefined = org; at; at = at.parent ? byId.get(at.parent) : undefined) {
      if (chain.includes(at)) return []
      chain.unshift(at)
    }
    return chain
  }
  for (const org of unions) {
    const chain = chainOf(org)
    if (chain.length === 0) faults.push(`${org.name}: a cycle`)
    if (chain[0]?.parent !== null) faults.push(`${org.name}: an orphan`)
    const path = `/${chain.map(({ _id }) => _id).join('/')}/`
    if (org.path !== path) faults.push(`${org.name}: path ${org.path} is not ${path}`)
    if (org.scopes.join() !== chain.map(({ _id }) => _id).join()) faults.push(`${org.name}: scopes`)
    if (org.status === 'active' && org.parent && byId.get(org.parent)?.status !== 'active')
      faults.push(`${org.name}: below a union that is no more`)
    const children = unions.filter(({ parent, status }) => parent === org._id && status === 'active').length
    if (org.children !== children) faults.push(`${org.name}: ${org.children} children said, ${children} there`)
    const own = living.filter((one) => one.org === org._id).length
    const below = living.filter((one) => chainOf(byId.get(one.org)!).includes(org)).length
    const { memberCounts } = org
    if (memberCounts.own !== own || memberCounts.below !== below)
      faults.push(`${org.name}: counted ${JSON.stringify(memberCounts)}, there are ${own} and ${below}`)
  }
  for (const one of living) {
    const org = byId.get(one.org)
    if (org?.status !== 'active') faults.push(`${one._id}: belongs to a union that is no more`)
    else if (one.orgName !== org.name || one.orgPath !== org.path || one.scopes.join() !== org.scopes.join())
      faults.push(`${one._id}: its card says another place than its union`)
  }
  return faults
}
