import { call, type OutputOf } from '../../../client/call'
import { keptValue } from '../../../client/load'
import { failureView, type FailureView } from '../../failure'
import { billSum, companions, offerRow, type BillSum } from '../../together'
import { sayTime } from '../../../rules/days'
import { yuan } from '../../../rules/money'
import { sayOffer } from '../../../rules/offer'
import { whenFault } from '../../../rules/offer-rules'
import { isOfflineCode, LONGEST_CODE } from '../../../rules/offline-code'
import { checkHere, inTime, keeper, orNull } from './offline'
import { Recording, type Receipt, type RecordState } from './recording'

type Invalid = Extract<OutputOf<'benefits.verify'>, { valid: false }>
/** A card that is taken; `offline`: by what this phone knows. */
interface Valid {
  maskedName: string
  cardTail: string
  tier: string
  secondsOld: number
  offline: boolean
  notes: string[]
}
type Offer = OutputOf<'benefits.counter'>['offers'][number]
interface Scanned {
  merchantId: string
  code: string
}

const HEADS = { paper: '#F7F3EC', valid: '#1B6A49', invalid: '#33302D' } as const
const NO_BILL: BillSum = { ready: false, discount: '', pay: '', hint: '' }

/** A button that takes the place of 记上这一笔 hears nothing at first: the finger may still be pressing that one. */
const DEAF_MS = 700

/** One scanned card: valid or not and why; then offer, bill, and one record of it. */
Page({
  merchantId: '',
  /** What the camera read; never in a URL, which would end in logs. */
  code: '',
  offers: [] as Offer[],
  recording: null as Recording | null,
  recordedAt: 0,

  data: {
    state: 'loading',
    failure: null as FailureView | null,
    head: 'paper' as keyof typeof HEADS,
    valid: null as Valid | null,
    invalid: null as Invalid | null,
    offers: [] as { id: string; words: string; covers: string }[],
    offerId: '',
    /** What goes with it on one bill, and what of that was chosen. */
    others: [] as ReturnType<typeof offerRow>[],
    alsoId: '',
    /** The offer while its bill is on its way: it can no longer be changed. */
    dealWords: '',
    text: '',
    bill: NO_BILL,
    record: 'filling' as RecordState['name'],
    fault: '',
    receipt: null as ReceiptView | null,
  },

  /** Opened by the counter with a scanned code; opened by itself (`?merchant=ID`) it asks for a scan first. */
  onLoad(query: Record<string, string | undefined>) {
    this.merchantId = query.merchant ?? ''
    const channel = this.getOpenerEventChannel()
    if (!channel.on) return this.setData({ state: 'ready' })
    channel.on('scanned', (scanned: Scanned) => {
      this.merchantId = scanned.merchantId
      this.code = scanned.code
      void this.load()
    })
  },

  async load() {
    this.turnHead('paper')
    this.setData({
      state: 'loading',
      failure: null,
      valid: null,
      invalid: null,
      receipt: null,
      record: 'filling',
      text: '',
      bill: NO_BILL,
      fault: '',
    })
    try {
      const answered = await this.ask()
      if (!answered) return this.checkHere()
      const [verdict, counter] = answered
      if (!verdict.valid) return this.refuse(verdict)
      // What does not hold at this hour is not offered.
      const offers = counter.offers.filter(({ rules }: Offer) => !whenFault(rules, Date.now()))
      const recording = new Recording(this.merchantId, verdict.ticket, (input) => call('benefits.redeem', input))
      this.accept({ ...verdict, offline: false, notes: [] }, offers, recording)
    } catch (error) {
      this.setData({ state: 'failed', failure: failureView(error) })
    }
  },

  /** Null: no network, and for a code that this phone can check itself, also none that answers soon. */
  ask() {
    const { merchantId, code } = this
    const both = () =>
      Promise.all([
        call('benefits.verify', { merchantId, code: code.slice(0, LONGEST_CODE) }),
        // The counter's page read the offers a moment ago: a card costs one call.
        keptValue<OutputOf<'benefits.counter'>>(`counter:${merchantId}`) ?? call('benefits.counter', { merchantId }),
      ])
    return isOfflineCode(code) ? inTime(both) : orNull(both)
  },

  checkHere() {
    const { merchantId, code } = this
    const { verdict, offers } = checkHere(merchantId, code, Date.now())
    if (!verdict.valid) return this.refuse(verdict)
    const recording = new Recording(merchantId, '', keeper(merchantId, code, offers))
    this.accept({ ...verdict, offline: true }, offers, recording)
  },

  refuse(invalid: Invalid) {
    this.turnHead('invalid')
    this.setData({ state: 'ready', invalid })
  },

  accept(valid: Valid, offers: Offer[], recording: Recording) {
    this.turnHead('valid')
    this.offers = offers
    this.recording = recording
    this.setData({
      state: 'ready',
      valid,
      offers: offers.map(offerRow),
    })
    this.choose(offers[0]?.id ?? '')
  },

  turnHead(head: keyof typeof HEADS) {
    this.setData({ head })
    wx.setNavigationBarColor({ frontColor: head === 'paper' ? '#000000' : '#ffffff', backgroundColor: HEADS[head] })
  },

  pickOffer(event: WechatMiniprogram.BaseEvent) {
    if (!this.recording?.editable) return
    this.choose((event.currentTarget.dataset as { id: string }).id)
  },

  choose(offerId: string) {
    // What is kept for later is kept with one offer.
    const others = this.data.valid?.offline ? [] : companions(this.offers, offerId)
    this.setData({ offerId, alsoId: '', others: others.map(offerRow), fault: '' })
    this.reckon(this.data.text)
  },

  pickAlso(event: WechatMiniprogram.BaseEvent) {
    if (!this.recording?.editable) return
    const { id } = event.currentTarget.dataset as { id: string }
    this.setData({ alsoId: this.data.alsoId === id ? '' : id })
    this.reckon(this.data.text)
  },

  typeBill(event: WechatMiniprogram.Input) {
    if (this.recording?.editable) this.reckon(event.detail.value)
  },

  reckon(text: string) {
    const { offerId, alsoId } = this.data
    const chosen = this.offers.filter(({ id }: Offer) => id === offerId || id === alsoId)
    const dealWords = chosen.map(({ terms, covers }: Offer) => `${sayOffer(terms)} ${covers}`).join('，加 ')
    const terms = chosen.map((offer: Offer) => offer.terms)
    this.setData({ text, bill: billSum(terms, text), dealWords, fault: '' })
  },

  async record() {
    const { recording } = this
    if (!recording) return
    if (recording.editable && !this.data.bill.ready)
      return this.setData({ fault: this.data.bill.hint || '请先填账单多少钱' })
    const pressed = recording.press(this.data.offerId, this.data.text, this.data.alsoId)
    this.tell(recording.state)
    this.tell(await pressed)
  },

  tell(state: RecordState) {
    this.setData({
      record: state.name,
      fault: state.name === 'filling' ? state.fault : '',
      receipt: state.name === 'recorded' ? receiptView(state.receipt, state.also) : null,
    })
    if (state.name !== 'recorded') return
    this.recordedAt = Date.now()
    wx.pageScrollTo({ scrollTop: 0, duration: 0 })
  },

  /** The next customer, without going back to the counter. */
  scanNext() {
    if (Date.now() - this.recordedAt < DEAF_MS) return
    wx.scanCode({
      scanType: ['qrCode'],
      success: ({ result }) => {
        this.code = result
        void this.load()
      },
      // Closing the camera leaves the page as it is.
      fail: () => undefined,
    })
  },

  goCounter() {
    if (Date.now() - this.recordedAt < DEAF_MS) return
    wx.navigateBack()
  },
})

interface ReceiptView {
  /** Something is handed over on top. */
  gift: boolean
  merchantName: string
  offer: string
  bill: string
  saved: string
  pay: string
  time: string
}

function receiptView(receipt: Receipt, also: Receipt | null): ReceiptView {
  const all = also ? [receipt, also] : [receipt]
  return {
    merchantName: receipt.merchantName,
    offer: all.map(({ offerWords, covers }) => `${offerWords} · ${covers}`).join('，加 '),
    bill: yuan(receipt.together?.billFen ?? receipt.billFen),
    saved: yuan(all.reduce((sum, { discountFen }) => sum + discountFen, 0)),
    gift: all.some(({ giftFen }) => giftFen > 0),
    pay: yuan(receipt.together?.payFen ?? receipt.payFen),
    time: sayTime(receipt.at),
  }
}
