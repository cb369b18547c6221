/** A state in a word, with its icon: colour is never the only signal. `tone`: plain, green, amber, rust, blue, red. */
Component({
  options: { virtualHost: true },
  properties: {
    text: { type: String, value: '' },
    icon: { type: String, value: '' },
    tone: { type: String, value: 'plain' },
  },
})
