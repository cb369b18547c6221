import { call, type OutputOf } from '../../../client/call'
import { dayOf } from '../../../rules/days'
import { failureView, failureWords, type FailureView } from '../../failure'
import { myWords, unionFacts, waysFor } from './union-view'

type Mine = OutputOf<'membership.myUnion'>

/** My union: who answers there, its phone, and what I may ask about my membership. */
Page({
  data: {
    state: 'loading',
    failure: null as FailureView | null,
    union: null as Mine['union'],
    mine: '',
    employer: '',
    facts: [] as ReturnType<typeof unionFacts>,
    ways: [] as ReturnType<typeof waysFor>,
    asking: false,
    typed: '',
    busy: false,
    fault: '',
  },

  onShow() {
    void this.load()
  },

  async load() {
    if (this.data.state !== 'ready') this.setData({ state: 'loading', failure: null })
    try {
      const { union, membership } = await call('membership.myUnion', {})
      if (!union || !membership) return this.setData({ state: 'empty' })
      this.setData({
        state: 'ready',
        union,
        mine: myWords(membership),
        employer: membership.employer,
        facts: unionFacts(union, dayOf(Date.now())),
        ways: waysFor(membership),
      })
    } catch (error) {
      this.setData({ state: 'failed', failure: failureView(error) })
    }
  },

  join() {
    void wx.navigateTo({ url: '/packages/membership/join/join' })
  },
  callUnion() {
    const phone = this.data.union?.phone
    if (phone) void wx.makePhoneCall({ phoneNumber: phone }).catch(() => undefined)
  },
  go(event: WechatMiniprogram.BaseEvent) {
    void wx.navigateTo({ url: (event.currentTarget.dataset as { url: string }).url })
  },

  ask() {
    this.setData({ asking: true, typed: this.data.employer, fault: '' })
  },
  back() {
    if (!this.data.busy) this.setData({ asking: false })
  },
  write(event: WechatMiniprogram.Input) {
    this.setData({ typed: event.detail.value, fault: '' })
  },
  async change() {
    if (this.data.busy) return
    this.setData({ busy: true, fault: '' })
    try {
      const { employer } = await call('membership.changeEmployer', { employer: this.data.typed.trim() })
      this.setData({ asking: false, employer })
      void wx.showToast({ title: '改好了', icon: 'success' })
    } catch (error) {
      this.setData({ fault: failureWords(error) })
    } finally {
      this.setData({ busy: false })
    }
  },
})
