import { call, CallFailure, newClientKey, type InputOf, type OutputOf } from '../../../client/call'
import { parseYuan } from '../../../rules/money'
import { whenFault } from '../../../rules/offer-rules'
import { failureView, failureWords, type FailureView } from '../../failure'
import { billSum, companions, offerRow, type BillSum } from '../../together'
import { clockAt, liveView, type LiveView } from './live'

type Shop = OutputOf<'benefits.shopHere'>
type Used = OutputOf<'benefits.useHere'>

const UNKNOWN_OUTCOME = ['OFFLINE', 'NO_REPLY', 'INTERNAL', 'BUSY']

/** 扫店里的码: the member scans the shop's code, types her bill, and shows the clerk what the cloud made of it. */
Page({
  code: '',
  shop: null as Shop | null,
  used: null as Used | null,
  /** Sent and not answered: a retry sends exactly this. */
  pending: null as InputOf<'benefits.useHere'> | null,
  offset: 0,
  timer: null as ReturnType<typeof setInterval> | null,

  data: {
    state: 'ready',
    failure: null as FailureView | null,
    merchantName: '',
    offers: [] as ReturnType<typeof offerRow>[],
    offerId: '',
    others: [] as ReturnType<typeof offerRow>[],
    alsoId: '',
    text: '',
    bill: billSum([], '') as BillSum,
    sending: false,
    unsure: false,
    fault: '',
    live: null as LiveView | null,
    clock: '',
    left: 0,
  },

  onLoad() {
    const channel = this.getOpenerEventChannel()
    if (channel.on) channel.on('scanned', (code: string) => void this.take(code))
  },

  onUnload() {
    if (this.timer) clearInterval(this.timer)
  },

  scan() {
    wx.scanCode({
      scanType: ['qrCode'],
      success: ({ result }) => void this.take(result),
      // Closing the camera leaves the page as it is.
      fail: () => undefined,
    })
  },

  take(code: string) {
    this.code = code
    return this.load()
  },

  async load() {
    this.pending = null
    this.setData({ state: 'loading', failure: null, fault: '', live: null, text: '', unsure: false })
    try {
      const shop = await call('benefits.shopHere', { code: this.code.slice(0, 200) })
      // What does not hold at this hour is not offered.
      const offers = shop.offers.filter(({ rules }) => !whenFault(rules, Date.now()))
      this.shop = { ...shop, offers }
      this.setData({ state: 'ready', merchantName: shop.merchantName, offers: offers.map(offerRow) })
      this.choose(offers[0]?.id ?? '')
    } catch (error) {
      this.setData({ state: 'failed', failure: failureView(error) })
    }
  },

  pickOffer(event: WechatMiniprogram.BaseEvent) {
    this.choose((event.currentTarget.dataset as { id: string }).id)
  },

  choose(offerId: string) {
    if (this.pending) return
    this.setData({ offerId, alsoId: '', others: companions(this.shop?.offers ?? [], offerId).map(offerRow) })
    this.reckon(this.data.text)
  },

  pickAlso(event: WechatMiniprogram.BaseEvent) {
    const { id } = event.currentTarget.dataset as { id: string }
    if (this.pending) return
    this.setData({ alsoId: this.data.alsoId === id ? '' : id })
    this.reckon(this.data.text)
  },

  typeBill(event: WechatMiniprogram.Input) {
    if (!this.pending) this.reckon(event.detail.value)
  },

  reckon(text: string) {
    const { offerId, alsoId } = this.data
    const chosen = (this.shop?.offers ?? []).filter(({ id }) => id === offerId || id === alsoId)
    const terms = chosen.map((offer) => offer.terms)
    this.setData({ text, bill: billSum(terms, text), fault: '' })
  },

  async record() {
    const { bill, text, offerId, alsoId } = this.data
    if (this.data.sending) return
    if (!this.pending && !bill.ready) return this.setData({ fault: bill.hint || '请先填账单多少钱' })
    this.pending ??= {
      code: this.code,
      offerId,
      ...(alsoId && { alsoOfferId: alsoId }),
      billFen: parseYuan(text)!,
      clientKey: newClientKey(),
    }
    this.setData({ sending: true, fault: '' })
    const asked = Date.now()
    try {
      const used = await call('benefits.useHere', this.pending)
      this.offset = used.now - (asked + Date.now()) / 2
      this.show(used)
    } catch (error) {
      const unsure = error instanceof CallFailure && UNKNOWN_OUTCOME.includes(error.code)
      // A refusal in words means nothing was recorded; silence means nobody knows, and only the same may be sent again.
      if (!unsure) this.pending = null
      this.setData({ unsure, fault: unsure ? '' : failureWords(error) })
    } finally {
      this.setData({ sending: false })
    }
  },

  show(used: Used) {
    this.used = used
    this.setData({ live: liveView(used), unsure: false })
    wx.pageScrollTo({ scrollTop: 0, duration: 0 })
    this.tick()
    this.timer = setInterval(() => this.tick(), 250)
  },

  tick() {
    const { clock, left } = clockAt(this.used!, this.offset, Date.now())
    if (clock !== this.data.clock || left !== this.data.left) this.setData({ clock, left })
    if (left === 0 && this.timer) clearInterval(this.timer)
  },

  goSavings() {
    wx.redirectTo({ url: '/packages/benefits/savings/savings' })
  },
})
