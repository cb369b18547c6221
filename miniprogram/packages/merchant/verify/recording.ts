import type { InputOf, OutputOf } from '../../../client/call'
import { CallFailure, newClientKey } from '../../../client/call'
import { parseYuan } from '../../../rules/money'

/**
 * One customer at the counter: pick an offer, type the bill, record once. The client key belongs to this customer's
 * one bill: it is kept over double presses, lost networks and retries, and only a changed bill or offer that the
 * cloud has certainly not recorded gets a new one.
 */

/** What is read to the customer. */
export type Receipt = Pick<
  OutputOf<'benefits.redeem'>['receipt'],
  'id' | 'merchantName' | 'offerWords' | 'covers' | 'billFen' | 'discountFen' | 'payFen' | 'giftFen' | 'at'
> &
  Partial<Pick<OutputOf<'benefits.redeem'>['receipt'], 'together'>>
/** The cloud, or without a network the phone's own storage. */
type Redeem = (input: InputOf<'benefits.redeem'>) => Promise<{ receipt: Receipt; also?: Receipt | null }>

export type RecordState =
  | { name: 'filling'; fault: string }
  | { name: 'sending' }
  /** The network went away after sending: it may or may not be recorded. Only the same thing may be sent again. */
  | { name: 'unsure' }
  | { name: 'recorded'; receipt: Receipt; also: Receipt | null }

export class Recording {
  state: RecordState = { name: 'filling', fault: '' }
  private clientKey = newClientKey()
  /** What was sent and not answered: a retry sends exactly this. */
  private pending: InputOf<'benefits.redeem'> | null = null

  constructor(
    private readonly merchantId: string,
    private readonly ticket: string,
    private readonly redeem: Redeem,
  ) {}

  /** Whether offer and bill may still be changed. */
  get editable(): boolean {
    return this.state.name === 'filling'
  }

  /**
   * Records the bill. A second press while the first is on its way, or after it was recorded, does nothing.
   * After a lost network the arguments are ignored: what was sent is sent again, with the same key.
   */
  async press(offerId: string, billText: string, alsoId = ''): Promise<RecordState> {
    if (this.state.name === 'sending' || this.state.name === 'recorded') return this.state
    const billFen = parseYuan(billText)
    if (!this.pending && billFen === null) return (this.state = { name: 'filling', fault: '请填账单金额' })
    this.pending ??= {
      merchantId: this.merchantId,
      ticket: this.ticket,
      offerId,
      ...(alsoId && { alsoOfferId: alsoId }),
      billFen: billFen!,
      clientKey: this.clientKey,
    }
    this.state = { name: 'sending' }
    try {
      const { receipt, also = null } = await this.redeem(this.pending)
      this.state = { name: 'recorded', receipt, also }
    } catch (error) {
      this.state = this.afterFailure(error)
    }
    return this.state
  }

  /** A refusal in words means nothing was recorded; silence means nobody knows. */
  private afterFailure(error: unknown): RecordState {
    if (!(error instanceof CallFailure) || UNKNOWN_OUTCOME.has(error.code)) return { name: 'unsure' }
    this.pending = null
    this.clientKey = newClientKey()
    return { name: 'filling', fault: error.message }
  }
}

/** Failures after which the bill may have been recorded all the same. */
const UNKNOWN_OUTCOME = new Set(['OFFLINE', 'NO_REPLY', 'INTERNAL', 'BUSY'])
