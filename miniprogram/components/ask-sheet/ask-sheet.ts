/**
 * What is asked of you: the one thing with an amber frame. `label`: above the title (`现在等您`), instead of the mark
 * beside it. `items`: what is missing, one a line. Events: `act` the button, `open` the link beneath.
 */
Component({
  options: { styleIsolation: 'apply-shared' },
  properties: {
    icon: { type: String, value: 'flag' },
    label: { type: String, value: '' },
    title: { type: String, value: '' },
    text: { type: String, value: '' },
    items: { type: Array, value: [] },
    action: { type: String, value: '' },
    actionIcon: { type: String, value: '' },
    primary: { type: Boolean, value: true },
    /** The words of a quiet link under the button. */
    link: { type: String, value: '' },
  },
  methods: {
    act() {
      this.triggerEvent('act')
    },
    open() {
      this.triggerEvent('open')
    },
  },
})
