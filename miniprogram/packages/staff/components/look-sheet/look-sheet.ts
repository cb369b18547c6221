/**
 * Asks why something of a worker's is looked at, before it is: she reads who, when and why. The reason is kept for the
 * next look at the same case. Events: `look` {reason}; `back`.
 */
Component({
  options: { addGlobalClass: true },
  properties: {
    /** `为什么要看“户口本”`; empty keeps the sheet away. */
    asking: { type: String, value: '' },
    caseId: { type: String, value: '' },
    reasons: { type: Array, value: [] as string[] },
    goWords: { type: String, value: '' },
    busy: { type: Boolean, value: false },
    /** What the cloud refused. */
    refused: { type: String, value: '' },
    wide: { type: Boolean, value: false },
  },
  data: { reason: '', fault: '' },
  observers: {
    caseId() {
      this.setData({ reason: '', fault: '' })
    },
  },
  methods: {
    pick(event: WechatMiniprogram.BaseEvent) {
      this.setData({ reason: (event.currentTarget.dataset as { reason: string }).reason, fault: '' })
    },
    write(event: WechatMiniprogram.Input) {
      this.setData({ reason: event.detail.value, fault: '' })
    },
    back() {
      if (this.data.busy) return
      this.setData({ fault: '' })
      this.triggerEvent('back')
    },
    look() {
      const reason = this.data.reason.trim()
      if (this.data.busy) return
      if ([...reason].length < 2) return this.setData({ fault: '请写一句为什么，工友看得到' })
      this.setData({ fault: '' })
      this.triggerEvent('look', { reason })
    },
  },
})
