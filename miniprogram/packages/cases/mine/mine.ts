import { call } from '../../../client/call'
import { loadKept } from '../../../client/load'
import { failureView, type FailureView } from '../../failure'
import { mineLine, type MineLine } from './mine-line'

/** Everything I asked the union for, newest first. */
Page({
  next: null as string | null,

  data: {
    state: 'loading',
    stale: '',
    failure: null as FailureView | null,
    lines: [] as MineLine[],
    more: '' as '' | 'loading' | 'failed' | 'end',
  },

  onShow() {
    void this.load()
  },

  async onPullDownRefresh() {
    await this.load()
    wx.stopPullDownRefresh()
  },

  /** Rows already on the screen stay while they are read again. */
  async load() {
    if (this.data.lines.length === 0) this.setData({ state: 'loading', failure: null })
    const { value: page, failure, stale } = await loadKept('mine', () => call('cases.mine', {}))
    if (!page) return this.setData({ state: 'failed', failure: failureView(failure) })
    const now = Date.now()
    this.next = page.next
    this.setData({
      state: page.rows.length ? 'ready' : 'empty',
      stale,
      lines: page.rows.map((row) => mineLine(row, now)),
      more: page.next ? '' : 'end',
    })
  },

  async loadMore() {
    if (!this.next || this.data.more === 'loading') return
    this.setData({ more: 'loading' })
    try {
      const page = await call('cases.mine', { after: this.next })
      const now = Date.now()
      const seen = new Set(this.data.lines.map((line) => line.id))
      this.next = page.next
      const fresh = page.rows.filter((row) => !seen.has(row.id)).map((row) => mineLine(row, now))
      this.setData({ lines: [...this.data.lines, ...fresh], more: page.next ? '' : 'end' })
    } catch {
      this.setData({ more: 'failed' })
    }
  },

  onReachBottom() {
    void this.loadMore()
  },

  open(event: WechatMiniprogram.BaseEvent) {
    const { id, area } = event.currentTarget.dataset as { id: string; area: string }
    wx.navigateTo({ url: `/packages/cases/story/story?area=${area}&id=${id}` })
  },

  goServices() {
    wx.switchTab({ url: '/pages/services/services' })
  },
})
