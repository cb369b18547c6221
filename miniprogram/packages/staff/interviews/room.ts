import { call, CallFailure, newClientKey } from '../../../client/call'
import { sayTime } from '../../../rules/days'
import { SLOW_POLL_MS } from '../../../rules/interview'
import { failureView, failureWords, type FailureView } from '../../failure'
import { drawnOf } from './room-drawn'
import { othersOf, perform, type ActGiven } from './perform'
import { afterAct, choose, emptyRoom, keyAct, neighbour, withFirst, withMore, type RoomState } from './room-state'
import {
  doneWords,
  EMPTY_WORDS,
  type ActName,
  type Question,
  type Row,
  type Session,
  type Show,
  type Tab,
} from './room-view'
import type { Head } from './session-view'

/** From this width on queue, question and acts stand side by side. CSS px. */
const WIDE = 900
/** How often the desk asks for news while it matters, ms. */
const EVERY_MS = 3000
/** Acts that need nothing said before. */
const AT_ONCE: readonly ActName[] = ['accept', 'pin', 'unpin']

/** The host's desk for the live hour: let questions in, hand them on, keep the time. `?desk= &id=` */
Page({
  desk: '',
  id: '',
  session: null as Session | null,
  room: emptyRoom('waiting') as RoomState,
  timer: 0,
  /** Goes up with each act and change of tab: an answer from before it is thrown away. */
  turn: 0,
  /** Of the open sheet: one press, one answer. */
  clientKey: '',
  drawn: '',
  onKey: null as null | ((event: { key: string }) => void),

  data: {
    state: 'loading',
    failure: null as FailureView | null,
    stale: '',
    desk: '',
    session: null as Session | null,
    head: null as Head | null,
    tabs: [] as Tab[],
    rows: [] as Row[],
    empty: EMPTY_WORDS.waiting,
    more: '' as '' | 'yes' | 'loading' | 'failed',
    chosen: null as Question | null,
    moved: false,
    nextWords: '',
    act: '' as ActName | '',
    others: null as Question[] | null,
    notice: '',
    noticeTone: '',
    /** Of the session itself. */
    headNotice: '',
    headTone: '',
    busy: false,
    refused: '',
    people: false,
    wide: false,
    height: 0,
  },

  onLoad(query: Record<string, string | undefined>) {
    this.desk = decodeURIComponent(query.desk ?? '')
    this.id = query.id ?? ''
    this.room = emptyRoom('waiting')
    this.setData({ desk: this.desk })
    this.fit()
    void this.load()
  },
  onResize() {
    this.fit()
  },
  onShow() {
    this.watch()
    this.onKey = ({ key }) => this.pressed(key)
    if (wx.canIUse('onKeyDown')) wx.onKeyDown(this.onKey as never)
  },
  onHide() {
    this.rest()
  },
  onUnload() {
    this.rest()
  },
  rest() {
    clearTimeout(this.timer)
    if (this.onKey && wx.canIUse('offKeyDown')) wx.offKeyDown(this.onKey as never)
    this.onKey = null
  },
  fit() {
    const { windowWidth, windowHeight } = wx.getWindowInfo()
    this.setData({ wide: windowWidth >= WIDE, height: windowHeight })
  },

  /** Again and again while the page is shown: quickly around the live hour, seldom otherwise. */
  watch() {
    clearTimeout(this.timer)
    const busy = this.session && ['live', 'published', 'reminded', 'closing'].includes(this.session.phase)
    const wait = busy || !this.session ? EVERY_MS : SLOW_POLL_MS
    this.timer = setTimeout(() => {
      void this.refresh().then(() => this.onKey && this.watch())
    }, wait) as unknown as number
  },

  async load() {
    this.setData({ state: 'loading', failure: null })
    try {
      await this.read()
      // Nothing to let in: what waits for an answer is looked at first.
      const { counts } = this.session!
      if (counts.waiting === 0 && counts.open > 0) await this.turnTo('open')
    } catch (error) {
      this.setData({ state: 'failed', failure: failureView(error) })
    }
  },
  /** One request for the shown tab, one for the session. */
  async read() {
    const { turn, desk, id: interview } = this
    const [page, { session }] = await Promise.all([
      call('interviews.room', { desk, interview, show: this.room.show }),
      call('interviews.hostRead', { desk, interview }),
    ])
    if (turn !== this.turn) return
    this.session = session
    this.room = withFirst(this.room, page)
    this.draw()
  },
  /** What cannot be fetched now comes by itself later; how old the shown is stands above it. */
  async refresh() {
    if (this.data.state !== 'ready') return
    try {
      await this.read()
      if (this.data.stale) this.setData({ stale: '' })
    } catch (error) {
      if (!this.data.stale)
        this.setData({ stale: `${failureWords(error).split('。')[0]}，先看 ${sayTime(Date.now())} 的` })
    }
  },

  draw() {
    const { session, room } = this
    if (!session) return
    const now = Date.now()
    if (this.data.wide && !room.chosen && room.rows[0]) this.room = choose(room, room.rows[0].id)
    const view = { state: 'ready', session, ...drawnOf(this.room, session, now) }
    // Every three seconds: what is the same is not sent to the screen again.
    const drawn = JSON.stringify(view)
    if (drawn === this.drawn) return
    this.drawn = drawn
    this.setData(view)
  },

  changeTab(event: WechatMiniprogram.BaseEvent) {
    void this.turnTo((event.currentTarget.dataset as { show: Show }).show)
  },
  async turnTo(show: Show) {
    if (show === this.room.show) return
    this.turn += 1
    this.room = emptyRoom(show)
    this.setData({ notice: '', act: '' })
    this.draw()
    await this.refresh()
  },
  choose(event: WechatMiniprogram.BaseEvent) {
    this.open((event.currentTarget.dataset as { id: string }).id)
  },
  open(id: string) {
    this.room = choose(this.room, id)
    this.setData({ notice: '', act: '', refused: '' })
    this.draw()
  },
  next() {
    const id = neighbour(this.room, 1) ?? this.room.rows[0]?.id
    if (id) this.open(id)
  },
  /** A phone goes back to its list. */
  putAway() {
    this.room = { ...this.room, chosen: null, moved: false }
    this.setData({ notice: '' })
    this.draw()
  },
  async readMore() {
    const { next, show } = this.room
    if (!next || this.data.more === 'loading') return
    this.setData({ more: 'loading' })
    const { turn, desk, id: interview } = this
    const page = await call('interviews.room', { desk, interview, show, after: next }).catch(() => null)
    if (turn !== this.turn) return
    if (!page) return this.setData({ more: 'failed' })
    this.room = withMore(this.room, page)
    this.drawn = ''
    this.draw()
  },

  pressed(key: string) {
    const { act, people, busy } = this.data
    if (!this.session || !this.data.wide || act || people || busy) return
    const wanted = keyAct(key, this.room, this.session)
    if (!wanted) return
    if ('show' in wanted) return void this.turnTo(wanted.show)
    if ('act' in wanted) return void this.prepare(wanted.act)
    const id = neighbour(this.room, wanted.walk)
    if (id) this.open(id)
  },

  press(event: WechatMiniprogram.CustomEvent<{ act: ActName }>) {
    void this.prepare(event.detail.act)
  },
  async prepare(act: ActName) {
    this.clientKey = newClientKey()
    if (AT_ONCE.includes(act)) return this.send(act, {})
    this.setData({ act, refused: '', others: null, notice: '' })
    if (act === 'merge') await this.findOthers()
  },
  async findOthers() {
    const { desk, id } = this
    try {
      this.setData({ others: await othersOf(desk, id, this.room.chosen?.id) })
    } catch (error) {
      this.setData({ refused: failureWords(error), others: [] })
    }
  },
  give(event: WechatMiniprogram.CustomEvent<{ given: ActGiven }>) {
    if (this.data.act) void this.send(this.data.act, event.detail.given)
  },
  putBack() {
    this.setData({ act: '', refused: '' })
  },
  async send(act: ActName, given: ActGiven) {
    const { session, desk, clientKey } = this
    const question = this.room.chosen
    if (!session || !question || this.data.busy) return
    this.setData({ busy: true, refused: '', notice: '' })
    this.turn += 1
    try {
      const done = await perform({ desk, session, clientKey }, question, act, given)
      this.turn += 1
      if (done.pinned !== undefined) this.session = { ...this.session!, pinned: done.pinned }
      this.room = afterAct(this.room, done.question, done.into, !this.data.wide)
      this.setData({ busy: false, act: '' })
      this.tell(doneWords(act, done.question), 'green')
      this.draw()
      void this.refresh()
    } catch (error) {
      this.setData({ busy: false })
      await this.refused(error)
    }
  },
  /** On a phone whose sheet went away the words stand above its list. */
  tell(words: string, tone: string) {
    if (this.room.chosen) return this.setData({ notice: words, noticeTone: tone, headNotice: '' })
    this.setData({ headNotice: words, headTone: tone, notice: '' })
  },
  /** Another host was quicker: what she did is said and fetched. Else the sheet stays, with what was typed. */
  async refused(error: unknown) {
    const words = failureWords(error)
    const moved = error instanceof CallFailure && ['MOVED_ON', 'NOT_FOUND'].includes(error.code)
    if (this.data.act && !moved) return this.setData({ refused: words })
    this.setData({ act: '' })
    this.tell(words, 'amber')
    await this.refresh()
  },

  showPeople() {
    this.setData({ people: true })
  },
  hidePeople() {
    this.setData({ people: false })
  },
  seatsChanged(event: WechatMiniprogram.CustomEvent<{ session: Session }>) {
    this.turn += 1
    this.session = event.detail.session
    this.draw()
  },

  keptHour(event: WechatMiniprogram.CustomEvent<{ session: Session; words: string }>) {
    this.turn += 1
    this.session = event.detail.session
    this.setData({ headNotice: event.detail.words, headTone: 'green' })
    this.draw()
    this.watch()
    void this.refresh()
  },
  hourRefused(event: WechatMiniprogram.CustomEvent<{ words: string }>) {
    this.setData({ headNotice: event.detail.words, headTone: 'amber' })
    void this.refresh()
  },
  promises() {
    void wx.navigateTo({ url: `/packages/interviews/promises/promises?desk=${encodeURIComponent(this.desk)}` })
  },
})
