import { LIVING } from '../../miniprogram/rules/membership-states'
import { dayOf } from '../../miniprogram/rules/days'
import { shutWords } from '../../miniprogram/rules/merchant'
import { reckon } from '../../miniprogram/rules/offer'
import { groupFault, groupsOf, whenFault } from '../../miniprogram/rules/offer-rules'
import { chainFault, readOfflineCode, shownAt, type OfflineCode } from '../../miniprogram/rules/offline-code'
import { isDuplicate } from '../kernel/database'
import { AppError } from '../kernel/errors'
import { trustedIssuers, handleOf } from '../kernel/issuer'
import { log, originOf } from '../kernel/log'
import type { Membership } from '../kernel/memberships'
import { notAClerk, type Caller } from '../kernel/serve'
import type { ReceiptView } from './contract'
import { findDeaths, findForSync, type CardDeath, type Synced } from './offline-store'
import { limitsAt, takePlaces } from './offer-uses'
import { receiptOf } from './receipts'
import { savingId, savingOf } from './saving'
import { findSaving, recordSaving } from './store'

/**
 * Uses that a counter recorded without a network. The moment of a use is that of its code's step, which the customer's
 * phone signed: everything is asked for that moment, so that what counted at the counter counts here, and sending twice
 * changes nothing. One code is one use at all counters together: of two that took it in the same minute the first to
 * send is recorded, the second is told.
 */

interface Use {
  code: string
  offerId: string
  billFen: number
  payFen: number
  clientKey: string
}
interface Answer {
  clientKey: string
  outcome: 'recorded' | 'already' | 'refused'
  words: string
  receipt: ReceiptView | null
}

const OLDEST_MS = 7 * 86_400_000
/** What a phone's clock may be wrong by, as at the counter. */
const CLOCK_MS = 5 * 60_000
/** Uses go to the database together, not one after the other. */
const AT_ONCE = 4

/** Two requests, and for each use four, two more for each limit of its offer. */
export async function syncUses(
  { merchantId, uses }: { merchantId: string; uses: Use[] },
  { openid, now }: Caller<'provedInQuery'>,
) {
  const read = uses.map((use) => ({ use, code: readOfflineCode(use.code) }))
  const numbers = read.flatMap(({ code }) => (code ? [code.certificate.number] : []))
  const offers = uses.map(({ offerId }) => offerId)
  const found = await findForSync(openid, { merchantId, offers: unique(offers), numbers: unique(numbers) })
  if (!found) throw notAClerk()
  const deaths = await deathsOf(found, read)
  // Signatures before all: reckoning between a transaction's requests would keep it open.
  const judged = read.map((one) => ({ ...one, codeFault: one.code && codeFaultOf(one.code, now) }))
  const answers: (Answer | null)[] = []
  for (let i = 0; i < judged.length; i += AT_ONCE) {
    const some = judged.slice(i, i + AT_ONCE)
    answers.push(...(await Promise.all(some.map((one) => record({ ...one, merchantId, found, deaths })))))
  }
  return { answers: answers.flatMap((answer) => (answer ? [answer] : [])) }
}

/** Only asked for cards that are not simply alive: one request, or none. */
async function deathsOf({ memberships }: Synced, read: { code: OfflineCode | null }[]): Promise<CardDeath[]> {
  const changed = memberships.filter(({ card, state }) =>
    read.some(
      ({ code }) =>
        code?.certificate.number === card.number && !(code.certificate.serial === card.serial && lives(card, state)),
    ),
  )
  return changed.length > 0 ? findDeaths(changed.map(({ _id }) => _id)) : []
}

interface One {
  use: Use
  code: OfflineCode | null
  /** What is wrong with the code itself, at its own moment. */
  codeFault: string | null
  merchantId: string
  found: Synced
  deaths: CardDeath[]
}

/** Null: the cloud was busy or failed, nobody knows; it is to be sent again, and holds up no other. */
async function record({ use, code, codeFault, merchantId, found, deaths }: One): Promise<Answer | null> {
  const { clientKey, offerId, billFen } = use
  const answer = (outcome: Answer['outcome'], words: string, receipt: ReceiptView | null = null) => ({
    clientKey,
    outcome,
    words,
    receipt,
  })
  try {
    const membership = found.memberships.find(({ card }) => card.number === code?.certificate.number)
    const offer = found.offers.find(({ _id }) => _id === offerId)
    if (!code || !membership) return answer('refused', '不是本市工会的会员卡')
    const fault = codeFault ?? cardFault(code, membership, deaths) ?? shopFault(found, code)
    if (fault) return answer('refused', fault)
    if (!offer) return answer('refused', '店里没有这个优惠')
    const at = new Date(shownAt(code))
    const notHeld = whenFault(offer.rules, at) ?? groupFault(offer.rules, groupsOf(membership, dayOf(at)))
    if (notHeld) return answer('refused', notHeld.words)
    const sum = reckon(offer.terms, billFen)
    if (!sum.ok) return answer('refused', sum.words)
    // What is recorded is what the customer paid, or nothing.
    if (sum.payFen !== use.payFen) return answer('refused', '店里的优惠改过了，跟当时收的钱对不上')
    const asShown = { ...membership, card: { ...membership.card, serial: code.certificate.serial } }
    const used = { membership: asShown, step: code.step, merchantId, offer, sum, clerk: found.clerk._id, clientKey, at }
    const saving = savingOf(used)
    const counted = limitsAt(offerId, offer.rules, membership._id, at)
    // The places taken were not read before: as after a collision.
    await recordSaving(saving, code.step, (transaction, attempt) =>
      takePlaces(transaction, counted, new Map(), saving._id, attempt + 1),
    )
    return answer('recorded', '', receiptOf(saving))
  } catch (error) {
    if (error instanceof AppError) return error.code === 'BUSY' ? null : answer('refused', error.message)
    if (!isDuplicate(error)) {
      log({ event: 'failed', area: 'benefits', action: 'sync', ...originOf(error) })
      return null
    }
    const before = await findSaving(savingIdOf(code!, found))
    const { detail } = before ?? {}
    const same = detail?.clientKey === clientKey && detail.merchantId === merchantId
    if (before && same) return answer('recorded', '', receiptOf(before))
    const where = detail?.merchantId === merchantId ? '店里已经记过一笔' : '在别的店先记上了'
    return answer('already', `这个码${where}，一个码只能用一次`)
  }
}

function savingIdOf({ certificate: { number, serial }, step }: OfflineCode, { memberships }: Synced): string {
  return savingId(memberships.find(({ card }) => card.number === number)!._id, serial, step)
}

function codeFaultOf(code: OfflineCode, now: Date): string | null {
  const at = shownAt(code)
  if (at > Number(now) + CLOCK_MS) return '码上的时间还没到，顾客或店里的手机时间不对'
  if (at < Number(now) - OLDEST_MS) return '超过 7 天才传上来，记不了了'
  const fault = chainFault(code, trustedIssuers(), at)
  if (fault === 'OVER') return '顾客的离线码当时已经到期'
  return fault ? '这个码是假的' : null
}

/** Whether the card lived at that moment. A card that died in a way the ledger does not say counts as dead. */
function cardFault(
  code: OfflineCode,
  { card, state, stateSince, _id }: Membership,
  deaths: CardDeath[],
): string | null {
  const { number, serial } = code.certificate
  const at = shownAt(code)
  if (dayOf(at) > card.validUntil) return '会员卡当时已经到期'
  const handle = handleOf(number, serial)
  const death = deaths.find(({ source, detail }) => source === _id && detail.handle === handle)
  if (death) return at < Number(death.at) ? null : '这张卡当时已经挂失、换新或停用'
  if (serial !== card.serial) return '这张卡当时已经换过新的'
  if (lives(card, state)) return null
  return !LIVING.includes(state) && dayOf(at) <= stateSince ? null : '这张卡当时已经停用'
}

/** Whether the merchant took cards at that moment: one that was stopped, or quit, did until its last change. */
function shopFault({ merchant }: Synced, code: OfflineCode): string | null {
  if (!merchant) return null
  const at = shownAt(code)
  const last = merchant.history[merchant.history.length - 1]
  const stood = last && at < Number(last.at) ? { ...merchant, state: 'active' as const } : merchant
  return shutWords(stood, dayOf(at))
}

const lives = (card: Membership['card'], state: Membership['state']) =>
  LIVING.includes(state) && card.state === 'active'

const unique = (values: string[]): string[] => [...new Set(values)]
