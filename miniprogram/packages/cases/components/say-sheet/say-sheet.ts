/**
 * A few words of hers with a button: why she asks again, what is wrong with a notice, why a paper cannot be had. Says
 * how many characters are still wanted before the button can be pressed. Event: `say` {words}, `back`.
 */
Component({
  options: { styleIsolation: 'apply-shared' },
  properties: {
    title: { type: String, value: '' },
    help: { type: String, value: '' },
    placeholder: { type: String, value: '' },
    /** Fewest and most characters. */
    least: { type: Number, value: 2 },
    most: { type: Number, value: 300 },
    /** The button's words; none: no button, the page has its own and hears `words`. */
    action: { type: String, value: '' },
    primary: { type: Boolean, value: true },
    /** The words of the way back; none, no way back. */
    back: { type: String, value: '' },
    busy: { type: Boolean, value: false },
    trouble: { type: String, value: '' },
  },
  data: { words: '', count: 0 },
  methods: {
    write(event: WechatMiniprogram.CustomEvent<{ value: string }>) {
      const words = event.detail.value
      this.setData({ words, count: [...words.trim()].length })
      this.triggerEvent('words', { words: words.trim() })
    },
    say() {
      if (!this.data.busy && this.data.count >= this.data.least)
        this.triggerEvent('say', { words: this.data.words.trim() })
    },
    goBack() {
      this.triggerEvent('back')
    },
  },
})
