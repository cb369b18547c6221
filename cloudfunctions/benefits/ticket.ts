import { z } from 'zod'
import { AppError } from '../kernel/errors'
import type { Membership } from '../kernel/memberships'
import { readTicket, signTicket } from '../kernel/seal'

/**
 * What `verify` hands to the clerk's phone and `redeem` wants back: our own signed word that this clerk saw this code
 * at this counter. By the time a bill is typed in the code itself is long dead. Holds nothing of the person: not her name, number or union.
 */

const LASTS_MS = 10 * 60_000

const ticketSchema = z.strictObject({
  membership: z.string(),
  /** The card's, so that a card lost or replaced meanwhile is noticed. */
  serial: z.number(),
  step: z.number(),
  merchantId: z.string(),
  clerk: z.string(),
  until: z.number(),
})
export type Ticket = z.infer<typeof ticketSchema>

export function issueTicket(seen: {
  membership: Membership
  step: number
  merchantId: string
  openid: string
  now: Date
}): string {
  const { membership } = seen
  const ticket: Ticket = {
    membership: membership._id,
    serial: membership.card.serial,
    step: seen.step,
    merchantId: seen.merchantId,
    clerk: seen.openid,
    until: Number(seen.now) + LASTS_MS,
  }
  return signTicket(ticket)
}

/**
 * The ticket, if it is ours and this clerk's at this counter. Whether its time is up is told, not refused: a retry of
 * a use that was recorded in time must still get its receipt.
 */
export function checkTicket(text: string, clerk: string, merchantId: string): Ticket {
  const ticket = ticketSchema.safeParse(readTicket(text))
  if (!ticket.success || ticket.data.clerk !== clerk || ticket.data.merchantId !== merchantId)
    throw new AppError('FORBIDDEN', '请重新扫一次顾客的会员卡')
  return ticket.data
}
