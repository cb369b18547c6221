import { call } from '../../../client/call'
import { failureView, type FailureView } from '../../failure'
import { eventLine, recruitingPost, rosterLine, type Line } from './home-view'

/** 入会活动和名册 of my union. `?desk=` which of my desks. */
Page({
  wanted: '',
  desk: '',
  next: { events: null as string | null, rosters: null as string | null },

  data: {
    state: 'loading',
    failure: null as FailureView | null,
    orgName: '',
    events: [] as Line[],
    rosters: [] as Line[],
    moreEvents: false,
    moreRosters: false,
  },

  onLoad(query: Record<string, string | undefined>) {
    this.wanted = decodeURIComponent(query.desk ?? '')
    void this.load()
  },

  onShow() {
    if (this.data.state === 'ready') void this.read()
  },

  async load() {
    this.setData({ state: 'loading', failure: null })
    try {
      const { posts } = await call('membership.me', {})
      const post = recruitingPost(posts, this.wanted)
      if (!post) return this.setData({ state: 'empty' })
      this.desk = post.desk
      this.setData({ orgName: post.orgName })
      await this.read()
    } catch (error) {
      this.setData({ state: 'failed', failure: failureView(error) })
    }
  },

  async read() {
    const { desk } = this
    try {
      const [events, rosters] = await Promise.all([
        call('recruiting.events', { desk }),
        call('recruiting.rosters', { desk }),
      ])
      this.next = { events: events.next, rosters: rosters.next }
      this.setData({
        state: 'ready',
        events: events.events.map(eventLine),
        rosters: rosters.rosters.map((one) => rosterLine(one, Date.now())),
        moreEvents: events.next !== null,
        moreRosters: rosters.next !== null,
      })
    } catch (error) {
      this.setData({ state: 'failed', failure: failureView(error) })
    }
  },

  async readMoreEvents() {
    const { desk, next } = this
    if (!next.events) return
    const page = await call('recruiting.events', { desk, after: next.events }).catch(() => null)
    if (!page) return
    next.events = page.next
    this.setData({ events: [...this.data.events, ...page.events.map(eventLine)], moreEvents: page.next !== null })
  },

  async readMoreRosters() {
    const { desk, next } = this
    if (!next.rosters) return
    const page = await call('recruiting.rosters', { desk, after: next.rosters }).catch(() => null)
    if (!page) return
    next.rosters = page.next
    const lines = page.rosters.map((one) => rosterLine(one, Date.now()))
    this.setData({ rosters: [...this.data.rosters, ...lines], moreRosters: page.next !== null })
  },

  go(event: WechatMiniprogram.BaseEvent) {
    const { page, id } = event.currentTarget.dataset as { page: string; id?: string }
    const url = `/packages/recruiting/${page}/${page}?desk=${encodeURIComponent(this.desk)}`
    wx.navigateTo({ url: id ? `${url}&id=${id}` : url })
  },
})
