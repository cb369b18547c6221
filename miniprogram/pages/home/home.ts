import { refreshUnread } from '../../client/badge'
import { call, type CallFailure } from '../../client/call'
import { isLarge, setLarge } from '../../client/large-type'
import { whereAmI } from '../../client/place'
import { loadKept } from '../../client/load'
import { loadCity, loadMe, type Me } from '../../client/session'
import { HOME_SITUATIONS } from '../../client/situations'
import { dayOf, startOfDay } from '../../rules/days'
import { headOf, joiningOf, stripOf, tileOf, waitingOf, type Tile, type Waiting } from './home-view'

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
    more: 0,
    posts: [] as Me['posts'],
    counters: [] as Me['counters'],
    joining: { merchants: '', days: '' },
    situations: HOME_SITUATIONS,
    tiles: [] as Tile[],
    large: false,
  },

  onShow() {
    this.setData({ large: isLarge() })
    void this.load()
    void refreshUnread()
  },

  async onPullDownRefresh() {
    await this.load()
    wx.stopPullDownRefresh()
  },

  async load() {
    const [me, city, mine] = await Promise.all([loadMe(), loadCity(), loadKept('mine', () => call('cases.mine', {}))])
    if (!me.value) {
      this.setData({ state: 'failed', failure: me.failure })
      return
    }
    const { first, more } = waitingOf(mine.value?.rows ?? [])
    this.setData({
      state: 'ready',
      stale: me.stale,
      brand: city.value?.brand ?? '工会',
      hotline: city.value?.hotline ?? '12351',
      head: headOf(me.value, Date.now()),
      joined: me.value.membership !== null,
      strip: stripOf(me.value),
      posts: me.value.posts,
      counters: me.value.counters,
      joining: joiningOf(city.value),
      // What waits is an extra: without it home still works, so its failure says nothing.
      waiting: first,
      more,
    })
    await this.loadTiles(city.value?.districts[0]?.name)
  },

  /** What is near is an extra, too. */
  async loadTiles(district: string | undefined) {
    const place = await whereAmI(false)
    const found = await call('benefits.nearby', place ? { place } : { district }).then(
      (answer) => answer.offers,
      () => [],
    )
    const now = Date.now()
    const minute = Math.floor((now - startOfDay(dayOf(now))) / 60_000)
    this.setData({ tiles: found.slice(0, 2).map((offer) => tileOf(offer, minute)) })
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
  openDesk() {
    void wx.navigateTo({ url: '/packages/staff/desk/desk' })
  },
  openCounter() {
    void wx.navigateTo({ url: '/packages/merchant/counter/counter' })
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
