import { dayOf, sayDay } from '../../../../rules/days'
import { clockLeft, clockStrip, clockTerm, clockTitle, type Clock, type ClockStrip } from '../../../case-clock'

/** Until when a desk must act, and how the day was reckoned, by which clause: for anyone to check. */
Component({
  options: { addGlobalClass: true },
  properties: {
    /** Of CaseView. */
    clock: { type: Object, value: null as unknown as Record<string, unknown> },
    /** Waits for the applicant: her day, not the desk's. */
    asked: { type: String, value: '' },
  },
  data: {
    title: '',
    left: '',
    late: false,
    strip: { days: [], bar: null, notes: [] } as ClockStrip,
    term: '',
    askedDay: '',
    words: [] as string[],
    clause: '',
    open: false,
  },
  observers: {
    'clock, asked'(given: unknown, asked: string) {
      const clock = given as Clock | null
      if (!clock) return
      const today = dayOf(Date.now())
      this.setData({
        title: clock.due ? sayDay(clock.due) : clockTitle(clock, today),
        // How many are left stands under the boxes; here only what alarms.
        left: clock.due !== null && clock.due <= today ? clockLeft(clock, today) || '今天到期' : '',
        late: clock.due !== null && clock.due < today,
        strip: clockStrip(clock, today),
        term: clockTerm(clock, today),
        askedDay: asked ? sayDay(asked) : '',
        words: clock.words,
        clause: clock.clause,
      })
    },
  },
  methods: {
    toggle() {
      this.setData({ open: !this.data.open })
    },
  },
})
