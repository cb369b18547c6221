import { call } from '../../../client/call'
import { loadKept } from '../../../client/load'
import { failureView, type FailureView } from '../../failure'
import { sayLook } from '../papers/shelf'
import type { LookView } from '../../../../cloudfunctions/vault/contract'

interface LookLine {
  id: string
  title: string
  by: string
  when: string
  why: string
}

const lineOf = ({ id, title, by, at, kindTitle, reason }: LookView, now: number): LookLine => ({
  id,
  title,
  by,
  when: sayLook(at, now),
  why: reason === kindTitle || !reason ? `为“${kindTitle}”` : `为“${kindTitle}”：${reason}`,
})

/** Who of the union looked at my papers, in what post, when, why, for which application. */
Page({
  next: null as string | null,

  data: {
    state: 'loading',
    stale: '',
    failure: null as FailureView | null,
    lines: [] as LookLine[],
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
    const { value: page, failure, stale } = await loadKept('looks', () => call('vault.looks', {}))
    if (!page) return this.setData({ state: 'failed', failure: failureView(failure) })
    const now = Date.now()
    this.next = page.next
    this.setData({
      state: page.looks.length ? 'ready' : 'empty',
      stale,
      lines: page.looks.map((look) => lineOf(look, now)),
      more: page.next ? '' : 'end',
    })
  },

  async loadMore() {
    if (!this.next || this.data.more === 'loading') return
    this.setData({ more: 'loading' })
    try {
      const page = await call('vault.looks', { after: this.next })
      const now = Date.now()
      const seen = new Set(this.data.lines.map((line) => line.id))
      this.next = page.next
      const fresh = page.looks.filter(({ id }) => !seen.has(id)).map((look) => lineOf(look, now))
      this.setData({ lines: [...this.data.lines, ...fresh], more: page.next ? '' : 'end' })
    } catch {
      this.setData({ more: 'failed' })
    }
  },

  onReachBottom() {
    void this.loadMore()
  },
})
