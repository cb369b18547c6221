import { refreshUnread } from '../../client/badge'
import { call, CallFailure, type OutputOf } from '../../client/call'
import { loadKept } from '../../client/load'
import { sayWhen } from '../../rules/days'

type Message = OutputOf<'inbox.list'>['messages'][number]

const TABS = ['/pages/home/home', '/pages/services/services', '/pages/card/card', '/pages/inbox/inbox', '/pages/me/me']

/** What the union has told me, newest first. */
Page({
  data: {
    state: 'loading',
    failure: null as CallFailure | null,
    stale: '',
    messages: [] as (Message & { when: string })[],
    next: null as string | null,
    more: false,
  },

  onShow() {
    void this.load()
    void refreshUnread()
  },
  async onPullDownRefresh() {
    await this.load()
    wx.stopPullDownRefresh()
  },
  onReachBottom() {
    if (this.data.next && !this.data.more) void this.loadMore(this.data.next)
  },

  async load() {
    const { state, value, failure, stale } = await loadKept('inbox', () => call('inbox.list', {}))
    const messages = value?.messages.map(withWhen) ?? []
    this.setData({
      state: state === 'ready' && messages.length === 0 ? 'empty' : state,
      failure,
      stale,
      messages,
      next: value?.next ?? null,
    })
  },
  async loadMore(after: string) {
    this.setData({ more: true })
    try {
      const { messages, next } = await call('inbox.list', { after })
      this.setData({ messages: [...this.data.messages, ...messages.map(withWhen)], next })
    } catch {
      void wx.showToast({ title: '没取到，再往下拉', icon: 'none' })
    } finally {
      this.setData({ more: false })
    }
  },

  retry() {
    this.setData({ state: 'loading' })
    void this.load()
  },
  openServices() {
    void wx.switchTab({ url: '/pages/services/services' })
  },
  open(event: WechatMiniprogram.TouchEvent) {
    const message = this.data.messages[event.currentTarget.dataset.at as number]
    if (!message) return
    if (message.unread) {
      this.setData({ [`messages[${event.currentTarget.dataset.at as number}].unread`]: false })
      void call('inbox.markRead', { id: message.id }).then(refreshUnread, () => undefined)
    }
    if (!message.link) return
    if (TABS.includes(message.link)) void wx.switchTab({ url: message.link })
    else void wx.navigateTo({ url: message.link })
  },
})

function withWhen(message: Message): Message & { when: string } {
  return { ...message, when: sayWhen(message.at, Date.now()) }
}
