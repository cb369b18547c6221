/**
 * One of several: a ring that fills when chosen, two lines of words, what is special at the right. Taps bubble, so the
 * page listens with `bindtap` and its own `data-`. The list around it is `role="radiogroup"`.
 */
Component({
  options: { virtualHost: false },
  properties: {
    title: { type: String, value: '' },
    note: { type: String, value: '' },
    /** At the right end, quiet: `今天还没用`. */
    aside: { type: String, value: '' },
    /** No line above it. */
    first: { type: Boolean, value: false },
    checked: { type: Boolean, value: false },
    /** Several may be chosen: a box instead of a ring. */
    many: { type: Boolean, value: false },
  },
})
