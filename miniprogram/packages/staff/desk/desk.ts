import { call, type OutputOf } from '../../../client/call'
import { failureView, type FailureView } from '../../failure'
import { dayOf, type Day } from '../../../rules/days'
import type { Given } from '../case/deciding'
import { chooseAll, mayJoin, offersBatch, toggleChosen } from './batch'
import { findTogether, sendTogether, type Together } from './together'
import {
  groupQueue,
  kindChips,
  mergePage,
  mostUrgent,
  tallyQueue,
  type GroupKey,
  type KindChip,
  type QueueGroup,
  type Tally,
} from './queue'

type Row = OutputOf<'cases.queue'>['rows'][number]
type Post = OutputOf<'membership.me'>['posts'][number]

/** From this width on the queue and the case stand side by side. CSS px; the same number is in desk.wxss. */
const WIDE = 900

/** 我的案头: what waits for my answer, the most urgent first. */
Page({
  rows: [] as Row[],
  today: '' as Day,
  next: null as string | null,

  data: {
    state: 'loading',
    failure: null as FailureView | null,
    posts: [] as Post[],
    /** Which of my desks. */
    at: 0,
    choosing: false,
    /** A union's own desk: it may apply for a worker and write to employers; a lawyer's or mediator's may not. */
    officer: false,
    tallies: [] as Tally[],
    kinds: [] as KindChip[],
    onlyKind: '',
    groups: [] as QueueGroup[],
    only: '' as GroupKey | '',
    urgent: null as { id: string; area: string; name: string } | null,
    more: '' as '' | 'loading' | 'failed' | 'end',
    wide: false,
    /** Of a column on a wide screen, px. */
    height: 0,
    chosen: null as { id: string; area: string } | null,
    /** Several are being chosen for one act. */
    many: false,
    mayMany: false,
    ticked: [] as string[],
    together: null as Together | null,
    finding: false,
    manyBusy: false,
    manyRefused: '',
    result: null as OutcomeView | null,
  },

  onLoad() {
    this.fit()
    void this.load()
  },

  onResize() {
    this.fit()
  },

  onShow() {
    if (this.data.state === 'ready' || this.data.state === 'empty') void this.readQueue()
  },

  async onPullDownRefresh() {
    await this.readQueue()
    wx.stopPullDownRefresh()
  },

  fit() {
    const { windowWidth, windowHeight } = wx.getWindowInfo()
    this.setData({ wide: windowWidth >= WIDE, height: windowHeight - 4 })
  },

  async load() {
    this.setData({ state: 'loading', failure: null })
    try {
      const { posts } = await call('membership.me', {})
      this.setData({ posts })
      if (posts.length === 0) return this.setData({ state: 'empty' })
      await this.readQueue()
    } catch (error) {
      this.setData({ state: 'failed', failure: failureView(error) })
    }
  },

  async readQueue() {
    const post = this.data.posts[this.data.at]
    if (!post) return
    try {
      const page = await call('cases.queue', { desk: post.desk })
      Object.assign(this, { rows: page.rows, today: page.today, next: page.next })
      this.draw()
    } catch (error) {
      this.setData({ state: 'failed', failure: failureView(error) })
    }
  },

  draw() {
    const { rows, today, next } = this
    const { many, only } = this.data
    const kinds = kindChips(rows)
    const onlyKind = kinds.some(({ kind }) => kind === this.data.onlyKind) ? this.data.onlyKind : ''
    const shown = rows.filter(({ kind }) => !onlyKind || kind === onlyKind)
    const ticked = this.data.ticked.filter((id) => rows.some((row) => row.id === id))
    const first = mostUrgent(shown)
    this.setData({
      state: 'ready',
      officer: this.data.posts[this.data.at]?.desk.split('/')[1] === 'officer',
      tallies: tallyQueue(shown, today || dayOf(Date.now()), next !== null),
      kinds,
      onlyKind,
      groups: groupQueue(shown, today, only || null, many ? { chosen: ticked, may: mayJoin(rows, ticked) } : null),
      urgent: first && { id: first.id, area: first.area, name: first.name },
      more: next ? '' : 'end',
      mayMany: offersBatch(rows),
      ticked,
    })
    if (this.data.wide && !this.data.chosen && first) this.setData({ chosen: { id: first.id, area: first.area } })
  },

  async onReachBottom() {
    const post = this.data.posts[this.data.at]
    if (!post || !this.next || this.data.more === 'loading') return
    this.setData({ more: 'loading' })
    try {
      const page = await call('cases.queue', { desk: post.desk, after: this.next })
      Object.assign(this, { rows: mergePage(this.rows, page.rows), next: page.next })
      this.draw()
    } catch {
      this.setData({ more: 'failed' })
    }
  },

  filter(event: WechatMiniprogram.BaseEvent) {
    const { key } = event.currentTarget.dataset as { key: GroupKey }
    this.setData({ only: this.data.only === key ? '' : key })
    this.draw()
  },

  filterKind(event: WechatMiniprogram.BaseEvent) {
    const { kind } = event.currentTarget.dataset as { kind: string }
    this.setData({ onlyKind: this.data.onlyKind === kind ? '' : kind })
    this.draw()
  },

  chooseDesk() {
    if (this.data.posts.length > 1) this.setData({ choosing: !this.data.choosing })
  },

  takeDesk(event: WechatMiniprogram.BaseEvent) {
    const at = Number((event.currentTarget.dataset as { at: number }).at)
    this.setData({
      at,
      choosing: false,
      only: '',
      onlyKind: '',
      chosen: null,
      many: false,
      ticked: [],
      state: 'loading',
    })
    void this.readQueue()
  },

  open(event: WechatMiniprogram.BaseEvent) {
    const { id, area } = event.currentTarget.dataset as { id: string; area: string }
    if (!this.data.many) return this.openCase(id, area)
    this.setData({ ticked: toggleChosen(this.rows, this.data.ticked, id) })
    this.draw()
  },

  openUrgent() {
    if (this.data.urgent) this.openCase(this.data.urgent.id, this.data.urgent.area)
  },

  openCase(id: string, area: string) {
    if (this.data.wide) return this.setData({ chosen: { id, area } })
    wx.navigateTo({ url: `/packages/staff/case/case?area=${area}&id=${id}` })
  },

  /** A case was decided beside the queue: the queue is read anew, the decided case stays to be seen. */
  changed() {
    void this.readQueue()
  },

  go(event: WechatMiniprogram.BaseEvent) {
    const { url } = event.currentTarget.dataset as { url: string }
    const desk = this.data.posts[this.data.at]?.desk ?? ''
    void wx.navigateTo({ url: url.replace('DESK', encodeURIComponent(desk)) })
  },

  chooseMany() {
    this.setData({ many: !this.data.many, ticked: [], manyRefused: '' })
    this.draw()
  },

  tickAll() {
    this.setData({ ticked: chooseAll(this.rows, this.data.ticked) })
    this.draw()
  },

  /** What the chosen have in common is read from the first of them. */
  async prepareMany() {
    const { ticked, finding } = this.data
    if (ticked.length === 0 || finding) return
    this.setData({ finding: true, manyRefused: '' })
    const found = await findTogether(this.rows, ticked)
    this.setData({ finding: false, ...(typeof found === 'string' ? { manyRefused: found } : { together: found }) })
  },

  putBackMany() {
    this.setData({ together: null, manyRefused: '' })
  },

  async decideMany(event: WechatMiniprogram.CustomEvent<Given>) {
    const { together, ticked, manyBusy } = this.data
    if (!together || manyBusy) return
    this.setData({ manyBusy: true })
    const result = await sendTogether(this.rows, ticked, together, event.detail.note)
    this.setData({ manyBusy: false, together: null, many: false, ticked: [], chosen: null, result })
    await this.readQueue()
  },

  closeResult() {
    this.setData({ result: null })
  },
})

type OutcomeView = Awaited<ReturnType<typeof sendTogether>>
