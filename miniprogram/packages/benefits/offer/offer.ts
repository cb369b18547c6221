import { call, type OutputOf } from '../../../client/call'
import { loadKept } from '../../../client/load'
import { failureView, failureWords, type FailureView } from '../../failure'
import { dayOf } from '../../../rules/days'
import { sayRules, whenFault } from '../../../rules/offer-rules'
import { openState } from '../../../rules/places'
import { iconOf } from '../../../client/categories'
import { complaintPage, isKept, keepOffer } from '../kept-offers'
import { bigWords, exampleBill, minuteOf, walkWords } from '../offer-view'

type Offer = OutputOf<'benefits.offer'>['offer']

/** One offer: what it is worth, when it holds, where it is. `?id=OFFER[&latitude&longitude]` */
Page({
  query: {} as Record<string, string | undefined>,

  data: {
    state: 'loading',
    stale: '',
    failure: null as FailureView | null,
    offer: null as Offer | null,
    address: '',
    icon: '',
    big: null as ReturnType<typeof bigWords> | null,
    example: null as ReturnType<typeof exampleBill> | null,
    open: null as ReturnType<typeof openState> | null,
    walk: '',
    /** When, for whom, how often; then what else holds. */
    conditions: [] as string[],
    /** Why it does not hold just now. */
    notNow: '',
    kept: false,
    /** `★ 4.5 · 12 次评价` */
    stars: '',
  },

  onLoad(query: Record<string, string | undefined>) {
    this.query = query
    void this.load()
  },

  async load() {
    this.setData({ state: 'loading', failure: null })
    const { id = '', latitude, longitude } = this.query
    const place = latitude && longitude ? { latitude: Number(latitude), longitude: Number(longitude) } : undefined
    const { value, failure, stale } = await loadKept(`offer:${id}`, () =>
      call('benefits.offer', { offerId: id, place }),
    )
    if (!value) return this.setData({ state: 'failed', failure: failureView(failure) })
    const { offer, stars } = value
    this.setData({
      state: 'ready',
      stale,
      offer,
      // A house number keeps its 号 on the line.
      address: offer.address.replace(/(\d) /g, '$1\u00a0'),
      icon: iconOf(offer.category),
      big: bigWords(offer.terms),
      example: exampleBill(offer.terms),
      open: openState(offer.hours, minuteOf(Date.now())),
      walk: walkWords(offer.distance, offer.district),
      conditions: [...sayRules(offer.rules, dayOf(Date.now())), ...offer.conditions],
      kept: isKept(offer.id),
      stars: stars ? `★ ${stars.average.toFixed(1)} · ${stars.count} 次评价` : '',
      notNow: whenFault(offer.rules, Date.now())?.words ?? '',
    })
  },

  goThere() {
    const { offer } = this.data
    if (offer) wx.openLocation({ ...offer.place, name: offer.merchantName, address: offer.address })
  },

  phone() {
    if (this.data.offer) wx.makePhoneCall({ phoneNumber: this.data.offer.phone, fail: () => undefined })
  },

  /** Drawn at once; put back when the cloud could not be told. */
  async keep() {
    const { offer, kept } = this.data
    if (!offer) return
    this.setData({ kept: !kept })
    try {
      await keepOffer(offer.id, !kept)
      wx.showToast({ title: kept ? '不收藏了' : '收藏好了', icon: 'none' })
    } catch (error) {
      this.setData({ kept })
      wx.showToast({ title: failureWords(error), icon: 'none' })
    }
  },

  scanHere() {
    wx.scanCode({
      scanType: ['qrCode'],
      success: ({ result }) =>
        wx.navigateTo({
          url: '/packages/benefits/here/here',
          success: ({ eventChannel }) => eventChannel.emit('scanned', result),
        }),
      // Closing the camera leaves the page as it is.
      fail: () => undefined,
    })
  },

  complain() {
    const { offer } = this.data
    if (offer) wx.navigateTo({ url: complaintPage(offer) })
  },

  showCard() {
    wx.switchTab({ url: '/pages/card/card' })
  },
})
