import { call } from '../../../client/call'
import { loadKept } from '../../../client/load'
import { dayOf } from '../../../rules/days'
import { failureView, failureWords, type FailureView } from '../../failure'
import { slipOf, TABS, type Commitment, type Show, type Slip } from './promise-view'

/**
 * What was promised, for everybody: late ones first. `?org=`, `?interview=` of one union or session; `?mine=1` what I
 * answer for from my seats, `?desk=` at my desk: those come first, with a button.
 */
Page({
  of: {} as { org?: string; interview?: string },
  desk: '',
  asks: false,
  next: null as string | null,
  promises: [] as Commitment[],

  data: {
    state: 'loading',
    stale: '',
    failure: null as FailureView | null,
    tabs: TABS,
    show: 'late' as Show,
    slips: [] as Slip[],
    mine: [] as Slip[],
    none: '',
    more: false,
  },

  onLoad(query: Record<string, string | undefined>) {
    this.desk = decodeURIComponent(query.desk ?? '')
    this.asks = query.mine === '1' || this.desk !== ''
    const org = query.org ?? (this.desk ? this.desk.split('/')[0] : undefined)
    this.of = { ...(org && { org }), ...(query.interview && { interview: query.interview }) }
    void this.begin()
  },
  onShow() {
    if (this.data.state === 'ready') void this.read(this.data.show)
  },
  /** Nothing is late: what is under way is shown; nothing is: what was done. */
  async begin() {
    for (const show of ['late', 'open', 'kept'] as const) {
      await this.read(show)
      if (this.data.state !== 'ready' || this.data.slips.length > 0) return
    }
  },

  async read(show: Show) {
    const key = `promises:${JSON.stringify(this.of)}:${show}`
    const { value, failure, stale } = await loadKept(key, () => call('interviews.promises', { ...this.of, show }))
    if (!value) return this.setData({ state: 'failed', failure: failureView(failure) })
    this.promises = value.promises
    this.next = value.next
    const today = dayOf(Date.now())
    this.setData({
      state: 'ready',
      stale,
      show,
      slips: value.promises.map((one) => slipOf(one, today)),
      none: TABS.find((one) => one.show === show)!.none,
      more: value.next !== null,
    })
    if (this.asks) await this.readMine()
  },
  async readMine() {
    const read = await call('interviews.myPromises', this.desk ? { desk: this.desk } : {}).catch(() => null)
    if (!read) return
    const today = dayOf(Date.now())
    this.setData({ mine: read.promises.map((one) => slipOf(one, today)) })
  },
  async readMore() {
    if (!this.next) return
    try {
      const page = await call('interviews.promises', { ...this.of, show: this.data.show, after: this.next })
      this.next = page.next
      const today = dayOf(Date.now())
      this.setData({
        slips: [...this.data.slips, ...page.promises.map((one) => slipOf(one, today))],
        more: page.next !== null,
      })
    } catch (error) {
      void wx.showToast({ title: failureWords(error), icon: 'none' })
    }
  },

  retry() {
    this.setData({ state: 'loading', failure: null })
    void this.begin()
  },
  choose(event: WechatMiniprogram.BaseEvent) {
    void this.read((event.currentTarget.dataset as { show: Show }).show)
  },
  async openPictures(event: WechatMiniprogram.BaseEvent) {
    const { id: promise } = event.currentTarget.dataset as { id: string }
    try {
      const { pictures } = await call('interviews.promiseFiles', { promise })
      await wx.previewImage({ urls: pictures })
    } catch (error) {
      void wx.showToast({ title: failureWords(error), icon: 'none' })
    }
  },
  open(event: WechatMiniprogram.BaseEvent) {
    const { question } = event.currentTarget.dataset as { question: string }
    wx.navigateTo({ url: `/packages/interviews/question/question?id=${question}` })
  },
  act(event: WechatMiniprogram.BaseEvent) {
    const { id } = event.currentTarget.dataset as { id: string }
    wx.navigateTo({ url: `/packages/interviews/promise/promise?id=${id}&desk=${encodeURIComponent(this.desk)}` })
  },
})
