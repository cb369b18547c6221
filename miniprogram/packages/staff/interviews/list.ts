import { call } from '../../../client/call'
import { failureView, failureWords, type FailureView } from '../../failure'
import { sessionLine, type SessionLine } from './list-view'

/** My union's micro-interviews, drafts too. `?desk=` which of my desks. */
Page({
  wanted: '',
  desk: '',
  next: null as string | null,

  data: {
    state: 'loading',
    failure: null as FailureView | null,
    orgName: '',
    org: '',
    lines: [] as SessionLine[],
    more: false,
    trouble: '',
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
      const { orgName, sessions, next } = await call('interviews.hostList', { desk: post.desk })
      this.next = next
      const org = post.desk.split('/')[0]!
      const lines = sessions.map(sessionLine)
      this.setData({ state: 'ready', orgName, org, lines, more: next !== null, trouble: '' })
    } catch (error) {
      if (this.data.state === 'ready') return this.setData({ trouble: failureWords(error) })
      this.setData({ state: 'failed', failure: failureView(error) })
    }
  },
  retry() {
    this.setData({ state: 'loading', failure: null })
    void this.load()
  },

  async readMore() {
    if (!this.next) return
    const page = await call('interviews.hostList', { desk: this.desk, after: this.next }).catch(() => null)
    if (!page) return this.setData({ trouble: '没取到更早的。有网了再点一次' })
    this.next = page.next
    const lines = [...this.data.lines, ...page.sessions.map(sessionLine)]
    this.setData({ lines, more: page.next !== null, trouble: '' })
  },

  begin() {
    this.open('prepare', '')
  },
  promises() {
    wx.navigateTo({ url: `/packages/interviews/promises/promises?desk=${encodeURIComponent(this.desk)}` })
  },
  go(event: WechatMiniprogram.BaseEvent) {
    const { id, draft } = event.currentTarget.dataset as { id: string; draft: boolean }
    this.open(draft ? 'prepare' : 'room', id)
  },
  open(page: string, id: string) {
    const desk = encodeURIComponent(this.desk)
    wx.navigateTo({ url: `/packages/staff/interviews/${page}?desk=${desk}${id && `&id=${id}`}` })
  },
})
