import { call } from '../../../client/call'
import { loadKept } from '../../../client/load'
import { loadMe } from '../../../client/session'
import { dayOf } from '../../../rules/days'
import { yuan } from '../../../rules/money'
import { failureView, type FailureView } from '../../failure'
import { applyUrl, shopView, type ShopView } from './shop-view'

/** The owner's shop: how it stands, its offers, places, clerks, figures. `?merchant=ID`; without it my first. */
Page({
  id: '',

  data: {
    state: 'loading',
    stale: '',
    failure: null as FailureView | null,
    shop: null as ShopView | null,
    times: 0,
    saved: '',
    clerks: 0,
  },

  onLoad(query: Record<string, string | undefined>) {
    this.id = query.merchant ?? ''
  },
  onShow() {
    void this.load()
  },

  async load() {
    if (this.data.state !== 'ready') this.setData({ state: 'loading', failure: null })
    if (!this.id) {
      const { value: me, failure } = await loadMe()
      if (!me) return this.setData({ state: 'failed', failure: failureView(failure) })
      const own = me.counters.find(({ owner }) => owner)
      if (!own) return this.setData({ state: 'empty' })
      this.id = own.merchantId
    }
    const { value, failure, stale } = await loadKept(`shop:${this.id}`, () =>
      call('benefits.myShop', { merchantId: this.id }),
    )
    if (!value) return this.setData({ state: 'failed', failure: failureView(failure) })
    this.setData({
      state: 'ready',
      stale,
      shop: shopView(value.shop, dayOf(Date.now())),
      times: value.today.times,
      saved: yuan(value.today.savedFen),
      clerks: value.staff.length,
    })
  },

  go(event: WechatMiniprogram.BaseEvent) {
    const { page } = event.currentTarget.dataset as { page: string }
    void wx.navigateTo({ url: `/packages/merchant/${page}/${page}?merchant=${this.id}` })
  },
  change(event: WechatMiniprogram.BaseEvent) {
    const { deal = '' } = event.currentTarget.dataset as { deal?: string }
    if (this.data.shop?.mayChange) void wx.navigateTo({ url: applyUrl('offerChange', this.id, deal) })
  },
  renew() {
    if (this.data.shop?.mayRenew) void wx.navigateTo({ url: applyUrl('merchantRenewal', this.id) })
  },
  quit() {
    void wx.navigateTo({ url: applyUrl('merchantQuitting', this.id) })
  },
  begin() {
    void wx.redirectTo({ url: '/packages/merchant/begin/begin' })
  },
})
