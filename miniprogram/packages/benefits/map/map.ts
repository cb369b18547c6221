import type { OutputOf } from '../../../client/call'
import type { Coordinates } from '../../../rules/places'
import { offerLine, type OfferLine } from '../offer-view'
import { centreOf, pinsOf, type Pin } from './pins'

type Offer = OutputOf<'benefits.nearby'>['offers'][number]

/** The offers of the list before, on a map; a shop tapped shows its line. Asks the cloud for nothing. */
Page({
  doors: [] as Offer[],
  place: null as Coordinates | null,

  data: {
    state: 'empty',
    centre: null as Coordinates | null,
    pins: [] as Pin[],
    here: false,
    chosen: null as OfferLine | null,
  },

  onLoad() {
    const channel = this.getOpenerEventChannel()
    if (channel.on)
      channel.on('offers', ({ offers, place }: { offers: Offer[]; place: Coordinates | null }) => {
        const { pins, doors } = pinsOf(offers)
        this.doors = doors
        this.place = place
        const centre = centreOf(place, doors)
        this.setData({ state: centre ? 'ready' : 'empty', centre, pins, here: place !== null })
        this.choose(0)
      })
  },

  pick(event: WechatMiniprogram.CustomEvent<{ markerId: number }>) {
    this.choose(event.detail.markerId)
  },

  choose(nth: number) {
    const offer = this.doors[nth]
    if (offer) this.setData({ chosen: offerLine(offer, Date.now()) })
  },

  open() {
    const { chosen } = this.data
    const place = this.place ? `&latitude=${this.place.latitude}&longitude=${this.place.longitude}` : ''
    if (chosen) wx.navigateTo({ url: `/packages/benefits/offer/offer?id=${chosen.id}${place}` })
  },

  back() {
    wx.redirectTo({ url: '/packages/benefits/nearby/nearby' })
  },
})
