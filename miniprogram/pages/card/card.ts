import { CallFailure } from '../../client/call'
import { isLarge } from '../../client/large-type'
import { changeCard, codeAt, fetchCard, keptCard, type CardChange, type KeptCard } from '../../client/offline-card'
import { yuan } from '../../rules/money'

/** The member card. Shows at once from what the phone keeps; the cloud is asked behind it. */
Page({
  data: {
    state: 'loading',
    failure: null as CallFailure | null,
    card: null as KeptCard['card'] | null,
    code: '',
    seconds: 0,
    offline: false,
    lost: false,
    large: false,
    saved: '',
    busy: false,
  },
  kept: null as KeptCard | null,
  timer: 0,
  brightness: -1,

  onShow() {
    this.setData({ large: isLarge() })
    this.show(keptCard())
    this.timer = setInterval(() => this.tick(), 1000) as unknown as number
    wx.getScreenBrightness({ success: ({ value }) => (this.brightness = value) })
    void wx.setScreenBrightness({ value: 1 })
    wx.setKeepScreenOn({ keepScreenOn: true })
    void this.load()
  },

  onHide() {
    clearInterval(this.timer)
    if (this.brightness >= 0) void wx.setScreenBrightness({ value: this.brightness })
    wx.setKeepScreenOn({ keepScreenOn: false })
  },
  onUnload() {
    this.onHide()
  },

  async load() {
    try {
      this.setData({ offline: false })
      const kept = await fetchCard()
      this.show(kept)
      if (!kept) this.setData({ state: 'empty' })
    } catch (error) {
      if (this.kept) this.setData({ offline: error instanceof CallFailure && error.offline })
      else this.setData({ state: 'failed', failure: error as CallFailure })
    }
  },

  show(kept: KeptCard | null) {
    this.kept = kept
    if (!kept) return
    const { card } = kept
    this.setData({ state: 'ready', card, lost: card.state === 'lost', saved: yuan(card.savedThisYearFen) })
    this.tick()
  },

  /** One setData a second, two values: the ring; the code only when it changes. */
  tick() {
    if (!this.kept || this.data.lost) return
    const { code, seconds } = codeAt(this.kept, Date.now())
    this.setData(code === this.data.code ? { seconds } : { seconds, code })
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

  async reportLost() {
    const { confirm } = await wx.showModal({
      title: '卡丢了？',
      content: '挂失后，这张卡在哪家店都不能用。您随时可以补一张新的，卡号和省的钱都还在。',
      confirmText: '挂失',
      cancelText: '先不',
    })
    if (confirm) await this.change('reportLost')
  },
  async reissue() {
    await this.change('reissue')
  },

  async change(change: CardChange) {
    if (!this.kept || this.data.busy) return
    this.setData({ busy: true })
    try {
      this.show(await changeCard(change, this.kept))
      void wx.showToast({ title: change === 'reportLost' ? '挂失了' : '新卡好了', icon: 'success' })
    } catch (error) {
      void wx.showModal({ title: '没办成', content: (error as CallFailure).words, showCancel: false })
    } finally {
      this.setData({ busy: false })
    }
  },
})
