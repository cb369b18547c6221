import { call, CallFailure, type OutputOf } from '../../../client/call'
import { openSheet } from '../../../client/open-sheet'
import { UploadFailure } from '../../../client/uploads'
import { failureView, failureWords, type FailureView } from '../../failure'
import { faultLines, shownRoster, type FaultLine, type RosterShown } from './roster-view'
import { chooseRoster, faultOfFile, sendRoster } from './send-roster'

type Roster = OutputOf<'recruiting.roster'>['roster']

/** 名册: chosen, sent, checked, mended, taken in. `?desk= &id=`; without an id a new one. */
Page({
  desk: '',
  wanted: '',
  roster: null as Roster | null,
  next: null as string | null,
  gone: false,

  data: {
    state: 'loading',
    failure: null as FailureView | null,
    /** What is going on: '' nothing, sending, reading, working through its rows. */
    phase: '' as '' | 'sending' | 'reading' | 'working',
    percent: 0,
    shown: null as RosterShown | null,
    again: false,
    faults: [] as FaultLine[],
    moreFaults: false,
    trouble: '',
  },

  onLoad(query: Record<string, string | undefined>) {
    this.desk = decodeURIComponent(query.desk ?? '')
    this.wanted = query.id ?? ''
    void this.load()
  },
  onUnload() {
    this.gone = true
  },

  async load() {
    if (!this.wanted) return this.setData({ state: 'ready' })
    this.setData({ state: 'loading', failure: null })
    try {
      const { roster } = await call('recruiting.roster', { desk: this.desk, roster: this.wanted })
      this.setData({ state: 'ready' })
      await this.show(roster)
    } catch (error) {
      this.setData({ state: 'failed', failure: failureView(error) })
    }
  },

  async show(roster: Roster) {
    this.roster = roster
    this.setData({ shown: shownRoster(roster), percent: shownRoster(roster).percent })
    if (roster.state !== 'checking' && roster.faulty + roster.members > 0) await this.readFaults()
  },

  async choose() {
    if (this.data.phase) return
    const file = await chooseRoster()
    if (!file) return
    const fault = faultOfFile(file)
    if (fault) return this.setData({ trouble: fault })
    this.setData({ phase: 'sending', percent: 0, trouble: '', shown: null, faults: [], moreFaults: false })
    try {
      const { roster, again } = await sendRoster(this.desk, file, (percent) =>
        this.setData(percent < 100 ? { percent } : { percent, phase: 'reading' }),
      )
      this.wanted = roster.id
      this.setData({ phase: '', again })
      await this.show(roster)
      if (roster.state === 'checking') await this.work()
    } catch (error) {
      this.setData({ phase: '', trouble: error instanceof UploadFailure ? error.words : failureWords(error) })
    }
  },

  act() {
    if (this.data.shown?.act === 'withoutFaulty') void this.askWithout()
    else void this.work()
  },

  async askWithout() {
    const { confirm } = await wx.showModal({
      title: '先不要有毛病的？',
      content: `有毛病的 ${this.roster?.faulty ?? 0} 行不收，别的都收。以后改好可以再传。`,
      confirmText: '先收好的',
    })
    if (confirm) await this.work(true)
  },

  /** Checks or takes in, a portion a call, until there is something to read. */
  async work(agreed?: boolean) {
    const { desk } = this
    if (this.data.phase || !this.roster) return
    const withoutFaulty = agreed ?? (this.roster.state === 'taking' && this.roster.faulty > 0)
    const checking = this.roster.state === 'checking'
    this.setData({ phase: 'working', trouble: '' })
    try {
      while (!this.gone && (checking ? this.roster.state === 'checking' : this.roster.state !== 'done')) {
        const id = this.roster.id
        const step: { roster: Roster } = checking
          ? await call('recruiting.checkRoster', { desk, roster: id })
          : await call('recruiting.takeRoster', { desk, roster: id, withoutFaulty })
        this.roster = step.roster
        this.setData({ shown: shownRoster(step.roster), percent: shownRoster(step.roster).percent })
      }
    } catch (error) {
      const words = failureWords(error)
      this.setData({
        trouble: error instanceof CallFailure && error.offline ? '网断了。办好的都在，有网了接着办' : words,
      })
    }
    this.setData({ phase: '' })
    await this.show(this.roster)
  },

  /* ---- what is wrong ---- */

  async readFaults() {
    await this.readFrom(undefined)
  },
  async readMoreFaults() {
    if (this.next) await this.readFrom(this.next)
  },
  async readFrom(after: string | undefined) {
    const page = await call('recruiting.faults', { desk: this.desk, roster: this.roster!.id, after }).catch(() => null)
    if (!page) return
    this.next = page.next
    const before = after ? this.data.faults : []
    this.setData({ faults: [...before, ...faultLines(page.faults, before.length)], moreFaults: page.next !== null })
  },

  fetchFaults() {
    void openSheet(() => call('recruiting.fetchFaults', { desk: this.desk, roster: this.roster!.id }))
  },
  fetchTemplate(event: WechatMiniprogram.BaseEvent) {
    const { format } = event.currentTarget.dataset as { format: 'xlsx' | 'csv' }
    void openSheet(() => call('recruiting.template', { format }))
  },
})
