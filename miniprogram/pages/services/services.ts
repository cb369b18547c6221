import { keptMe, loadCity } from '../../client/session'
import { SITUATION_GROUPS } from '../../client/situations'

/** Services by what has happened to somebody, not by the union's departments; a person is one tap away. */
Page({
  data: {
    groups: SITUATION_GROUPS,
    /** The one unfolded. */
    open: '',
    hotline: '12351',
    hours: '',
    joined: false,
  },

  onShow() {
    this.setData({ joined: !!keptMe()?.membership })
    const asked = wx.getStorageSync<string>('situation')
    if (asked) {
      wx.removeStorageSync('situation')
      this.setData({ open: asked })
      wx.nextTick(
        () => void wx.pageScrollTo({ selector: `#s-${asked}`, offsetTop: -60, duration: 200 }).catch(() => undefined),
      )
    }
    void this.load()
  },

  async load() {
    const { value } = await loadCity()
    if (value) this.setData({ hotline: value.hotline, hours: value.hotlineHours })
  },

  unfold(event: WechatMiniprogram.TouchEvent) {
    const id = event.currentTarget.dataset.id as string
    this.setData({ open: id === this.data.open ? '' : id })
  },
  callUnion() {
    void wx.makePhoneCall({ phoneNumber: this.data.hotline }).catch(() => undefined)
  },
  go(event: WechatMiniprogram.TouchEvent) {
    void wx.navigateTo({ url: event.currentTarget.dataset.url as string })
  },
})
