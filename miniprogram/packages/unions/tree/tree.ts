import { call, type OutputOf } from '../../../client/call'
import { failureView, failureWords, type FailureView } from '../../failure'
import { lineOf, officerPost, orgOf, termsWords, treeUrl, unionUrl, type UnionLine } from '../rows'

type Row = OutputOf<'unions.below'>['unions'][number]

const PAUSE_MS = 400

/** `?desk=DESK`: my union and those below it; `&at=ID`: one of them and those below that. */
Page({
  desk: '',
  at: '',
  rows: [] as Row[],
  next: null as string | null,
  timer: 0,
  /** Which of the searches under way is the newest. */
  searching: 0,

  data: {
    state: 'loading',
    failure: null as FailureView | null,
    /** The top of what I see: search and terms stand there. */
    top: true,
    head: null as UnionLine | null,
    place: '',
    terms: null as ReturnType<typeof termsWords> | null,
    text: '',
    found: null as UnionLine[] | null,
    fault: '',
    lines: [] as UnionLine[],
    more: '' as '' | 'loading' | 'failed' | 'end',
  },

  onLoad(query: Record<string, string | undefined>) {
    this.desk = decodeURIComponent(query.desk ?? '')
    this.at = query.at ?? ''
    void this.load()
  },
  onUnload() {
    clearTimeout(this.timer)
  },
  onShow() {
    if (this.data.state === 'ready') void this.read().catch(() => undefined)
  },
  async onPullDownRefresh() {
    await this.load()
    wx.stopPullDownRefresh()
  },

  async load() {
    this.setData({ state: 'loading', failure: null })
    try {
      const { posts } = await call('membership.me', {})
      const post = officerPost(posts, this.desk)
      if (!post) return this.setData({ state: 'empty' })
      this.desk = post.desk
      this.at = this.at || orgOf(post.desk)
      await this.read()
    } catch (error) {
      this.setData({ state: 'failed', failure: failureView(error) })
    }
  },

  async read() {
    const { desk, at } = this
    const top = at === orgOf(desk)
    const [one, below, terms] = await Promise.all([
      call('unions.union', { desk, union: at }),
      call('unions.below', { desk, union: at }),
      top ? call('unions.terms', { desk }) : null,
    ])
    Object.assign(this, { rows: below.unions, next: below.next })
    this.setData({
      state: 'ready',
      top,
      head: lineOf(one.union, one.today),
      place: one.union.place,
      terms: terms && termsWords(terms.unions, terms.today, terms.next !== null),
    })
    this.draw()
  },

  draw() {
    this.setData({ lines: this.rows.map((row) => lineOf(row)), more: this.next ? '' : 'end' })
  },

  async onReachBottom() {
    if (!this.next || this.data.more === 'loading' || this.data.found) return
    this.setData({ more: 'loading' })
    try {
      const page = await call('unions.below', { desk: this.desk, union: this.at, after: this.next })
      Object.assign(this, { rows: [...this.rows, ...page.unions], next: page.next })
      this.draw()
    } catch {
      this.setData({ more: 'failed' })
    }
  },

  /* ---- by name ---- */

  type(event: WechatMiniprogram.Input) {
    this.setData({ text: event.detail.value })
    clearTimeout(this.timer)
    this.timer = setTimeout(() => void this.search(), PAUSE_MS) as unknown as number
  },
  clear() {
    this.setData({ text: '' })
    void this.search()
  },
  async search() {
    clearTimeout(this.timer)
    const mine = ++this.searching
    const text = this.data.text.trim()
    if ([...text].length < 2) return this.setData({ found: null, fault: '' })
    try {
      const { unions } = await call('unions.search', { desk: this.desk, text })
      if (mine === this.searching) this.setData({ found: unions.map((row) => lineOf(row)), fault: '' })
    } catch (error) {
      if (mine === this.searching) this.setData({ fault: failureWords(error) })
    }
  },

  /* ---- away from here ---- */

  open(event: WechatMiniprogram.BaseEvent) {
    const { id, level } = event.currentTarget.dataset as { id: string; level: boolean }
    void wx.navigateTo({ url: level ? treeUrl(this.desk, id) : unionUrl(this.desk, id) })
  },
  openHead() {
    void wx.navigateTo({ url: unionUrl(this.desk, this.at) })
  },
  openTerms() {
    void wx.navigateTo({ url: `/packages/unions/terms/terms?desk=${encodeURIComponent(this.desk)}` })
  },
})
