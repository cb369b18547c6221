/**
 * A clock anyone can read. `days`: boxes of `clockBoxes` (packages/case-clock), one a day that counts; a stopped run is
 * one amber box. `bar` {percent, stopped}: instead, for terms too long for boxes. `notes`: words under it.
 */
Component({
  options: { virtualHost: true },
  properties: {
    days: { type: Array, value: [] },
    bar: { type: Object, value: null as unknown as Record<string, unknown> },
    notes: { type: Array, value: [] },
  },
})
