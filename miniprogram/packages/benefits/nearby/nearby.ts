import { call, type InputOf, type OutputOf } from '../../../client/call'
import { loadKept } from '../../../client/load'
import { whereAmI } from '../../../client/place'
import { loadCity } from '../../../client/session'
import { failureView, type FailureView } from '../../failure'
import { CATEGORIES } from '../../../client/categories'
import { offerLine, type OfferLine } from '../offer-view'

type Offer = OutputOf<'benefits.nearby'>['offers'][number]
type Place = NonNullable<InputOf<'benefits.nearby'>['place']>

const PAUSE = 300

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
    // Only the list one begins with is worth keeping for a time without a network.
    const key = this.data.text || this.data.category ? null : 'offers'
    const { value: page, failure, stale } = await loadKept(key, () => this.read(undefined))
    if (turn !== this.turn) return
    if (!page) return this.setData({ state: 'failed', failure: failureView(failure) })
    this.offers = page.offers
    this.next = page.next
    this.setData({ stale })
    this.draw()
  },

  read(after: string | undefined): Promise<OutputOf<'benefits.nearby'>> {
    const text = this.data.text.trim()
    const place = this.place ?? undefined
    if ([...text].length >= 2) return call('benefits.search', { text, place, after })
    const category = (this.data.category || undefined) as InputOf<'benefits.nearby'>['category']
    return call('benefits.nearby', { ...(place ? { place } : { district: this.data.district }), category, after })
  },

  draw() {
    const now = Date.now()
    this.setData({
      state: 'ready',
      lines: this.offers.map((offer) => offerLine(offer, now)),
      more: this.next ? '' : 'end',
    })
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
    this.setData({ category: '', text: '' })
    void this.again()
  },

  open(event: WechatMiniprogram.BaseEvent) {
    const { id } = event.currentTarget.dataset as { id: string }
    const place = this.place ? `&latitude=${this.place.latitude}&longitude=${this.place.longitude}` : ''
    wx.navigateTo({ url: `/packages/benefits/offer/offer?id=${id}${place}` })
  },
})
