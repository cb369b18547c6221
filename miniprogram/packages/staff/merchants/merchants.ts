import { call } from '../../../client/call'
import { loadCity } from '../../../client/session'
import { dayOf } from '../../../rules/days'
import { failureView, failureWords, type FailureView } from '../../failure'
import { merchantLines, NONE, STATES, type Line, type Row, type State } from './merchants-view'

const TYPING_MS = 500

/** The partner merchants of my county, or of the city: whose agreement ends first comes first. `?desk=` */
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
    states: STATES,
    only: 'active' as State,
    districts: [] as string[],
    district: '',
    text: '',
    /** What the lines were found by; empty for the list. */
    found: '',
    lines: [] as Line[],
    none: '',
    busy: false,
    fault: '',
    more: '' as '' | 'loading' | 'failed' | 'end',
  },

  onLoad(query: Record<string, string | undefined>) {
    this.desk = decodeURIComponent(query.desk ?? '')
  },
  onShow() {
    void (this.data.state === 'ready' ? this.read() : this.load())
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
      const [{ posts }, city] = await Promise.all([call('membership.me', {}), loadCity()])
      const above = posts.filter(
        ({ desk, level }) => desk.endsWith('/officer') && level !== 'grassroots' && level !== 'town',
      )
      const post = above.find(({ desk }) => desk === this.desk) ?? above[0]
      if (!post) return this.setData({ state: 'empty' })
      this.desk = post.desk
      const districts = post.level === 'city' ? (city.value?.districts ?? []).map(({ name }) => name) : []
      this.setData({ orgName: post.orgName, districts })
      await this.read()
      this.setData({ state: 'ready' })
    } catch (error) {
      this.setData({ state: 'failed', failure: failureView(error) })
    }
  },

  type(event: WechatMiniprogram.Input) {
    this.setData({ text: event.detail.value })
    clearTimeout(this.timer)
    this.timer = setTimeout(() => void this.read(), TYPING_MS) as unknown as number
  },
  search() {
    clearTimeout(this.timer)
    void this.read()
  },
  clear() {
    this.setData({ text: '' })
    void this.read()
  },
  chooseState(event: WechatMiniprogram.BaseEvent) {
    this.setData({ only: (event.currentTarget.dataset as { state: State }).state })
    void this.read()
  },
  chooseDistrict(event: WechatMiniprogram.BaseEvent) {
    const { district } = event.currentTarget.dataset as { district: string }
    this.setData({ district: this.data.district === district ? '' : district })
    void this.read()
  },

  /** The list, or what is looked for, from the top. */
  async read() {
    const mine = (this.reading += 1)
    const typed = this.data.text.trim()
    this.setData({ busy: true, fault: '' })
    try {
      const found = typed.length >= 2 ? typed : ''
      const page = await this.page(found, undefined)
      if (mine !== this.reading) return
      Object.assign(this, { rows: page.merchants, next: page.next })
      this.setData({ found, busy: false })
      this.draw()
    } catch (error) {
      if (mine !== this.reading) return
      this.setData({ busy: false, fault: failureWords(error) })
      if (this.data.state === 'loading') throw error
    }
  },
  page(text: string, after: string | undefined) {
    const { only: state, district } = this.data
    const { desk } = this
    if (text) return call('benefits.findMerchants', { desk, text, ...(after && { after }) })
    return call('benefits.merchants', { desk, state, ...(district && { district }), ...(after && { after }) })
  },
  draw() {
    const { found, only } = this.data
    const none = found ? `没找到“${found}”` : NONE[only]
    const lines = merchantLines(this.rows, dayOf(Date.now()), found !== '')
    this.setData({ lines, none, more: this.next ? '' : 'end' })
  },

  async onReachBottom() {
    if (!this.next || this.data.more === 'loading') return
    const mine = this.reading
    this.setData({ more: 'loading' })
    try {
      const page = await this.page(this.data.found, this.next)
      if (mine !== this.reading) return
      Object.assign(this, { rows: [...this.rows, ...page.merchants], next: page.next })
      this.draw()
    } catch {
      this.setData({ more: 'failed' })
    }
  },

  open(event: WechatMiniprogram.BaseEvent) {
    const { id } = event.currentTarget.dataset as { id: string }
    void wx.navigateTo({ url: `/packages/staff/merchants/merchant?desk=${encodeURIComponent(this.desk)}&id=${id}` })
  },
  invite() {
    void wx.navigateTo({ url: `/packages/staff/merchants/invite?desk=${encodeURIComponent(this.desk)}` })
  },
})
