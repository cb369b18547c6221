import { call, CallFailure } from '../../../client/call'
import { loadKept } from '../../../client/load'
import { refreshKit } from '../../../client/offline-counter'
import { forgetRefused, refusedAt, sendUses, waitingAt } from '../../../client/offline-uses'
import { loadMe, type Me } from '../../../client/session'
import { failureView, type FailureView } from '../../failure'
import { yuan } from '../../../rules/money'
import { sayOffer } from '../../../rules/offer'
import { refusedLines, type RefusedLine } from './kept'
import { wordOfDay } from '../../word-of-day'
import { todayLines, UNDO_REASONS, type TodayLine } from './today'

type Counter = Me['counters'][number]

/** A clerk's counter: scan the customer's card; what was recorded today. `?merchant=ID` */
Page({
  wanted: '',

  data: {
    state: 'loading',
    stale: '',
    failure: null as FailureView | null,
    counters: [] as Counter[],
    at: 0,
    choosing: false,
    merchantName: '',
    /** Why no card may be used here now. */
    shut: '',
    offers: [] as { id: string; words: string; covers: string }[],
    times: 0,
    discount: '',
    /** What was recorded today, newest first. */
    today: [] as TodayLine[],
    /** The one being undone. */
    undoing: '',
    /** What a customer's phone shows who recorded the use herself. */
    word: '',
    hex: '',
    hint: '',
    showHelp: false,
    /** Recorded without a network and not sent yet. */
    waiting: 0,
    sending: false,
    refused: [] as RefusedLine[],
  },

  onLoad(query: Record<string, string | undefined>) {
    this.wanted = query.merchant ?? ''
    void this.load()
  },

  /** Back from a customer: today's count has grown. */
  onShow() {
    if (this.data.state === 'ready') void this.readCounter()
  },

  async load() {
    this.setData({ state: 'loading', failure: null })
    const { value: me, failure } = await loadMe()
    if (!me) return this.setData({ state: 'failed', failure: failureView(failure) })
    const wanted = me.counters.findIndex((one) => one.merchantId === this.wanted)
    this.setData({ counters: me.counters, at: Math.max(0, wanted) })
    if (me.counters.length === 0) return this.setData({ state: 'empty' })
    await this.readCounter()
  },

  async readCounter() {
    const { merchantId } = this.data.counters[this.data.at] ?? { merchantId: '' }
    const read = () => call('benefits.counter', { merchantId })
    const { value, failure, stale } = await loadKept(`counter:${merchantId}`, read)
    if (!value) return this.setData({ state: 'failed', failure: failureView(failure) })
    this.setData({
      state: 'ready',
      stale,
      merchantName: value.merchantName,
      shut: value.shut ?? '',
      offers: value.offers.map((offer) => ({ id: offer.id, words: sayOffer(offer.terms), covers: offer.covers })),
      times: value.today.times,
      discount: yuan(value.today.discountFen),
      ...this.wordOf(value.word, stale),
    })
    this.showKept()
    if (!stale) void this.whileOnline()
    void this.readToday()
  },

  /** None from before: yesterday's word would turn honest customers away. */
  wordOf(word: Parameters<typeof wordOfDay>[0] | undefined, stale: string) {
    const shown = word && !stale ? wordOfDay(word) : { words: '', hex: '' }
    return { word: shown.words, hex: shown.hex }
  },

  openCode() {
    const { merchantId } = this.data.counters[this.data.at]!
    wx.navigateTo({ url: `/packages/merchant/code/code?merchant=${merchantId}` })
  },

  refresh() {
    void this.readCounter()
  },

  /** What a counter without a network will need, and what it recorded without one. */
  async whileOnline() {
    const { merchantId } = this.data.counters[this.data.at] ?? { merchantId: '' }
    await refreshKit(merchantId)
    if (this.data.waiting > 0) await this.send()
  },

  showKept() {
    const { merchantId } = this.data.counters[this.data.at] ?? { merchantId: '' }
    this.setData({ waiting: waitingAt(merchantId).length, refused: refusedLines(refusedAt(merchantId), Date.now()) })
  },

  /** Sends what waits, once, however often it is pressed. */
  async send() {
    const { merchantId } = this.data.counters[this.data.at] ?? { merchantId: '' }
    this.setData({ sending: true, hint: '' })
    const { recorded, failure } = await sendUses(merchantId)
    this.setData({ sending: false, hint: failure?.words ?? '' })
    this.showKept()
    if (recorded === 0) return
    void wx.showToast({ title: `传上去 ${recorded} 笔`, icon: 'success' })
    await this.readCounter()
  },

  dropRefused(event: WechatMiniprogram.BaseEvent) {
    forgetRefused((event.currentTarget.dataset as { id: string }).id)
    this.showKept()
  },

  /** Beside the offers, which do not wait for it. */
  async readToday() {
    const { merchantId } = this.data.counters[this.data.at] ?? { merchantId: '' }
    const read = () => call('benefits.counterReceipts', { merchantId })
    const { value } = await loadKept(`counter-today:${merchantId}`, read)
    if (value) this.setData({ today: todayLines(value.receipts, Date.now()) })
  },

  /** Wrong bill, wrong offer: taken back with its reason, once, however often it is pressed. */
  async undo(event: WechatMiniprogram.BaseEvent) {
    const { id } = event.currentTarget.dataset as { id: string }
    if (this.data.undoing) return
    const { tapIndex } = await wx
      .showActionSheet({ alertText: '撤销这一笔，是因为', itemList: [...UNDO_REASONS] })
      .catch(() => ({ tapIndex: -1 }))
    const reason = UNDO_REASONS[tapIndex]
    if (!reason) return
    const { merchantId } = this.data.counters[this.data.at]!
    this.setData({ undoing: id, hint: '' })
    try {
      await call('benefits.undo', { merchantId, receiptId: id, reason })
      await this.readCounter()
    } catch (error) {
      this.setData({ hint: error instanceof CallFailure ? error.message : '没撤销成，请再试一次' })
    } finally {
      this.setData({ undoing: '' })
    }
  },

  chooseCounter() {
    if (this.data.counters.length > 1) this.setData({ choosing: !this.data.choosing })
  },

  takeCounter(event: WechatMiniprogram.BaseEvent) {
    this.setData({ at: Number((event.currentTarget.dataset as { at: number }).at), choosing: false, state: 'loading' })
    void this.readCounter()
  },

  toggleHelp() {
    this.setData({ showHelp: !this.data.showHelp })
  },

  scan() {
    this.setData({ hint: '' })
    wx.scanCode({
      scanType: ['qrCode'],
      success: ({ result }) => this.verify(result),
      fail: ({ errMsg }) => {
        if (!/cancel/.test(errMsg)) this.setData({ hint: '没扫到。让顾客手机亮屏、码放平，再扫一次', showHelp: true })
      },
    })
  },

  /** What the camera read goes to the next page by the event channel: a code in a URL would end in logs. */
  verify(code: string) {
    const { merchantId } = this.data.counters[this.data.at]!
    wx.navigateTo({
      url: '/packages/merchant/verify/verify',
      success: ({ eventChannel }) => eventChannel.emit('scanned', { merchantId, code }),
    })
  },
})
