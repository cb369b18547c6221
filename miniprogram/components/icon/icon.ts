/** One icon of our set (local/build/icons.ts). `tone`: one colour instead of ink with a red stroke. `size` in px. */
Component({
  options: { virtualHost: true },
  properties: {
    name: { type: String, value: '' },
    tone: { type: String, value: '' },
    size: { type: Number, value: 24 },
  },
})
