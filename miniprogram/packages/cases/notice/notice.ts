import { call, newClientKey } from '../../../client/call'
import { loadKept } from '../../../client/load'
import { failureView, failureWords, type FailureView } from '../../failure'
import { noticeRows, type NoticeView } from './notice-view'

/** One public notice, and how a colleague objects. `?id=NOTICE` Kept nowhere: after its end it is gone from here too. */
Page({
  id: '',
  /** One key for one objection: pressed again after a lost network, it is the same one. */
  key: '',

  data: {
    state: 'loading',
    failure: null as FailureView | null,
    notice: null as NoticeView | null,
    rows: [] as { label: string; value: string }[],
    /** She is writing. */
    objecting: false,
    busy: false,
    trouble: '',
    /** The case that her objection has become. */
    made: '',
  },

  onLoad(query: Record<string, string | undefined>) {
    this.id = query.id ?? ''
    this.key = newClientKey()
    void this.load()
  },

  async load() {
    this.setData({ state: 'loading', failure: null })
    const { value, failure } = await loadKept(null, () => call('cases.notice', { id: this.id }))
    if (value) return this.setData({ state: 'ready', notice: value.notice, rows: noticeRows(value.notice) })
    const gone = failure?.code === 'NOT_FOUND'
    this.setData({ state: gone ? 'empty' : 'failed', failure: failureView(failure) })
  },

  begin() {
    this.setData({ objecting: true })
  },
  stop() {
    this.setData({ objecting: false, trouble: '' })
  },

  async object(event: WechatMiniprogram.CustomEvent<{ words: string }>) {
    if (this.data.busy) return
    this.setData({ busy: true, trouble: '' })
    try {
      const { caseId } = await call('cases.object', { id: this.id, words: event.detail.words, clientKey: this.key })
      this.setData({ made: caseId, objecting: false })
    } catch (error) {
      this.setData({ trouble: failureWords(error) })
    }
    this.setData({ busy: false })
  },

  openStory() {
    wx.redirectTo({ url: `/packages/cases/story/story?area=cases&id=${this.data.made}` })
  },
  back() {
    wx.redirectTo({ url: '/packages/cases/notices/notices' })
  },
})
