import { call, CallFailure } from '../../../client/call'
import { loadCity } from '../../../client/session'
import { askToTell } from '../../../client/subscriptions'
import { sayTime } from '../../../rules/days'
import { failureView, failureWords, type FailureView } from '../../failure'
import { templatesOf } from '../../filling'
import { add, arrange, fieldChanges, missedWords, nothing, openCount, pauseOf } from '../live-state'
import { pinnedFirst, rowChanges, ROWS, take, type Counts, type Live, type Order } from '../live-state'
import {
  figureWords,
  sessionCard,
  type Foot,
  type Head,
  type LatePromise,
  type PromiseStrip,
  type SeatView,
  type SessionReply,
} from '../live-view'
import type { ShareCard } from '../components/share-picture/lay-out'
import { MyVotes } from '../my-votes'
import { pollLoop, type PollLoop } from '../poll-loop'
import type { Mine, Row } from '../question-view'
import { fieldsOf, rowsOf, type Known, type Tab } from './live-page'
import { isJoined, loadStart, readMine } from './start'

/** A session as it goes on: what was promised before, questions with their answers, my vote. `?id=` */
Page({
  id: '',
  live: nothing as Live,
  reply: null as SessionReply | null,
  mine: null as Mine | null,
  joined: true,
  votes: new MyVotes(),
  loop: null as PollLoop | null,
  /** What it looked like when the network went; null: it is there. */
  lost: null as { counts: Counts; at: number } | null,
  heardAt: 0,
  order: [] as string[],
  limit: ROWS,
  /** Where to read on in each order; null: read to the end. */
  next: { votes: undefined, newest: undefined } as Record<Order, string | null | undefined>,
  templates: [] as string[],

  data: {
    state: 'loading',
    stale: '',
    failure: null as FailureView | null,
    head: null as Head | null,
    topic: '',
    about: '',
    why: '',
    seats: [] as SeatView[],
    seatCount: 0,
    allSeats: false,
    strip: null as PromiseStrip | null,
    late: null as LatePromise | null,
    figures: '',
    card: null as ShareCard | null,
    tab: 'votes' as Tab,
    rows: [] as Row[],
    counts: '',
    votable: false,
    more: false,
    reading: false,
    fresh: 0,
    missed: '',
    reminded: false,
    seated: false,
    foot: { act: '', words: '' } as Foot,
  },

  onLoad(query: Record<string, string | undefined>) {
    this.id = query.id ?? ''
    this.votes = new MyVotes()
    this.loop = pollLoop(
      () => this.poll(),
      (error) => this.lose(error),
    )
    void this.load()
  },
  onShow() {
    if (!this.reply) return
    void this.readMine()
    this.loop!.start()
  },
  onHide() {
    this.loop!.stop()
  },
  onUnload() {
    this.loop!.stop()
  },
  onShareAppMessage() {
    return {
      title: `${this.data.topic}：当面问，当面答`,
      path: `/packages/interviews/live/live?id=${this.id}`,
      imageUrl: '/assets/share.png',
    }
  },

  async load() {
    this.setData({ state: 'loading', failure: null })
    const [{ value, failure, stale }] = await Promise.all([loadStart(this.id), this.readMine()])
    if (!value) return this.setData({ state: 'failed', failure: failureView(failure) })
    this.reply = value.session
    this.live = take(nothing, value.poll)
    this.order = arrange(this.live, 'votes')
    this.heardAt = Date.now()
    this.setData({ state: 'ready' })
    this.show()
    // What was kept is old: begin anew as soon as there is a network.
    if (stale) {
      this.live = { ...this.live, asOf: 0 }
      this.setData({ stale })
    }
    const pause = pauseOf(this.live.phase)
    if (pause !== null) this.loop!.start(stale ? 0 : pause)
    else void this.readFigures()
    this.templates = templatesOf((await loadCity()).value ?? {})
  },

  async readMine() {
    const mine = await readMine(this.id)
    if (!mine) return
    this.mine = mine
    this.votes.know(mine.voted)
    if (!mine.mayAsk) this.joined = await isJoined()
    if (this.reply) this.show()
  },
  async readFigures() {
    const read = await call('interviews.figures', { interview: this.id }).catch(() => null)
    if (!read || !this.reply) return
    this.setData({ figures: figureWords(read.figures), card: sessionCard(this.reply.session, read.figures) })
  },

  /** One question to the cloud; answers when to ask next. */
  async poll() {
    const before = this.live
    for (let more = true; more;) {
      const since = this.live.asOf
      const poll = await call('interviews.poll', { interview: this.id, since })
      this.live = take(this.live, poll)
      more = poll.more && this.live.asOf > since
    }
    this.heardAt = Date.now()
    // A list that nobody has read yet fills by itself.
    if (this.order.length === 0 && this.data.tab !== 'mine') this.order = arrange(this.live, this.data.tab)
    if (this.lost) this.found(this.lost.counts)
    const mine: Mine | null = this.mine
    const waits = mine?.questions.some(({ standing }) => standing === 'waiting') ?? false
    if (this.data.tab === 'mine' && waits && this.live.counts.asked !== before.counts.asked) void this.readMine()
    this.show()
    const pause = pauseOf(this.live.phase)
    if (pause === null && pauseOf(before.phase) !== null) void this.readFigures()
    return pause
  },
  lose(error: unknown) {
    this.lost ??= { counts: this.live.counts, at: this.heardAt }
    const offline = error instanceof CallFailure && error.offline
    const stale = `${offline ? '网断了' : '没取到新的'}，先看 ${sayTime(this.lost.at)} 的`
    if (this.data.stale !== stale) this.setData({ stale })
  },
  found(before: Counts) {
    this.lost = null
    this.setData({ stale: '', missed: missedWords(before, this.live.counts) || this.data.missed })
  },

  /** Sets what changed, and that alone. */
  show() {
    if (!this.reply) return
    const { reply, live, mine, joined, limit } = this
    const { tab, allSeats } = this.data
    const { voted, atLeast } = this.votes
    const order = pinnedFirst(this.order, live)
    const ended = tab !== 'mine' && this.next[tab] === null
    const known: Known = { reply, live, mine, joined, voted, atLeast, tab, order, limit, ended, allSeats }
    const now = Date.now()
    const changes = {
      ...fieldChanges(this.data, fieldsOf(known, now)),
      ...rowChanges(this.data.rows, rowsOf(known, now)),
    }
    if (Object.keys(changes).length > 0) this.setData(changes)
  },

  async choose(event: WechatMiniprogram.BaseEvent) {
    const { tab } = event.currentTarget.dataset as { tab: Tab }
    this.limit = ROWS
    this.data.tab = tab
    this.setData({ tab, rows: [] })
    if (tab === 'mine') {
      this.show()
      return this.readMine()
    }
    this.order = arrange(this.live, tab)
    this.show()
    // The newest may not be among those that are asked most.
    if (tab === 'newest' && this.next.newest === undefined && this.live.counts.asked > openCount(this.live))
      await this.readOn('newest', ROWS)
  },
  /** What came meanwhile takes its place in the order. */
  arrangeNew() {
    const { tab } = this.data
    if (tab === 'mine') return
    this.order = arrange(this.live, tab)
    this.show()
    wx.pageScrollTo({ selector: '#tabs', duration: 200 })
  },
  openMissed() {
    this.data.tab = 'newest'
    this.order = arrange(this.live, 'newest')
    this.limit = ROWS
    this.setData({ tab: 'newest', missed: '', rows: [] })
    this.show()
    wx.pageScrollTo({ selector: '#tabs', duration: 200 })
  },
  closeMissed() {
    this.setData({ missed: '' })
  },

  async readMore() {
    const { tab, reading } = this.data
    if (tab === 'mine' || reading) return
    this.limit += ROWS
    if (this.order.length < this.limit) await this.readOn(tab, ROWS)
    this.show()
  },
  /** Reads pages of an order until so many more are known, or there are none. */
  async readOn(order: Order, count: number) {
    this.setData({ reading: true })
    const target = this.order.length + count
    try {
      while (this.order.length < target && this.next[order] !== null) {
        const after = this.next[order] ?? undefined
        const page = await call('interviews.questions', { interview: this.id, order, after })
        this.live = add(this.live, page.questions)
        this.next[order] = page.next
        const had = new Set(this.order)
        this.order =
          order === 'newest' && had.size <= ROWS
            ? arrange(this.live, order)
            : [
                ...this.order,
                ...page.questions.flatMap(({ id, state }) => (had.has(id) || state !== 'open' ? [] : [id])),
              ]
      }
    } catch (error) {
      void wx.showToast({ title: failureWords(error), icon: 'none' })
    } finally {
      this.setData({ reading: false })
      this.show()
    }
  },

  async vote(event: WechatMiniprogram.BaseEvent) {
    const { id } = event.currentTarget.dataset as { id: string }
    const question = this.live.known.get(id)
    if (!question || !this.data.votable) return
    if (this.mine && !this.mine.mayAsk)
      return void wx.showToast({ title: this.data.foot.words || '会员才能一起问', icon: 'none' })
    const fault = await this.votes.cast(question, () => this.show())
    if (fault) void wx.showToast({ title: failureWords(fault), icon: 'none', duration: 3000 })
  },

  async remind() {
    const on = !this.data.reminded
    // WeChat asks only within the tap.
    if (on) await askToTell(this.templates)
    try {
      const { on: reminded } = await call('interviews.remindMe', { interview: this.id, on })
      if (this.mine) this.mine.reminded = reminded
      this.setData({ reminded })
    } catch (error) {
      void wx.showToast({ title: failureWords(error), icon: 'none', duration: 3000 })
    }
  },
  showSeats() {
    this.setData({ allSeats: true })
    this.show()
  },
  open(event: WechatMiniprogram.BaseEvent) {
    const { id } = event.currentTarget.dataset as { id: string }
    wx.navigateTo({ url: `/packages/interviews/question/question?id=${id}&interview=${this.id}` })
  },
  openPromises() {
    wx.navigateTo({ url: `/packages/interviews/promises/promises?org=${this.reply?.session.org ?? ''}` })
  },
  openSeat() {
    wx.navigateTo({ url: `/packages/interviews/seat/seat?id=${this.id}` })
  },
  act() {
    const ask = `/packages/interviews/ask/ask?id=${this.id}&names=${this.reply?.session.names ?? ''}`
    wx.navigateTo({ url: this.data.foot.act === 'join' ? '/packages/membership/join/join' : ask })
  },
})
