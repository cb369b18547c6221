import { call } from '../../../client/call'
import { failureView, type FailureView } from '../../failure'
import { closingWords, tagOf, type Draw, type Tag } from '../draw-view'

interface Line {
  id: string
  title: string
  line: string
  tag: Tag
}

/** An officer's draws. `?desk=` which of my desks. */
Page({
  wanted: '',
  desk: '',
  next: null as string | null,

  data: {
    state: 'loading',
    failure: null as FailureView | null,
    orgName: '',
    lines: [] as Line[],
    more: false,
  },

  onLoad(query: Record<string, string | undefined>) {
    this.wanted = decodeURIComponent(query.desk ?? '')
  },
  onShow() {
    void this.load()
  },

  async load() {
    try {
      const { posts } = await call('membership.me', {})
      const mine = posts.filter(({ desk }) => desk.endsWith('/officer'))
      const post = mine.find(({ desk }) => desk === this.wanted) ?? mine[0]
      if (!post) return this.setData({ state: 'empty' })
      this.desk = post.desk
      const { draws, next } = await call('draws.deskList', { desk: post.desk })
      this.next = next
      this.setData({ state: 'ready', orgName: post.orgName, lines: draws.map(lineOf), more: next !== null })
    } catch (error) {
      this.setData({ state: 'failed', failure: failureView(error) })
    }
  },

  async readMore() {
    if (!this.next) return
    const page = await call('draws.deskList', { desk: this.desk, after: this.next }).catch(() => null)
    if (!page) return
    this.next = page.next
    this.setData({ lines: [...this.data.lines, ...page.draws.map(lineOf)], more: page.next !== null })
  },

  begin() {
    wx.navigateTo({ url: `/packages/draws/new-draw/new-draw?desk=${encodeURIComponent(this.desk)}` })
  },
  go(event: WechatMiniprogram.BaseEvent) {
    const { id } = event.currentTarget.dataset as { id: string }
    wx.navigateTo({ url: `/packages/draws/result/result?desk=${encodeURIComponent(this.desk)}&id=${id}` })
  },
})

function lineOf(draw: Draw): Line {
  const tag = draw.state === 'open' ? { text: '在报名', tone: 'amber' as const, icon: 'clock' } : tagOf(draw, null)
  return { id: draw.id, title: draw.title, line: closingWords(draw), tag }
}
