import { CallFailure } from '../../client/call'
import { isLarge } from '../../client/large-type'
import { changeCard, codeAt, fetchCard, keptCard, type CardChange, type KeptCard } from '../../client/offline-card'
import { offlineCodeAt, renewCertificate } from '../../client/offline-code'
import { keptBrand, loadCity } from '../../client/session'
import { dayOf, sayShortDay } from '../../rules/days'
import { yuan } from '../../rules/money'
import { deadCard, type DeadCard } from './card-view'

/** How often a page left open asks the cloud again: five minutes' worth, a call costs the union money. */
const REFRESHES = 10

/** The member card. Shows at once from what the phone keeps; the cloud is asked behind it. */
Page({
  data: {
    state: 'loading',
    failure: null as CallFailure | null,
    card: null as KeptCard['card'] | null,
    code: '',
    seconds: 0,
    offline: false,
    dead: null as DeadCard | null,
    large: false,
    brand: '',
    saved: '',
    busy: false,
    /** The shop has no network: the code that is checked without one. */
    shopOffline: false,
    /** The last day of that code, in words; empty when this phone has none. */
    offlineUntil: '',
  },
  kept: null as KeptCard | null,
  timer: 0,
  /** The phone's own brightness, to give back; null while we have not touched it. */
  brightness: null as number | null,
  refreshes: 0,

  onShow() {
    this.refreshes = 0
    this.setData({ large: isLarge(), brand: keptBrand(), code: '', shopOffline: false })
    this.show(keptCard())
    this.timer = setInterval(() => this.tick(), 1000) as unknown as number
    void wx.setKeepScreenOn({ keepScreenOn: true })
    void this.load().then(() => this.renew())
    if (!this.data.brand) void loadCity().then(() => this.setData({ brand: keptBrand() }))
  },

  onHide() {
    clearInterval(this.timer)
    if (this.brightness !== null) void wx.setScreenBrightness({ value: this.brightness })
    this.brightness = null
    void wx.setKeepScreenOn({ keepScreenOn: false })
  },
  onUnload() {
    void this.onHide()
  },

  async load() {
    try {
      const kept = await fetchCard()
      this.show(kept)
      this.setData(kept ? { offline: false } : { state: 'empty', offline: false })
    } catch (error) {
      if (this.kept) this.setData({ offline: error instanceof CallFailure && error.offline })
      else this.setData({ state: 'failed', failure: error as CallFailure })
    }
  },

  /** A clerk's camera wants light. Read first, so that what is given back is what it was. */
  brighten() {
    if (this.brightness !== null) return
    wx.getScreenBrightness({
      success: ({ value }) => {
        this.brightness = value
        void wx.setScreenBrightness({ value: 1 })
      },
    })
  },

  show(kept: KeptCard | null) {
    this.kept = kept
    if (!kept) return
    const { card } = kept
    const dead = deadCard(card, dayOf(Date.now() + kept.offset))
    this.setData({ state: 'ready', card, dead, saved: yuan(card.savedThisYearFen) })
    if (!dead) this.brighten()
    this.tick()
  },

  /** Behind the page, so that the card can also be checked where a shop has no network. */
  async renew() {
    if (!this.kept || this.data.dead || this.data.offline) return
    await renewCertificate(this.kept)
    if (this.data.shopOffline) this.showShopOffline(true)
  },

  toggleShopOffline() {
    this.showShopOffline(!this.data.shopOffline)
    // The network may have come back since the page was opened.
    if (this.data.shopOffline && !this.data.offlineUntil) void this.renew()
  },

  showShopOffline(shopOffline: boolean) {
    const shown = this.kept && shopOffline ? offlineCodeAt(this.kept, Date.now()) : null
    this.setData({ shopOffline, offlineUntil: shown ? sayShortDay(shown.until) : '', code: '' })
    this.tick()
  },

  /** One setData a second, two values: the ring; the code only when it changes. */
  tick() {
    if (!this.kept || this.data.dead) return
    const { shopOffline, offlineUntil } = this.data
    if (shopOffline && !offlineUntil) return
    const shown = shopOffline ? offlineCodeAt(this.kept, Date.now()) : codeAt(this.kept, Date.now())
    // Its last day went by while it was shown.
    if (!shown) return this.setData({ offlineUntil: '' })
    const { code, seconds } = shown
    if (code === this.data.code) return this.setData({ seconds })
    const first = this.data.code === ''
    this.setData({ seconds, code })
    // With each new code the sum is read again, so that what was just saved is seen at the counter.
    if (!first && this.refreshes < REFRESHES) {
      this.refreshes += 1
      void this.load()
    }
  },

  retry() {
    this.setData({ state: 'loading' })
    void this.load()
  },

  join() {
    void wx.navigateTo({ url: '/packages/membership/join/join' })
  },
  openSavings() {
    void wx.navigateTo({ url: '/packages/benefits/savings/savings' })
  },
  openNearby() {
    void wx.navigateTo({ url: '/packages/benefits/nearby/nearby' })
  },

  /** Both are undone by one more tap, so nobody is asked twice. The old phone's codes are dead, whoever has it. */
  async lostOrNewPhone() {
    const ways: [string, CardChange][] = [
      ['卡丢了，马上挂失', 'reportLost'],
      ['换了新手机，旧手机里的卡作废', 'reissue'],
    ]
    try {
      const { tapIndex } = await wx.showActionSheet({
        alertText: '卡号和省的钱都在，随时能补一张新的',
        itemList: ways.map(([words]) => words),
      })
      await this.change(ways[tapIndex]![1])
    } catch {
      // Closed without a choice.
    }
  },
  async reissue() {
    await this.change('reissue')
  },
  callUnion() {
    const phone = this.data.card?.unionPhone || '12351'
    void wx.makePhoneCall({ phoneNumber: phone }).catch(() => undefined)
  },

  async change(change: CardChange) {
    if (!this.kept || this.data.busy) return
    this.setData({ busy: true })
    try {
      this.show(await changeCard(change, this.kept))
      void this.renew()
      void wx.showToast({ title: change === 'reportLost' ? '挂失了' : '新卡好了', icon: 'success' })
    } catch (error) {
      void wx.showModal({ title: '没办成', content: (error as CallFailure).words, showCancel: false })
    } finally {
      this.setData({ busy: false })
    }
  },
})
