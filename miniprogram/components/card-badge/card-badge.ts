import { groupCardNumber } from '../../rules/masks'

/**
 * The member card as a work badge: lacquer, hairline gold frame, engraved rosette; below it the code. No other surface
 * has ornament or shadow. `large`: number under the code. `dead`: no counter takes it, with the words why.
 * `shopOffline`: the code is the one that a counter without a network can check, to the day `offlineUntil`; without a
 * day this phone has none yet.
 */
Component({
  options: { styleIsolation: 'apply-shared' },
  properties: {
    brand: { type: String, value: '' },
    card: { type: Object, value: null as unknown as Record<string, unknown> },
    code: { type: String, value: '' },
    seconds: { type: Number, value: 0 },
    offline: { type: Boolean, value: false },
    dead: { type: Object, value: null as unknown as Record<string, unknown> },
    large: { type: Boolean, value: false },
    shopOffline: { type: Boolean, value: false },
    offlineUntil: { type: String, value: '' },
  },
  data: { number: '', until: '', percent: 100 },
  methods: {
    swap() {
      this.triggerEvent('swap')
    },
  },
  observers: {
    card(card: { number?: string; validUntil?: string } | null) {
      if (!card?.number) return
      this.setData({
        number: groupCardNumber(card.number),
        until: (card.validUntil ?? '').slice(0, 7).replace('-', '.'),
      })
    },
    seconds(seconds: number) {
      this.setData({ percent: Math.round((seconds / 30) * 100) })
    },
  },
})
