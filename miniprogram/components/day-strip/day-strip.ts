/** A clock anyone can read: one box a working day. `days`: {day, label, mark: used | left | due | stopped} (packages/case-clock). */
Component({ options: { virtualHost: true }, properties: { days: { type: Array, value: [] } } })
