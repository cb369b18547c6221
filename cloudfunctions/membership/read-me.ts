import { dayOf } from '../../miniprogram/rules/days'
import { addressOf } from '../../miniprogram/rules/masks'
import { findMembership } from '../kernel/memberships'
import { findPerson } from '../kernel/people'
import type { Caller } from '../kernel/serve'

/** Who the caller is to the union: nobody yet, a member, a clerk, an officer, or several of these. Two requests. */
export async function readMe(_input: object, { openid, now }: Caller) {
  const [person, membership] = await Promise.all([findPerson(openid), findMembership(openid)])
  const saved = membership?.saved[dayOf(now).slice(0, 4)]
  return {
    phoneMasked: person?.phoneMasked ?? null,
    agreedNotice: person?.agreedNotice?.version ?? null,
    address: membership && addressOf(membership.name),
    own: membership && { name: membership.name, employer: membership.employer },
    membership: membership && {
      state: membership.state,
      unionName: membership.orgName,
      unionPhone: membership.orgPhone,
      since: membership.since,
      card: { number: membership.card.number, maskedName: membership.card.maskedName, state: membership.card.state },
      savedThisYearFen: saved?.fen ?? 0,
      usedThisYear: saved?.times ?? 0,
    },
    posts: (person?.posts ?? []).map(({ desk, orgName, level, title, name }) => ({
      desk,
      orgName,
      level,
      title,
      name,
    })),
    counters: (person?.counters ?? []).map((counter) => ({ ...counter, owner: counter.owner === true })),
  }
}
