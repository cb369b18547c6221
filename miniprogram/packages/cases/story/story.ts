import { refreshUnread } from '../../../client/badge'
import { call } from '../../../client/call'
import { loadKept } from '../../../client/load'
import { openDocument } from '../../../client/open-document'
import { openPaper } from '../../../client/open-paper'
import { loadCity } from '../../../client/session'
import { showFiles } from '../../../client/show-files'
import { dayOf, sayWhen } from '../../../rules/days'
import { clockStrip, type ClockStrip } from '../../case-clock'
import { failureView, failureWords, type FailureView } from '../../failure'
import { caseActions, SURE, surePaper, type CaseView } from './story-acts'
import {
  askOf,
  clockWords,
  filedWords,
  headlineOf,
  recordViews,
  storyLines,
  type Ask,
  type Headline,
  type RecordView,
  type StoryLine,
} from './story-view'

type Sure = { title: string; content: string; cancelText: string; confirmText: string }

/** One application, to its applicant: what now, until when, what happened so far. `?area=membership&id=CASE&other=1` */
Page({
  id: '',
  /** The function that serves this case. */
  area: 'membership',
  /** I am who applied for her. */
  other: false,

  data: {
    state: 'loading',
    stale: '',
    failure: null as FailureView | null,
    view: null as CaseView | null,
    ask: null as Ask | null,
    head: null as Headline | null,
    filed: '',
    other: false,
    handedIn: '',
    clock: null as ReturnType<typeof clockWords>,
    strip: null as ClockStrip | null,
    showClock: false,
    showAnswers: false,
    story: [] as StoryLine[],
    records: [] as RecordView[],
    /** She writes why it should be looked at again. */
    appealing: false,
    /** Which act is under way; empty for none. */
    busy: '',
    trouble: '',
    /** Beside which act the trouble stands. */
    troubleAt: '',
    hotline: '12351',
  },

  onLoad(query: Record<string, string | undefined>) {
    this.id = query.id ?? ''
    this.area = query.area ?? this.area
    this.other = query.other === '1'
    void this.load()
  },

  /** Back from another page: the union may have answered meanwhile, or papers were brought. */
  onShow() {
    if (this.data.view) void this.load()
  },

  async onPullDownRefresh() {
    await this.load()
    wx.stopPullDownRefresh()
  },

  async load() {
    if (!this.data.view) this.setData({ state: 'loading', failure: null })
    const read = () => caseActions(this.area).read(this.id)
    const [loaded, city] = await Promise.all([loadKept(`story:${this.id}`, read), loadCity()])
    if (city.value) this.setData({ hotline: city.value.hotline })
    if (!loaded.value) return this.setData({ state: 'failed', failure: failureView(loaded.failure) })
    this.setData({ stale: loaded.stale })
    this.show(loaded.value)
  },

  show(view: CaseView) {
    const now = Date.now()
    const today = dayOf(now)
    const { clock } = view
    this.setData({
      state: 'ready',
      view,
      ask: askOf(view, today),
      head: headlineOf(view, today, this.other),
      filed: filedWords(view, this.other),
      other: this.other,
      handedIn: sayWhen(view.submittedAt, now),
      clock: clockWords(view, today),
      strip: clock && view.open ? clockStrip(clock, today) : null,
      story: storyLines(view, now),
      records: recordViews(view),
      appealing: this.data.appealing && view.may.appeal,
    })
    // Reading the case is reading its news; the inbox need not ask for it again.
    if (view.news.unread && !this.other)
      void call('inbox.markRead', { id: view.id }).then(refreshUnread, () => undefined)
  },

  toggleClock() {
    this.setData({ showClock: !this.data.showClock })
  },
  toggleAnswers() {
    this.setData({ showAnswers: !this.data.showAnswers })
  },

  act() {
    const act = this.data.head?.button?.act
    if (act === 'card') void wx.switchTab({ url: '/pages/card/card' })
    if (act === 'again') void wx.redirectTo({ url: '/packages/membership/join/join' })
    if (act === 'call') this.callUnion()
    if (act === 'appeal') this.setData({ appealing: true })
  },
  stopAppeal() {
    this.setData({ appealing: false })
  },
  supply() {
    void wx.navigateTo({
      url: `/packages/cases/supply/supply?area=${this.area}&id=${this.id}${this.other ? '&other=1' : ''}`,
    })
  },
  callUnion() {
    wx.makePhoneCall({ phoneNumber: this.data.hotline, fail: () => undefined })
  },
  openLooks() {
    void wx.navigateTo({ url: '/packages/vault/looks/looks' })
  },
  openPaper(event: WechatMiniprogram.BaseEvent) {
    const { paper } = event.currentTarget.dataset as { paper: string }
    if (paper && !this.other) void openPaper(paper)
  },

  /** Pictures that a desk left with what it wrote down. */
  async showPhotos(event: WechatMiniprogram.BaseEvent) {
    const { record } = event.currentTarget.dataset as { record: number }
    if (this.data.busy) return
    this.setData({ busy: `record${record}`, trouble: '', troubleAt: '' })
    try {
      await showFiles(await caseActions(this.area).openRecord(this.id, record))
    } catch (error) {
      this.setData({ trouble: failureWords(error), troubleAt: `record${record}` })
    }
    this.setData({ busy: '' })
  },

  async print(event: WechatMiniprogram.BaseEvent) {
    const { document } = event.currentTarget.dataset as { document: string }
    if (this.data.busy) return
    this.setData({ busy: 'print', trouble: '', troubleAt: '' })
    try {
      await openDocument(await caseActions(this.area).print(this.id, document))
    } catch (error) {
      this.setData({ trouble: failureWords(error), troubleAt: 'print' })
    }
    this.setData({ busy: '' })
  },

  /** Withdrawing twice is withdrawing once: a retry after a lost network is safe. */
  async askWithdraw() {
    const sure = this.data.view?.filedBy && !this.other ? SURE.notMine : SURE.withdraw
    if (await agreed(sure)) await this.run('withdraw', () => caseActions(this.area).withdraw(this.id))
  },

  async dropPaper(event: WechatMiniprogram.BaseEvent) {
    const { slot, title } = event.currentTarget.dataset as { slot: string; title: string }
    if (await agreed(surePaper(title))) await this.drop(slot)
  },
  async dropNotice() {
    if (await agreed(SURE.notice)) await this.drop('notice')
  },
  drop(slot: string) {
    return this.run('drop', () => caseActions(this.area).dropConsent(this.id, slot))
  },

  async appeal(event: WechatMiniprogram.CustomEvent<{ words: string }>) {
    const { view } = this.data
    if (!view) return
    const done = await this.run('appeal', () =>
      caseActions(this.area).appeal(this.id, view.version, event.detail.words),
    )
    if (done) void wx.pageScrollTo({ scrollTop: 0 })
  },

  async rate(event: WechatMiniprogram.CustomEvent<{ stars: number; words: string }>) {
    const { stars, words } = event.detail
    await this.run('rate', () => caseActions(this.area).rate(this.id, stars, words))
  },

  /** One act at a time; its trouble stands beside it. True: done. */
  async run(name: string, act: () => Promise<CaseView>): Promise<boolean> {
    if (this.data.busy) return false
    this.setData({ busy: name, trouble: '', troubleAt: '' })
    try {
      this.show(await act())
      return true
    } catch (error) {
      this.setData({ trouble: failureWords(error), troubleAt: name })
      // What she pressed on may have moved on: she sees how it stands now.
      void this.load()
      return false
    } finally {
      this.setData({ busy: '' })
    }
  },
})

async function agreed(sure: Sure): Promise<boolean> {
  return (await wx.showModal(sure)).confirm
}
