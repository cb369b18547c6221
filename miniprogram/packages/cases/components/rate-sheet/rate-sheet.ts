/** How it went, once: stars, what they mean in words, and a sentence if she likes. Event: `rate` {stars, words}. */
const MEANINGS = ['', '很不满意', '不满意', '还行', '满意', '很满意']

Component({
  options: { styleIsolation: 'apply-shared' },
  properties: {
    busy: { type: Boolean, value: false },
    trouble: { type: String, value: '' },
  },
  data: { stars: 0, meaning: '', words: '', five: [1, 2, 3, 4, 5] },
  methods: {
    choose(event: WechatMiniprogram.BaseEvent) {
      const stars = Number(event.currentTarget.dataset.stars)
      this.setData({ stars, meaning: MEANINGS[stars] ?? '' })
    },
    write(event: WechatMiniprogram.CustomEvent<{ value: string }>) {
      this.setData({ words: event.detail.value })
    },
    rate() {
      const { busy, stars, words } = this.data
      if (!busy && stars > 0) this.triggerEvent('rate', { stars, words: words.trim() })
    },
  },
})
