import { call } from '../../../client/call'
import type { Day } from '../../../rules/days'
import { failureView, failureWords, type FailureView } from '../../failure'
import { appointUrl, officerPost, orgOf, treeUrl, unionUrl } from '../rows'
import * as view from './union-view'

/** Employers shown before the rest is asked for. */
const SOME = 6

/** `?desk=DESK&id=ID`: one union of mine or below: who leads it, its term, its members, what happened to it, what may be asked for. */
Page({
  desk: '',
  id: '',
  union: null as view.Union | null,

  data: {
    state: 'loading',
    failure: null as FailureView | null,
    name: '',
    form: '',
    place: '',
    over: '',
    term: null as ReturnType<typeof view.termView> | null,
    rules: [] as ReturnType<typeof view.rulesOf>,
    facts: [] as ReturnType<typeof view.factsOf>,
    officers: null as ReturnType<typeof view.officersView> | null,
    trouble: '',
    phone: '',
    employers: [] as string[],
    moreEmployers: 0,
    below: 0,
    asks: [] as ReturnType<typeof view.asksOf>,
    history: [] as ReturnType<typeof view.historyOf>,
    today: '' as Day,
    day: '' as Day,
    then: null as ReturnType<typeof view.thenView> | null,
    fault: '',
  },

  onLoad(query: Record<string, string | undefined>) {
    this.desk = decodeURIComponent(query.desk ?? '')
    this.id = query.id ?? ''
    void this.load()
  },
  onShow() {
    if (this.data.state === 'ready') void this.load()
  },
  async onPullDownRefresh() {
    await this.load()
    wx.stopPullDownRefresh()
  },

  async load() {
    if (this.data.state !== 'ready') this.setData({ state: 'loading', failure: null })
    try {
      if (!this.desk) this.desk = officerPost((await call('membership.me', {})).posts, '')?.desk ?? ''
      const { union, today } = await call('unions.union', { desk: this.desk, union: this.id || orgOf(this.desk) })
      this.union = union
      this.id = union.id
      this.draw(union, today)
    } catch (error) {
      this.setData({ state: 'failed', failure: failureView(error) })
    }
  },

  draw(union: view.Union, today: Day) {
    const gone = union.until !== null
    this.setData({
      state: 'ready',
      name: union.name,
      form: union.form,
      place: union.place,
      over: gone && union.successor ? `会员转到了${union.successor.name}` : '',
      term: gone ? null : view.termView(union, today),
      rules: gone ? [] : view.rulesOf(union),
      facts: view.factsOf(union),
      officers: view.officersView(union),
      phone: gone ? '' : union.phone,
      employers: union.employers.slice(0, SOME),
      moreEmployers: Math.max(0, union.employers.length - SOME),
      below: union.children,
      asks: view.asksOf(union),
      history: view.historyOf(union),
      today,
    })
  },

  showEmployers() {
    this.setData({ employers: this.union!.employers, moreEmployers: 0 })
  },
  async chooseDay(event: WechatMiniprogram.CustomEvent<{ value: string }>) {
    const day = event.detail.value
    this.setData({ day, fault: '' })
    try {
      const { then } = await call('unions.asOf', { desk: this.desk, union: this.id, day })
      if (this.data.day === day) this.setData({ then: view.thenView(then, day) })
    } catch (error) {
      this.setData({ fault: failureWords(error) })
    }
  },

  addOfficer() {
    this.setData({ trouble: '' })
    void wx.navigateTo({ url: appointUrl(this.desk, this.id, this.data.name) })
  },
  async dismiss(event: WechatMiniprogram.BaseEvent) {
    const { person, name } = event.currentTarget.dataset as { person: string; name: string }
    const content = view.dismissWords(this.union!.officers.length)
    const { confirm } = await wx.showModal({ title: `免去${name}？`, content, confirmText: '免去' })
    if (!confirm) return
    this.setData({ trouble: '' })
    try {
      await call('unions.dismiss', { desk: this.desk, union: this.id, person })
      await this.load()
    } catch (error) {
      this.setData({ trouble: failureWords(error) })
    }
  },
  callUnion() {
    void wx.makePhoneCall({ phoneNumber: this.data.phone }).catch(() => undefined)
  },
  openBelow() {
    void wx.navigateTo({ url: treeUrl(this.desk, this.id) })
  },
  openSuccessor() {
    void wx.navigateTo({ url: unionUrl(this.desk, this.union!.successor!.id) })
  },
  ask(event: WechatMiniprogram.BaseEvent) {
    this.apply((event.currentTarget.dataset as { kind: string }).kind)
  },
  askElection() {
    this.apply('unionElection')
  },
  apply(kind: string) {
    void wx.navigateTo({ url: `/packages/cases/apply/apply?area=unions&kind=${kind}&about=${this.id}` })
  },
})
