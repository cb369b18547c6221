import { refreshUnread } from '../../../client/badge'
import { call, type OutputOf } from '../../../client/call'
import { loadKept } from '../../../client/load'
import { loadCity } from '../../../client/session'
import { failureView, failureWords, type FailureView } from '../../failure'
import { dayOf, sayWhen } from '../../../rules/days'
import { clockDays, clockWords, type ClockDay } from '../../case-clock'
import { headlineOf, type Headline } from './story-view'

type CaseView = OutputOf<'membership.read'>['case']

/** One application, to its applicant: what now, until when, what happened so far. `?area=membership&id=CASE` */
Page({
  id: '',
  /** The function that serves this case; every area that owns kinds has the same case actions. */
  area: 'membership',

  data: {
    state: 'loading',
    stale: '',
    failure: null as FailureView | null,
    view: null as CaseView | null,
    head: null as Headline | null,
    handedIn: '',
    days: [] as ClockDay[],
    used: 0,
    clockWords: '',
    showClock: false,
    story: [] as { key: number; title: string; note: string; when: string; mark: string; last: boolean }[],
    busy: false,
    trouble: '',
    hotline: '12351',
  },

  onLoad(query: Record<string, string | undefined>) {
    this.id = query.id ?? ''
    this.area = query.area ?? this.area
    void this.load()
  },

  /** Back from another page: the union may have answered meanwhile. */
  onShow() {
    if (this.data.view) void this.load()
  },

  async onPullDownRefresh() {
    await this.load()
    wx.stopPullDownRefresh()
  },

  async load() {
    if (!this.data.view) this.setData({ state: 'loading', failure: null })
    const read = () => call(`${this.area}.read` as 'membership.read', { caseId: this.id })
    const [loaded, city] = await Promise.all([loadKept(`case:${this.id}`, read), loadCity()])
    if (city.value) this.setData({ hotline: city.value.hotline })
    if (!loaded.value) return this.setData({ state: 'failed', failure: failureView(loaded.failure) })
    this.setData({ stale: loaded.stale })
    this.show(loaded.value.case)
  },

  show(view: CaseView) {
    const now = Date.now()
    const today = dayOf(now)
    const days = view.clock && view.state === 'submitted' ? clockDays(view.clock, today) : []
    this.setData({
      state: 'ready',
      view,
      head: headlineOf(view, today),
      handedIn: sayWhen(view.submittedAt, now),
      days,
      used: days.filter((day) => day.mark === 'used').length,
      clockWords: view.clock ? clockWords(view.clock) : '',
      story: view.story.map((line, index) => ({
        key: index,
        title: line.title,
        note: [line.by, line.note].filter((part) => part).join('：'),
        when: line.at === null ? '' : sayWhen(line.at, now),
        mark: line.mark,
        last: index === view.story.length - 1,
      })),
    })
    // Reading the case is reading its news; the inbox need not ask for it again.
    if (view.news.unread) void call('inbox.markRead', { id: view.id }).then(refreshUnread, () => undefined)
  },

  toggleClock() {
    this.setData({ showClock: !this.data.showClock })
  },

  act() {
    const act = this.data.head?.button?.act
    if (act === 'card') wx.switchTab({ url: '/pages/card/card' })
    if (act === 'again') wx.redirectTo({ url: '/packages/membership/join/join' })
    if (act === 'call') this.callUnion()
  },

  callUnion() {
    wx.makePhoneCall({ phoneNumber: this.data.hotline, fail: () => undefined })
  },

  async askWithdraw() {
    const { confirm } = await wx.showModal({
      title: '把申请撤回来？',
      content: '撤回后，工会就不看这一份了。想好了，随时可以再交。',
      cancelText: '先不撤',
      confirmText: '撤回来',
    })
    if (confirm) await this.withdraw()
  },

  /** Withdrawing twice is withdrawing once: a retry after a lost network is safe. */
  async withdraw() {
    if (this.data.busy) return
    this.setData({ busy: true, trouble: '' })
    try {
      const answer = await call(`${this.area}.withdraw` as 'membership.withdraw', { caseId: this.id })
      this.show(answer.case)
    } catch (error) {
      this.setData({ trouble: failureWords(error) })
      void this.load()
    }
    this.setData({ busy: false })
  },
})
