import { CERTIFICATE_DAYS } from '../../miniprogram/rules/card-certificate'
import { addDays, dayOf } from '../../miniprogram/rules/days'
import { handleOf, trustedIssuers } from '../kernel/issuer'
import { notAClerk, type Caller } from '../kernel/serve'
import { findDead } from './offline-store'

/**
 * What a clerk's phone keeps to check cards without a network: the issuer's public keys, and the cards that died while a
 * certificate of theirs may still be good. Handles say nothing of a card to who has not seen its certificate. One request.
 */
export async function readOfflineKit({ merchantId }: { merchantId: string }, { openid, now }: Caller<'provedInQuery'>) {
  // A certificate of today ends in seven days; one day more for what is counted at midnight.
  const found = await findDead(openid, merchantId, addDays(dayOf(now), -CERTIFICATE_DAYS - 1))
  if (!found) throw notAClerk()
  const byAct = found.deaths.flatMap(({ detail }) => (detail.handle ? [detail.handle] : []))
  const withMembership = found.ended.map(({ card }) => handleOf(card.number, card.serial))
  return { now: Number(now), issuers: trustedIssuers(), dead: [...new Set([...byAct, ...withMembership])] }
}
