import { call, type OutputOf } from '../../../client/call'
import { failureView, type FailureView } from '../../failure'
import { officerPost, termLineOf, unionUrl } from '../rows'
import type { Day } from '../../../rules/days'

type Row = OutputOf<'unions.terms'>['unions'][number]

/** `?desk=DESK`: terms of office that are over or end within three months, the earliest first. */
Page({
  desk: '',
  rows: [] as Row[],
  today: '' as Day,
  next: null as string | null,

  data: {
    state: 'loading',
    failure: null as FailureView | null,
    lines: [] as ReturnType<typeof termLineOf>[],
    more: '' as '' | 'loading' | 'failed' | 'end',
  },

  onLoad(query: Record<string, string | undefined>) {
    this.desk = decodeURIComponent(query.desk ?? '')
    void this.load()
  },
  onShow() {
    if (this.data.state === 'ready') void this.load()
  },
  async onPullDownRefresh() {
    await this.load()
    wx.stopPullDownRefresh()
  },

  async load() {
    if (this.data.state !== 'ready') this.setData({ state: 'loading', failure: null })
    try {
      const { posts } = await call('membership.me', {})
      const post = officerPost(posts, this.desk)
      if (!post) return this.setData({ state: 'empty' })
      this.desk = post.desk
      const page = await call('unions.terms', { desk: this.desk })
      Object.assign(this, { rows: page.unions, today: page.today, next: page.next })
      this.draw()
    } catch (error) {
      this.setData({ state: 'failed', failure: failureView(error) })
    }
  },

  draw() {
    const lines = this.rows.map((row) => termLineOf(row, this.today))
    this.setData({ state: lines.length > 0 ? 'ready' : 'empty', lines, more: this.next ? '' : 'end' })
  },

  async onReachBottom() {
    if (!this.next || this.data.more === 'loading') return
    this.setData({ more: 'loading' })
    try {
      const page = await call('unions.terms', { desk: this.desk, after: this.next })
      Object.assign(this, { rows: [...this.rows, ...page.unions], next: page.next })
      this.draw()
    } catch {
      this.setData({ more: 'failed' })
    }
  },

  open(event: WechatMiniprogram.BaseEvent) {
    const { id } = event.currentTarget.dataset as { id: string }
    void wx.navigateTo({ url: unionUrl(this.desk, id) })
  },
})
