import { keepUnreadFresh } from '../../client/badge'
import { call, type CallFailure } from '../../client/call'
import { isLarge, setLarge } from '../../client/large-type'
import { whereAmI } from '../../client/place'
import { loadKept } from '../../client/load'
import { keptBrand, loadCity, loadMe, membershipOf } from '../../client/session'
import { HOME_SITUATIONS } from '../../client/situations'
import { dayOf, startOfDay } from '../../rules/days'
import { yuan } from '../../rules/money'
import {
  dutiesOf,
  headOf,
  joiningOf,
  stripOf,
  tilesOf,
  waitingOf,
  talkOf,
  type Duty,
  type Talk,
  type Tile,
  type Waiting,
} from './home-view'

/** Shops do not move; somebody who walks on looks at the whole list anyway. */
const NEAR_FRESH_MS = 600_000
/** A session is announced days before; who sees it go live a minute late misses little. */
const TALK_FRESH_MS = 60_000

/** Home answers: what can I do now. */
Page({
  data: {
    state: 'loading',
    failure: null as CallFailure | null,
    stale: '',
    brand: '',
    hotline: '',
    head: { hello: '', line: '' },
    joined: false,
    strip: null as ReturnType<typeof stripOf>,
    waiting: null as Waiting | null,
    talk: null as Talk | null,
    more: 0,
    duties: [] as Duty[],
    saved: '',
    near: '',
    joining: { merchants: '', days: '' },
    situations: HOME_SITUATIONS,
    tiles: [] as Tile[],
    large: false,
  },

  onShow() {
    this.setData({ large: isLarge(), brand: keptBrand() })
    void this.load()
    void keepUnreadFresh()
  },

  async onPullDownRefresh() {
    await this.load()
    wx.stopPullDownRefresh()
  },

  /** Our own picture: WeChat would send one of this page, with her name and card number on it. */
  onShareAppMessage() {
    return { title: '有事，找工会。入会不花钱', path: '/pages/home/home', imageUrl: '/assets/share.png' }
  },

  async load() {
    const [me, city, mine] = await Promise.all([loadMe(), loadCity(), loadKept('mine', () => call('cases.mine', {}))])
    if (!me.value) {
      this.setData({ state: 'failed', failure: me.failure })
      return
    }
    const membership = membershipOf(me.value)
    const { first, more } = waitingOf(mine.value?.rows ?? [])
    this.setData({
      state: 'ready',
      stale: me.stale,
      brand: city.value?.brand ?? '工会',
      hotline: city.value?.hotline ?? '12351',
      head: headOf(me.value, Date.now(), first !== null),
      joined: membership !== null,
      strip: stripOf(me.value),
      duties: dutiesOf(me.value),
      saved: membership?.savedThisYearFen ? `${yuan(membership.savedThisYearFen)}\u00a0元` : '',
      joining: joiningOf(city.value),
      // What waits is an extra: without it home still works, so its failure says nothing.
      waiting: first,
      more,
    })
    await Promise.all([this.loadTalk(), this.loadTiles(city.value?.districts[0]?.name)])
  },

  /** The micro-interview that goes on or comes next: an extra. */
  async loadTalk() {
    const { value } = await loadKept('talk', () => call('interviews.now', {}), TALK_FRESH_MS)
    this.setData({ talk: talkOf(value?.session ?? null, Date.now()) })
  },

  /** What is near is an extra, too. */
  async loadTiles(district: string | undefined) {
    const place = await whereAmI(false)
    const { value } = await loadKept(
      `near:${place ? 'place' : (district ?? '')}`,
      () => call('benefits.nearby', place ? { place } : { district }),
      NEAR_FRESH_MS,
    )
    const now = Date.now()
    const minute = Math.floor((now - startOfDay(dayOf(now))) / 60_000)
    this.setData({
      tiles: tilesOf(value?.offers ?? [], minute),
      near: place || !district ? '身边的优惠' : `${district}的优惠`,
    })
  },

  retry() {
    this.setData({ state: 'loading' })
    void this.load()
  },
  switchLarge() {
    setLarge(!isLarge())
    this.setData({ large: isLarge() })
  },
  openCard() {
    void wx.switchTab({ url: '/pages/card/card' })
  },
  openWaiting() {
    if (this.data.waiting) void wx.navigateTo({ url: this.data.waiting.url })
  },
  openMine() {
    void wx.navigateTo({ url: '/packages/cases/mine/mine' })
  },
  join() {
    void wx.navigateTo({ url: '/packages/membership/join/join' })
  },
  go(event: WechatMiniprogram.TouchEvent) {
    void wx.navigateTo({ url: event.currentTarget.dataset.url as string })
  },
  openServices() {
    void wx.switchTab({ url: '/pages/services/services' })
  },
  openSituation(event: WechatMiniprogram.TouchEvent) {
    wx.setStorageSync('situation', event.currentTarget.dataset.id as string)
    this.openServices()
  },
  openNearby() {
    void wx.navigateTo({ url: '/packages/benefits/nearby/nearby' })
  },
  openOffer(event: WechatMiniprogram.TouchEvent) {
    void wx.navigateTo({ url: `/packages/benefits/offer/offer?id=${event.currentTarget.dataset.id as string}` })
  },
  callUnion() {
    void wx.makePhoneCall({ phoneNumber: this.data.hotline }).catch(() => undefined)
  },
})
