import { call } from '../../../client/call'
import { loadKept } from '../../../client/load'
import { failureView, type FailureView } from '../../failure'
import { noticeLine, type NoticeLine } from '../notice/notice-view'

/** What hangs at my own union today, for colleagues to read. Kept nowhere: it is not mine. */
Page({
  data: {
    state: 'loading',
    failure: null as FailureView | null,
    /** She is in no union: notices are for colleagues. */
    stranger: false,
    lines: [] as NoticeLine[],
  },

  onShow() {
    void this.load()
  },
  async onPullDownRefresh() {
    await this.load()
    wx.stopPullDownRefresh()
  },

  async load() {
    if (this.data.lines.length === 0) this.setData({ state: 'loading', failure: null })
    const { value, failure } = await loadKept(null, () => call('cases.notices', {}))
    if (!value) {
      const stranger = failure?.code === 'NOT_A_MEMBER'
      return this.setData({ stranger, state: stranger ? 'empty' : 'failed', failure: failureView(failure) })
    }
    const lines = value.notices.map(noticeLine)
    this.setData({ state: lines.length ? 'ready' : 'empty', stranger: false, lines })
  },

  open(event: WechatMiniprogram.BaseEvent) {
    wx.navigateTo({ url: `/packages/cases/notice/notice?id=${event.currentTarget.dataset.id as string}` })
  },
  join() {
    wx.navigateTo({ url: '/packages/membership/join/join' })
  },
})
