import type { CaseDocument } from './casework/case'
import { _, db } from './cloud'
import { memberships, type Membership } from './memberships'
import { findPerson, people, type Person } from './people'
import { blindIndex } from './seal'

/**
 * Everything that is held about an account, counted where it is many. Where a new collection keeps anything of a
 * person, it is named here and in erase-account.ts; test/areas/my-data.test.ts looks through all of them.
 */

export interface HeldData {
  /** Null: she has done nothing yet. */
  person: Person | null
  /** The living one first. */
  memberships: Membership[]
  cases: { total: number; open: number }
  papers: number
  looks: number
  messages: number
  drafts: number
  /** Authorities I gave, and those I hold. */
  authorities: { given: number; held: number }
  hardshipFiles: number
  /** Offers I kept to look at again, and draws I took part in. */
  keptOffers: number
  draws: number
  /** Questions I asked in micro-interviews, and those and sessions that I follow. */
  questions: number
  follows: number
  /** Entries that carry the keyed hash of my id, and no name. */
  ledger: number
}

const count = async (collection: string, match: object): Promise<number> =>
  (await db.collection(collection).where(match).count()).total ?? 0

/** Seventeen requests at once: it is asked for seldom, and no list is read. */
export async function readHeldData(openid: string, personId: string): Promise<HeldData> {
  const [
    person,
    found,
    total,
    open,
    papers,
    looks,
    messages,
    drafts,
    given,
    held,
    files,
    keptOffers,
    draws,
    questions,
    follows,
    ledger,
  ] = await Promise.all([
    findPerson(openid),
    findAllMemberships(openid),
    count('cases', { openid }),
    count('cases', { openid, open: true }),
    count('papers', { openid, state: 'held' }),
    count('looks', { openid }),
    count('messages', { openid }),
    count('drafts', { openid }),
    count('authorities', { openid }),
    count('authorities', { proxyOpenid: openid, revokedAt: null }),
    count('hardshipFiles', { person: personId, openid }),
    count('keptOffers', { openid }),
    count('drawEntries', { openid }),
    count('interviewQuestions', { openid }),
    count('interviewFollows', { openid }),
    count('ledger', { person: blindIndex('person', personId) }),
  ])
  return {
    person,
    memberships: found,
    cases: { total, open },
    papers,
    looks,
    messages,
    drafts,
    authorities: { given, held },
    hardshipFiles: files,
    keptOffers,
    draws,
    questions,
    follows,
    ledger,
  }
}

/** All memberships of an account, the living one first, then the newest. One request. */
export async function findAllMemberships(openid: string): Promise<Membership[]> {
  const { data } = await memberships().where({ openid }).limit(50).get()
  const living = ({ livingOf, person }: Membership) => (livingOf === person ? 0 : 1)
  return (data as Membership[]).sort(
    (a, b) => living(a) - living(b) || (a.stateSince < b.stateSince ? 1 : a.stateSince > b.stateSince ? -1 : 0),
  )
}

/** What of her closed applications decides how long each is kept. One request for each hundred. */
export async function findClosedCases(openid: string): Promise<Pick<CaseDocument, 'kind' | 'area' | 'state'>[]> {
  const found: Pick<CaseDocument, '_id' | 'kind' | 'area' | 'state'>[] = []
  for (let after = ''; ; after = found[found.length - 1]!._id) {
    const { data } = await db
      .collection('cases')
      .where({ openid, open: false, ...(after && { _id: _.gt(after) }) })
      .orderBy('_id', 'asc')
      .limit(100)
      .field({ kind: true, area: true, state: true })
      .get()
    found.push(...(data as typeof found))
    if (data.length < 100) return found
  }
}

/** Takes back the agreement to the notice with what rests on it alone. Two requests. */
export async function dropConsented(openid: string, phoneToo: boolean): Promise<void> {
  await db.collection('drafts').where({ openid }).remove()
  const phone = phoneToo ? { phone: null, phoneIndex: null, phoneMasked: null } : {}
  await people()
    .where({ openid })
    .update({ agreedNotice: _.set(null), ...phone })
}
