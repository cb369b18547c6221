import { call, type OutputOf } from '../../../client/call'
import { failureView, failureWords, type FailureView } from '../../failure'
import {
  hintFor,
  memberLines,
  noneWords,
  STATES,
  toFind,
  tooMany,
  wayFor,
  WAYS,
  type FindBy,
  type MemberLine,
} from './members-view'

type Row = OutputOf<'membership.members'>['members'][number]
type State = (typeof STATES)[number]['state']

/** After the last key of a name. */
const TYPING_MS = 500

/** `?desk=DESK`: my union's members, by name; anybody of mine found by name or the end of a number. */
Page({
  desk: '',
  rows: [] as Row[],
  next: null as string | null,
  timer: 0,
  /** Which of the readings under way is the newest. */
  reading: 0,

  data: {
    state: 'loading',
    failure: null as FailureView | null,
    orgName: '',
    /** Only a union of employers has a list; a federation searches. */
    ownList: true,
    states: STATES,
    only: 'active' as State,
    ways: WAYS,
    by: 'name' as FindBy,
    text: '',
    hint: '',
    /** What the lines below were found by; empty for the list. */
    found: '',
    many: '',
    lines: [] as MemberLine[],
    none: null as { title: string; text: string } | null,
    busy: false,
    fault: '',
    more: '' as '' | 'loading' | 'failed' | 'end',
  },

  onLoad(query: Record<string, string | undefined>) {
    this.desk = decodeURIComponent(query.desk ?? '')
    void this.load()
  },
  onUnload() {
    clearTimeout(this.timer)
  },
  async onPullDownRefresh() {
    await this.read()
    wx.stopPullDownRefresh()
  },

  async load() {
    this.setData({ state: 'loading', failure: null })
    try {
      const { posts } = await call('membership.me', {})
      const officer = posts.filter(({ desk }) => desk.split('/')[1] === 'officer')
      const post = officer.find(({ desk }) => desk === this.desk) ?? officer[0]
      if (!post) return this.setData({ state: 'empty' })
      this.desk = post.desk
      this.setData({ orgName: post.orgName, ownList: post.level === 'grassroots' })
      await this.read()
      this.setData({ state: 'ready' })
    } catch (error) {
      this.setData({ state: 'failed', failure: failureView(error) })
    }
  },

  type(event: WechatMiniprogram.Input) {
    const text = event.detail.value
    const by = wayFor(text, this.data.by)
    this.setData({ text, by, hint: hintFor(text, by) })
    this.soon()
  },
  chooseWay(event: WechatMiniprogram.BaseEvent) {
    const { by } = event.currentTarget.dataset as { by: FindBy }
    // A name is no number: what was typed for the other way goes.
    const text = this.data.text && wayFor(this.data.text, by) === by ? this.data.text : ''
    this.setData({ by, text, hint: hintFor(text, by) })
    void this.read()
  },
  clear() {
    this.setData({ text: '', hint: '' })
    void this.read()
  },
  search() {
    clearTimeout(this.timer)
    void this.read()
  },
  soon() {
    clearTimeout(this.timer)
    this.timer = setTimeout(() => void this.read(), TYPING_MS) as unknown as number
  },
  chooseState(event: WechatMiniprogram.BaseEvent) {
    this.setData({ only: (event.currentTarget.dataset as { state: State }).state })
    void this.read()
  },

  /** The first page of what is looked for now, or of the list. */
  async read() {
    const mine = ++this.reading
    const { text, by } = this.data
    const wanted = toFind(text, by)
    if (text.trim() !== '' && wanted === null) return
    this.setData({ busy: true, fault: '' })
    try {
      const page = await this.page(wanted)
      if (mine !== this.reading) return
      Object.assign(this, { rows: page.members, next: page.next })
      this.setData({
        found: wanted ?? '',
        none: page.members.length === 0 && wanted ? noneWords(by, wanted) : null,
        many: wanted ? tooMany(by, page.next !== null) : '',
      })
      this.draw()
    } catch (error) {
      if (mine === this.reading) this.setData({ fault: failureWords(error) })
    } finally {
      if (mine === this.reading) this.setData({ busy: false })
    }
  },

  page(wanted: string | null, after?: string) {
    const { by, only, ownList } = this.data
    if (wanted !== null) return call('membership.findMembers', { desk: this.desk, by, text: wanted, after })
    if (!ownList) return Promise.resolve({ members: [] as Row[], next: null })
    return call('membership.members', { desk: this.desk, state: only, after })
  },

  draw() {
    this.setData({ lines: memberLines(this.rows, this.data.found !== ''), more: this.next ? '' : 'end' })
  },

  async onReachBottom() {
    if (!this.next || this.data.more === 'loading') return
    const mine = this.reading
    this.setData({ more: 'loading' })
    try {
      const page = await this.page(this.data.found || null, this.next)
      if (mine !== this.reading) return
      Object.assign(this, { rows: [...this.rows, ...page.members], next: page.next })
      this.draw()
    } catch {
      this.setData({ more: 'failed' })
    }
  },

  open(event: WechatMiniprogram.BaseEvent) {
    const { id } = event.currentTarget.dataset as { id: string }
    const url = `/packages/staff/members/member?desk=${encodeURIComponent(this.desk)}&id=${id}`
    void wx.navigateTo({ url })
  },
})
