import { idFrom } from '../../cloudfunctions/kernel/ids'
import { handleOf } from '../../cloudfunctions/kernel/issuer'
import { entryOf, type LedgerEntry } from '../../cloudfunctions/kernel/ledger'
import { belongsTo, type Membership } from '../../cloudfunctions/kernel/memberships'
import type { Org } from '../../cloudfunctions/kernel/orgs'
import { blindIndex, seal, tailIndex } from '../../cloudfunctions/kernel/seal'
import { lastDayOfYears, type Day } from '../../miniprogram/rules/days'
import { birthDay } from '../../miniprogram/rules/id-number'
import { maskIdNumber, maskName } from '../../miniprogram/rules/masks'
import type { UnionMark } from '../../miniprogram/rules/offer-rules'
import { morningOf } from './people'

/** Where a membership comes from that was not applied for here: the unions' own roll, taken over. */
const FROM_ROLL = 'roll'

export interface Joined {
  person: string
  openid: string
  name: string
  idNumber: string
  phone: string
  employment: string
  employer: string
  marks?: UnionMark[]
  org: Org
  since: Day
  cardNumber: string
  cardState: 'active' | 'lost'
  cardYears: number
}

/** A membership with its card, taken over from the roll. Not used yet: see savings.ts. */
export function membershipFromRoll(joined: Joined): Membership {
  const { person, openid, name, idNumber, phone, employment, employer, marks, org, since } = joined
  const { cardNumber, cardState, cardYears } = joined
  return {
    _id: idFrom('mem', FROM_ROLL, person),
    person,
    openid,
    state: 'active',
    stateSince: since,
    before: 'active',
    holder: blindIndex('idNumber', idNumber),
    livingOf: person,
    name,
    idNumber: seal(idNumber),
    idMasked: maskIdNumber(idNumber),
    birthDay: birthDay(idNumber)!,
    employment,
    employer,
    ...(marks && { marks }),
    ...belongsTo(org),
    idTail: tailIndex('idTail', idNumber),
    phoneTail: tailIndex('phoneTail', phone),
    since,
    past: [],
    case: FROM_ROLL,
    card: {
      number: cardNumber,
      serial: 1,
      state: cardState,
      why: '',
      maskedName: maskName(name),
      tier: '普通会员',
      validUntil: lastDayOfYears(since, cardYears),
      usedSteps: [],
    },
    saved: {},
  }
}

/** What the ledger says of a membership's beginning, and of its card when that is lost. */
export function entriesOf(membership: Membership, lostAt: Date | null): LedgerEntry[] {
  const about = {
    org: membership.org,
    orgPath: membership.orgPath,
    personId: membership.person,
    source: membership._id,
  }
  const joined = entryOf({
    ...about,
    id: idFrom('led', membership._id, 'joined'),
    kind: 'member.joined',
    at: morningOf(membership.since),
    detail: { kind: 'joining', outcome: 'approved', inTime: null, days: null, town: null, act: '', ends: true },
  })
  if (!lostAt) return [joined]
  const { number, serial } = membership.card
  const id = idFrom('led', membership._id, 'card.lost', serial)
  return [
    joined,
    entryOf({ ...about, id, kind: 'card.lost', at: lostAt, detail: { serial, handle: handleOf(number, serial) } }),
  ]
}
