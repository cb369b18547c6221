import { call } from '../../../client/call'
import { failureView, failureWords, type FailureView } from '../../failure'
import {
  actRows,
  CARD_ASKINGS,
  factsOf,
  markRows,
  marksAfter,
  openWords,
  pastOf,
  sinceWords,
  stateTag,
  sureMark,
  type ActRow,
  type CardAct,
  type CardAsking,
  type Fact,
  type MarkRow,
  type Member,
} from './member-view'

const WIDE = 900

/** `?desk=DESK&id=MEMBERSHIP`: one member, masked; she reads that I looked. */
Page({
  desk: '',
  id: '',

  data: {
    state: 'loading',
    failure: null as FailureView | null,
    name: '',
    tag: null as ReturnType<typeof stateTag> | null,
    since: '',
    facts: [] as Fact[],
    past: [] as Fact[],
    open: '',
    acts: [] as ActRow[],
    marks: [] as MarkRow[],
    wide: false,
    asking: null as CardAsking | null,
    reason: '',
    fault: '',
    busy: false,
  },

  onLoad(query: Record<string, string | undefined>) {
    this.desk = decodeURIComponent(query.desk ?? '')
    this.id = query.id ?? ''
    this.setData({ wide: wx.getWindowInfo().windowWidth >= WIDE })
  },
  onShow() {
    void this.load()
  },
  async onPullDownRefresh() {
    await this.load()
    wx.stopPullDownRefresh()
  },

  async load() {
    if (this.data.state !== 'ready') this.setData({ state: 'loading', failure: null })
    try {
      const { member } = await call('membership.member', { desk: this.desk, id: this.id })
      this.show(member)
    } catch (error) {
      this.setData({ state: 'failed', failure: failureView(error) })
    }
  },

  show(member: Member) {
    this.setData({
      state: 'ready',
      name: member.name,
      tag: stateTag(member),
      since: sinceWords(member),
      facts: factsOf(member),
      past: pastOf(member),
      open: openWords(member),
      acts: actRows(member),
      marks: markRows(member),
    })
  },

  async mark(event: WechatMiniprogram.BaseEvent) {
    const { mark } = event.currentTarget.dataset as { mark: string }
    const { marks, busy } = this.data
    const row = marks.find((one) => one.mark === mark)
    if (!row || busy || !(await wx.showModal(sureMark(row))).confirm) return
    this.setData({ busy: true })
    try {
      await call('membership.markMember', { desk: this.desk, id: this.id, marks: marksAfter(marks, mark) })
      void wx.showToast({ title: '记好了', icon: 'success' })
      await this.load()
    } catch (error) {
      void wx.showToast({ title: failureWords(error), icon: 'none' })
    } finally {
      this.setData({ busy: false })
    }
  },

  begin(event: WechatMiniprogram.BaseEvent) {
    const { act } = event.currentTarget.dataset as { act: string }
    const row = this.data.acts.find((one) => one.act === act)
    if (!row) return
    if (row.url) return void wx.navigateTo({ url: row.url })
    this.setData({ asking: CARD_ASKINGS[row.act as CardAct], reason: '', fault: '' })
  },
  pick(event: WechatMiniprogram.BaseEvent) {
    this.setData({ reason: (event.currentTarget.dataset as { reason: string }).reason, fault: '' })
  },
  write(event: WechatMiniprogram.Input) {
    this.setData({ reason: event.detail.value, fault: '' })
  },
  back() {
    if (!this.data.busy) this.setData({ asking: null })
  },

  async send() {
    const { asking, reason, busy } = this.data
    if (!asking || busy) return
    if (reason.trim().length < 4) return this.setData({ fault: '请写一句为什么，本人看得到' })
    this.setData({ busy: true, fault: '' })
    try {
      await call(`membership.${asking.act}`, { desk: this.desk, id: this.id, reason: reason.trim() })
      this.setData({ asking: null })
      void wx.showToast({ title: '办好了', icon: 'success' })
      await this.load()
    } catch (error) {
      this.setData({ fault: failureWords(error) })
    } finally {
      this.setData({ busy: false })
    }
  },
})
