import { call } from '../../../client/call'
import { yuan } from '../../../rules/money'
import { receiptLine, type ReceiptLine } from './receipt-line'

/** What my card saved me: this year's total, and each receipt. */
Page({
  next: null as string | null,

  data: {
    state: 'loading',
    failure: null as unknown,
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
    try {
      const [me, page] = await Promise.all([call('membership.me', {}), call('benefits.mySavings', {})])
      const now = Date.now()
      this.next = page.next
      this.setData({
        state: page.receipts.length ? 'ready' : 'empty',
        total: yuan(me.membership?.savedThisYearFen ?? 0),
        times: me.membership?.usedThisYear ?? 0,
        lines: page.receipts.map((receipt) => receiptLine(receipt, now)),
        more: page.next ? '' : 'end',
      })
    } catch (error) {
      this.setData({ state: 'failed', failure: error })
    }
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
