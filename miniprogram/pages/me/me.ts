import type { CallFailure } from '../../client/call'
import { isLarge, setLarge } from '../../client/large-type'
import { loadCity, loadMe, membershipOf, type Me } from '../../client/session'
import { groupCardNumber } from '../../rules/masks'
import { yuan } from '../../rules/money'
import { heldWords } from './held'

/** Me: my membership and union, my savings and applications, my desks and counters, what is kept about me. */
Page({
  data: {
    state: 'loading',
    failure: null as CallFailure | null,
    stale: '',
    me: null as Me | null,
    membership: null as Me['membership'],
    name: '',
    number: '',
    saved: '',
    hotline: '12351',
    held: '',
    /** The shop she signed for; empty for none. */
    owned: '',
    large: false,
  },

  onShow() {
    this.setData({ large: isLarge() })
    void this.load()
  },

  async load() {
    const [{ state, value, failure, stale }, city] = await Promise.all([loadMe(), loadCity()])
    const membership = value && membershipOf(value)
    this.setData({
      state,
      failure,
      stale,
      me: value,
      membership,
      name: membership?.card.maskedName ?? value?.posts[0]?.name ?? '工友，您好',
      number: membership ? groupCardNumber(membership.card.number) : '',
      // Joined by a space that does not break: a number is never parted from its unit.
      saved: `${yuan(membership?.savedThisYearFen ?? 0)}\u00a0元`,
      held: value ? heldWords(value) : '',
      owned: value?.counters.find(({ owner }) => owner)?.merchantName ?? '',
      hotline: city.value?.hotline ?? '12351',
    })
  },

  retry() {
    this.setData({ state: 'loading' })
    void this.load()
  },
  switchLarge(event: WechatMiniprogram.CustomEvent<{ value: boolean }>) {
    setLarge(event.detail.value)
    this.setData({ large: event.detail.value })
  },
  go(event: WechatMiniprogram.TouchEvent) {
    void wx.navigateTo({ url: event.currentTarget.dataset.url as string })
  },
  openCard() {
    void wx.switchTab({ url: '/pages/card/card' })
  },
  callUnion() {
    void wx.makePhoneCall({ phoneNumber: this.data.hotline }).catch(() => undefined)
  },
})
