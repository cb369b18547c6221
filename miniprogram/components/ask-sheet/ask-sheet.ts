/**
 * What is asked of you, or waits for you: the one thing with an amber frame. `quiet`: nothing to do but wait, no
 * button. Event: `act`.
 */
Component({
  options: { styleIsolation: 'apply-shared' },
  properties: {
    icon: { type: String, value: 'flag' },
    title: { type: String, value: '' },
    text: { type: String, value: '' },
    action: { type: String, value: '' },
    primary: { type: Boolean, value: true },
  },
  methods: {
    act() {
      this.triggerEvent('act')
    },
  },
})
