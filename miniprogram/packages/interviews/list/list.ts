import { call } from '../../../client/call'
import { loadKept } from '../../../client/load'
import { failureView, failureWords, type FailureView } from '../../failure'
import { groupsOf, type Listed, type SessionGroup } from './list-view'

/** All micro-interviews: the one that is live, those to come, those that are over. */
Page({
  sessions: [] as Listed[],
  next: null as string | null,

  data: {
    state: 'loading',
    stale: '',
    failure: null as FailureView | null,
    groups: [] as SessionGroup[],
    more: false,
  },

  onShow() {
    void this.load()
  },

  async load() {
    const { value, failure, stale } = await loadKept('interviews', () => call('interviews.list', {}))
    if (!value) return this.setData({ state: 'failed', failure: failureView(failure) })
    this.sessions = value.sessions
    this.next = value.next
    this.setData({ stale })
    this.show()
  },
  show() {
    const groups = groupsOf(this.sessions, Date.now())
    this.setData({ state: groups.length > 0 ? 'ready' : 'empty', groups, more: this.next !== null })
  },

  async readMore() {
    if (!this.next) return
    try {
      const page = await call('interviews.list', { after: this.next })
      this.sessions = [...this.sessions, ...page.sessions]
      this.next = page.next
      this.show()
    } catch (error) {
      void wx.showToast({ title: failureWords(error), icon: 'none' })
    }
  },

  open(event: WechatMiniprogram.BaseEvent) {
    const { id } = event.currentTarget.dataset as { id: string }
    wx.navigateTo({ url: `/packages/interviews/live/live?id=${id}` })
  },
  openPromises() {
    wx.navigateTo({ url: '/packages/interviews/promises/promises' })
  },
  openArchive() {
    wx.navigateTo({ url: '/packages/interviews/archive/archive' })
  },
  openSeat() {
    wx.navigateTo({ url: '/packages/interviews/seat/seat' })
  },
})
