import { findMembership } from '../kernel/memberships'
import { findOrg, ORG_FORM_WORDS } from '../kernel/orgs'
import { findCrew } from '../kernel/people'
import type { Caller } from '../kernel/serve'

/** My union and who answers there: names and posts, and the union's phone; nobody's own number. Four requests. */
export async function myUnion(_input: object, { openid }: Caller) {
  const mine = await findMembership(openid)
  if (!mine) return { union: null, membership: null }
  const [org, officers] = await Promise.all([findOrg(mine.org), findCrew([mine.org], 'officer')])
  const above = org?.parent ? await findOrg(org.parent) : null
  return {
    union: org && {
      name: org.name,
      form: ORG_FORM_WORDS[org.form],
      place: [org.districtName, org.townName].filter(Boolean).join(' '),
      phone: org.phone,
      above: above?.name ?? '',
      officers: officers
        .flatMap(({ posts }) => posts.filter(({ org: of, role }) => of === mine.org && role === 'officer'))
        .map(({ name, title }) => ({ name, title })),
      term: org.term && { electedOn: org.term.electedOn, endsOn: org.term.endsOn },
    },
    membership: {
      state: mine.state as 'active' | 'transferring' | 'retained',
      since: mine.since,
      employer: mine.employer,
    },
  }
}
