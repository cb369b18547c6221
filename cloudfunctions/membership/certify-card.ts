import { toBase32 } from '../../miniprogram/rules/base32'
import { bytesOfHex, CERTIFICATE_DAYS, issueCertificate } from '../../miniprogram/rules/card-certificate'
import { addDays, dayOf } from '../../miniprogram/rules/days'
import { AppError } from '../kernel/errors'
import { handleOf, signingKey } from '../kernel/issuer'
import { findMembership } from '../kernel/memberships'
import type { Caller } from '../kernel/serve'

/**
 * A certificate of my card for one phone's key, good for seven days: with it that phone makes codes that a counter can
 * check without a network. Nothing is kept of it here: what ends it early is the list of dead cards. One request.
 */
export async function certifyCard({ publicKey }: { publicKey: string }, { openid, now }: Caller) {
  const membership = await findMembership(openid)
  const today = dayOf(now)
  if (!membership) throw new AppError('NOT_A_MEMBER', '您还没有会员卡。入会后就有')
  const { number, serial, state, tier, maskedName, validUntil } = membership.card
  if (state !== 'active' || today > validUntil) throw new AppError('NOT_NOW', '这张卡现在不能用，请看会员卡')
  const { id, seed } = signingKey(today)
  const week = addDays(today, CERTIFICATE_DAYS)
  const certificate = {
    issuer: id,
    number,
    serial,
    until: week < validUntil ? week : validUntil,
    handle: handleOf(number, serial),
    publicKey: bytesOfHex(publicKey),
    tier,
    maskedName,
  }
  return { certificate: toBase32(issueCertificate(certificate, seed)) }
}
