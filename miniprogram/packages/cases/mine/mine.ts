import { call, type OutputOf } from '../../../client/call'
import { loadKept } from '../../../client/load'
import { failureView, type FailureView } from '../../failure'
import { groupMine, type MineGroups } from './mine-line'

type CaseRow = OutputOf<'cases.mine'>['rows'][number]

/** Everything I asked the union for: what waits for me first. */
Page({
  next: null as string | null,
  rows: [] as CaseRow[],

  data: {
    state: 'loading',
    stale: '',
    failure: null as FailureView | null,
    groups: { asked: [], open: [], over: [] } as MineGroups,
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
    if (this.rows.length === 0) this.setData({ state: 'loading', failure: null })
    const { value: page, failure, stale } = await loadKept('mine', () => call('cases.mine', {}))
    if (!page) return this.setData({ state: 'failed', failure: failureView(failure) })
    this.next = page.next
    this.show(page.rows)
    this.setData({ stale, more: page.next ? '' : 'end' })
  },

  show(rows: CaseRow[]) {
    this.rows = rows
    this.setData({ state: rows.length ? 'ready' : 'empty', groups: groupMine(rows, Date.now()) })
  },

  async loadMore() {
    if (!this.next || this.data.more === 'loading') return
    this.setData({ more: 'loading' })
    try {
      const page = await call('cases.mine', { after: this.next })
      const seen = new Set(this.rows.map((row) => row.id))
      this.next = page.next
      this.show([...this.rows, ...page.rows.filter((row) => !seen.has(row.id))])
      this.setData({ more: page.next ? '' : 'end' })
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

  supply(event: WechatMiniprogram.BaseEvent) {
    const { id, area } = event.currentTarget.dataset as { id: string; area: string }
    wx.navigateTo({ url: `/packages/cases/supply/supply?area=${area}&id=${id}` })
  },

  openFamily() {
    wx.navigateTo({ url: '/packages/cases/family/family' })
  },

  goServices() {
    wx.switchTab({ url: '/pages/services/services' })
  },
})
