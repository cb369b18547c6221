/** One line of what has happened and what is to come. `mark`: done, now, ahead, stopped. */
Component({
  options: { virtualHost: true },
  properties: {
    title: { type: String, value: '' },
    note: { type: String, value: '' },
    when: { type: String, value: '' },
    mark: { type: String, value: 'done' },
    last: { type: Boolean, value: false },
  },
})
