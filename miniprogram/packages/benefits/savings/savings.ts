import { call } from '../../../client/call'
import { loadKept } from '../../../client/load'
import { loadMe } from '../../../client/session'
import { failureView, type FailureView } from '../../failure'
import { yuan } from '../../../rules/money'
import { receiptLine, type ReceiptLine } from './receipt-line'

/** What my card saved me: this year's total, and each receipt. */
Page({
  next: null as string | null,

  data: {
    state: 'loading',
    stale: '',
    failure: null as FailureView | null,
    total: '',
    times: 0,
    lines: [] as ReceiptLine[],
    more: '' as '' | 'loading' | 'failed' | 'end',
  },

  onLoad() {
    void this.load()
  },

  async load() {
    this.setData({ state: 'loading', failure: null })
    const [me, loaded] = await Promise.all([loadMe(), loadKept('savings', () => call('benefits.mySavings', {}))])
    const { value: page, stale } = loaded
    if (!page) return this.setData({ state: 'failed', failure: failureView(loaded.failure) })
    const now = Date.now()
    this.next = page.next
    this.setData({
      state: page.receipts.length ? 'ready' : 'empty',
      stale,
      total: yuan(me.value?.membership?.savedThisYearFen ?? 0),
      times: me.value?.membership?.usedThisYear ?? 0,
      lines: page.receipts.map((receipt) => receiptLine(receipt, now)),
      more: page.next ? '' : 'end',
    })
  },

  async onReachBottom() {
    if (!this.next || this.data.more === 'loading') return
    this.setData({ more: 'loading' })
    try {
      const page = await call('benefits.mySavings', { after: this.next })
      const now = Date.now()
      this.next = page.next
      const fresh = page.receipts.map((receipt) => receiptLine(receipt, now))
      this.setData({ lines: [...this.data.lines, ...fresh], more: page.next ? '' : 'end' })
    } catch {
      this.setData({ more: 'failed' })
    }
  },

  goNearby() {
    wx.redirectTo({ url: '/packages/benefits/nearby/nearby' })
  },
})
