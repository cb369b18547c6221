import { call, CallFailure, type OutputOf } from '../../../client/call'
import { failureView, failureWords, type FailureView } from '../../failure'
import { countWords } from './end-view'

type End = OutputOf<'membership.accountEnd'>

/** So many portions a press; the next press goes on. */
const MOST_CALLS = 60

/** Deleting my account: what goes, what the law keeps, what stands in the way; then it is done. */
Page({
  data: {
    state: 'loading',
    failure: null as FailureView | null,
    blocks: [] as End['blocks'],
    deletes: [] as string[],
    keeps: [] as (End['keeps'][number] & { title: string })[],
    sure: false,
    busy: false,
    fault: '',
    done: false,
  },

  onShow() {
    if (!this.data.done && !this.data.busy) void this.load()
  },

  async load() {
    if (this.data.state !== 'ready') this.setData({ state: 'loading', failure: null })
    try {
      const { known, blocks, deletes, keeps } = await call('membership.accountEnd', {})
      this.setData({
        state: known ? 'ready' : 'empty',
        blocks,
        deletes: deletes.map(countWords),
        keeps: keeps.map((one) => ({ ...one, title: countWords(one) })),
      })
    } catch (error) {
      this.setData({ state: 'failed', failure: failureView(error) })
    }
  },

  tick() {
    this.setData({ sure: !this.data.sure, fault: '' })
  },
  go(event: WechatMiniprogram.BaseEvent) {
    const { url } = event.currentTarget.dataset as { url: string }
    if (url) void wx.navigateTo({ url })
  },

  async end() {
    const { busy, sure, blocks } = this.data
    if (busy || blocks.length > 0) return
    if (!sure) return this.setData({ fault: '请先打勾，确认您知道找不回来' })
    this.setData({ busy: true, fault: '' })
    try {
      for (let calls = 0; calls < MOST_CALLS; calls += 1) {
        const { done } = await call('membership.deleteAccount', { agreed: true })
        if (done) return this.forget()
      }
      throw new CallFailure('NOT_DONE', '东西有点多，还没删完。再点一次，接着删')
    } catch (error) {
      this.setData({ fault: failureWords(error) })
    } finally {
      this.setData({ busy: false })
    }
  },

  /** What this phone keeps goes too. */
  forget() {
    wx.clearStorageSync()
    this.setData({ done: true })
  },
  home() {
    void wx.reLaunch({ url: '/pages/home/home' })
  },
})
