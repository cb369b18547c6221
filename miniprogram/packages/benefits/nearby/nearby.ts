import { call, type InputOf, type OutputOf } from '../../../client/call'
import { loadKept } from '../../../client/load'
import { whereAmI } from '../../../client/place'
import { loadCity } from '../../../client/session'
import { failureView, type FailureView } from '../../failure'
import { CATEGORIES } from '../../../client/categories'
import { learnKept } from '../kept-offers'
import { offerLine, type OfferLine } from '../offer-view'

type Offer = OutputOf<'benefits.nearby'>['offers'][number]
type Place = NonNullable<InputOf<'benefits.nearby'>['place']>

const PAUSE = 300
/** Pages that looking for what is open now may turn by itself. */
const TURNS = 3

const WAYS = [
  { key: 'near', name: '附近' },
  { key: 'new', name: '这周新来' },
  { key: 'kept', name: '我收藏的' },
] as const
type Way = (typeof WAYS)[number]['key']

/** 身边的优惠: nearest first; without the phone's place, by district; or by any part of a name. */
Page({
  offers: [] as Offer[],
  next: null as string | null,
  place: null as Place | null,
  /** Goes up with each question, so that a late answer to an older one is dropped. */
  turn: 0,
  timer: null as ReturnType<typeof setTimeout> | null,

  data: {
    state: 'loading',
    stale: '',
    failure: null as FailureView | null,
    categories: [{ key: '', name: '全部' }, ...CATEGORIES.map(({ key, name }) => ({ key, name }))],
    category: '',
    ways: WAYS,
    way: 'near' as Way,
    /** Only what is open and holds at this hour. */
    openOnly: false,
    text: '',
    lines: [] as OfferLine[],
    more: '' as '' | 'loading' | 'failed' | 'end',
    districts: [] as string[],
    district: '',
    /** `您的附近`, `环翠区` */
    placeWords: '',
    /** Her place is not known: she was not asked yet, said no, or the phone does not know. */
    placeUnknown: false,
    choosing: false,
  },

  onLoad(query: Record<string, string | undefined>) {
    if (query.category) this.setData({ category: query.category })
    void this.load()
  },

  onUnload() {
    if (this.timer) clearTimeout(this.timer)
  },

  async load() {
    this.setData({ state: 'loading', failure: null })
    const { value: city, failure } = await loadCity()
    if (!city) return this.setData({ state: 'failed', failure: failureView(failure) })
    this.setData({ districts: city.districts.map((district) => district.name) })
    this.takePlace(await whereAmI(false))
    await this.again()
  },

  /** Near a place; without one the city's first district, to be changed with one tap. */
  takePlace(place: Place | null) {
    this.place = place
    const district = place ? '' : this.data.district || (this.data.districts[0] ?? '')
    this.setData({ placeUnknown: place === null, district, placeWords: place ? '您的附近' : district })
  },

  /** Asks the first page of what is wanted now, keeping what is shown until the answer is there. */
  async again() {
    const turn = (this.turn += 1)
    // The list one begins with and what she keeps are worth keeping for a time without a network.
    const { text, category, way } = this.data
    const key = text || category ? null : way === 'near' ? 'offers' : way === 'kept' ? 'offers-kept' : null
    const { value: page, failure, stale } = await loadKept(key, () => this.read(undefined))
    if (turn !== this.turn) return
    if (!page) return this.setData({ state: 'failed', failure: failureView(failure) })
    this.offers = page.offers
    this.next = page.next
    if (way === 'kept' && !text) learnKept(page.offers.map(({ id }) => id))
    this.setData({ stale })
    this.draw()
    await this.fillOpen()
  },

  read(after: string | undefined): Promise<OutputOf<'benefits.nearby'>> {
    const text = this.data.text.trim()
    const place = this.place ?? undefined
    if ([...text].length >= 2) return call('benefits.search', { text, place, after })
    if (this.data.way === 'new') return call('benefits.newOffers', { place, after })
    if (this.data.way === 'kept') return call('benefits.keptOffers', { place, after })
    const category = (this.data.category || undefined) as InputOf<'benefits.nearby'>['category']
    return call('benefits.nearby', { ...(place ? { place } : { district: this.data.district }), category, after })
  },

  draw() {
    const now = Date.now()
    this.setData({
      state: 'ready',
      lines: this.offers.map((offer) => offerLine(offer, now)).filter(({ usable }) => usable || !this.data.openOnly),
      more: this.next ? '' : 'end',
    })
  },

  /** What is shut is left out after the page came, so a page may be short: a few more are turned, no more than that. */
  async fillOpen() {
    for (let turn = 0; turn < TURNS && this.data.openOnly && this.data.lines.length < 6 && this.next; turn += 1)
      await this.onReachBottom()
  },

  async onReachBottom() {
    if (!this.next || this.data.more === 'loading') return
    const turn = this.turn
    this.setData({ more: 'loading' })
    try {
      const page = await this.read(this.next)
      if (turn !== this.turn) return
      const seen = new Set(this.offers.map((offer) => offer.id))
      this.offers = [...this.offers, ...page.offers.filter((offer) => !seen.has(offer.id))]
      this.next = page.next
      this.draw()
    } catch {
      this.setData({ more: 'failed' })
    }
  },

  type(event: WechatMiniprogram.Input) {
    this.setData({ text: event.detail.value })
    if (this.timer) clearTimeout(this.timer)
    this.timer = setTimeout(() => void this.again(), PAUSE)
  },

  clear() {
    this.setData({ text: '' })
    void this.again()
  },

  choose(event: WechatMiniprogram.BaseEvent) {
    this.setData({ category: (event.currentTarget.dataset as { key: string }).key })
    void this.again()
  },

  chooseWay(event: WechatMiniprogram.BaseEvent) {
    this.setData({ way: (event.currentTarget.dataset as { key: Way }).key, category: '', choosing: false })
    void this.again()
  },

  async toggleOpen() {
    this.setData({ openOnly: !this.data.openOnly })
    this.draw()
    await this.fillOpen()
  },

  openMap() {
    wx.navigateTo({
      url: '/packages/benefits/map/map',
      success: ({ eventChannel }) => eventChannel.emit('offers', { offers: this.offers, place: this.place }),
    })
  },

  choosePlace() {
    this.setData({ choosing: !this.data.choosing })
  },

  takeDistrict(event: WechatMiniprogram.BaseEvent) {
    const { name } = event.currentTarget.dataset as { name: string }
    this.place = null
    this.setData({ choosing: false, district: name, placeWords: name })
    void this.again()
  },

  async takeHere() {
    this.setData({ choosing: false })
    const place = await whereAmI(true)
    if (place) {
      this.takePlace(place)
      return this.again()
    }
    wx.showToast({ title: '没拿到位置，先按区看', icon: 'none' })
  },

  everything() {
    this.setData({ category: '', text: '', way: 'near', openOnly: false })
    void this.again()
  },

  open(event: WechatMiniprogram.BaseEvent) {
    const { id } = event.currentTarget.dataset as { id: string }
    const place = this.place ? `&latitude=${this.place.latitude}&longitude=${this.place.longitude}` : ''
    wx.navigateTo({ url: `/packages/benefits/offer/offer?id=${id}${place}` })
  },
})
