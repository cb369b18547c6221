import { call, type OutputOf } from '../../../client/call'
import { failureView, type FailureView } from '../../failure'
import { dayOf, type Day } from '../../../rules/days'
import { groupQueue, mergePage, mostUrgent, tallyQueue, type GroupKey, type QueueGroup, type Tally } from './queue'

type Row = OutputOf<'cases.queue'>['rows'][number]
type Post = OutputOf<'membership.me'>['posts'][number]

/** From this width on the queue and the case stand side by side. CSS px; the same number is in desk.wxss. */
const WIDE = 900

/** 我的案头: what waits for my answer, the most urgent first. */
Page({
  rows: [] as Row[],
  today: '' as Day,
  next: null as string | null,

  data: {
    state: 'loading',
    failure: null as FailureView | null,
    posts: [] as Post[],
    /** Which of my desks. */
    at: 0,
    choosing: false,
    tallies: [] as Tally[],
    groups: [] as QueueGroup[],
    only: '' as GroupKey | '',
    urgent: null as { id: string; area: string; name: string } | null,
    more: '' as '' | 'loading' | 'failed' | 'end',
    wide: false,
    chosen: null as { id: string; area: string } | null,
    count: '',
  },

  onLoad() {
    this.fit()
    void this.load()
  },

  onResize() {
    this.fit()
  },

  onShow() {
    if (this.data.state === 'ready' || this.data.state === 'empty') void this.readQueue()
  },

  async onPullDownRefresh() {
    await this.readQueue()
    wx.stopPullDownRefresh()
  },

  fit() {
    this.setData({ wide: wx.getWindowInfo().windowWidth >= WIDE })
  },

  async load() {
    this.setData({ state: 'loading', failure: null })
    try {
      const { posts } = await call('membership.me', {})
      this.setData({ posts })
      if (posts.length === 0) return this.setData({ state: 'empty' })
      await this.readQueue()
    } catch (error) {
      this.setData({ state: 'failed', failure: failureView(error) })
    }
  },

  async readQueue() {
    const post = this.data.posts[this.data.at]
    if (!post) return
    try {
      const page = await call('cases.queue', { desk: post.desk })
      Object.assign(this, { rows: page.rows, today: page.today, next: page.next })
      this.draw()
    } catch (error) {
      this.setData({ state: 'failed', failure: failureView(error) })
    }
  },

  draw() {
    const { rows, today, next } = this
    const first = mostUrgent(rows)
    const stillThere = rows.some((row) => row.id === this.data.chosen?.id)
    this.setData({
      state: 'ready',
      tallies: tallyQueue(rows, today || dayOf(Date.now()), next !== null),
      groups: groupQueue(rows, today, this.data.only || null),
      urgent: first && { id: first.id, area: first.area, name: first.name },
      count: `${rows.length}${next ? '+' : ''}`,
      more: next ? '' : 'end',
    })
    if (this.data.wide && !this.data.chosen && !stillThere && first)
      this.setData({ chosen: { id: first.id, area: first.area } })
  },

  async onReachBottom() {
    const post = this.data.posts[this.data.at]
    if (!post || !this.next || this.data.more === 'loading') return
    this.setData({ more: 'loading' })
    try {
      const page = await call('cases.queue', { desk: post.desk, after: this.next })
      Object.assign(this, { rows: mergePage(this.rows, page.rows), next: page.next })
      this.draw()
    } catch {
      this.setData({ more: 'failed' })
    }
  },

  filter(event: WechatMiniprogram.BaseEvent) {
    const { key } = event.currentTarget.dataset as { key: GroupKey }
    this.setData({ only: this.data.only === key ? '' : key })
    this.draw()
  },

  chooseDesk() {
    if (this.data.posts.length > 1) this.setData({ choosing: !this.data.choosing })
  },

  takeDesk(event: WechatMiniprogram.BaseEvent) {
    const at = Number((event.currentTarget.dataset as { at: number }).at)
    this.setData({ at, choosing: false, only: '', chosen: null, state: 'loading' })
    void this.readQueue()
  },

  open(event: WechatMiniprogram.BaseEvent) {
    const { id, area } = event.currentTarget.dataset as { id: string; area: string }
    this.openCase(id, area)
  },

  openUrgent() {
    if (this.data.urgent) this.openCase(this.data.urgent.id, this.data.urgent.area)
  },

  openCase(id: string, area: string) {
    if (this.data.wide) return this.setData({ chosen: { id, area } })
    wx.navigateTo({ url: `/packages/staff/case/case?area=${area}&id=${id}` })
  },

  /** A case was decided beside the queue: the queue is read anew, the decided case stays to be seen. */
  changed() {
    void this.readQueue()
  },
})
