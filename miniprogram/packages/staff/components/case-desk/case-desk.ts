import { call, type OutputOf } from '../../../../client/call'
import { dayOf, sayDay, sayDue, sayWhen } from '../../../../rules/days'
import { failureView, type FailureView } from '../../../failure'
import { clockDays } from '../../../case-clock'
import { decideFault, Deciding, pickReason, whoMoved, type Act } from '../../case/deciding'

type CaseView = OutputOf<'membership.read'>['case']

/**
 * One case at a desk: what was asked, what to know first, until when, and the allowed acts only. Used by the case's
 * own page on a phone and beside the queue on a wide screen.
 *
 * Events: `changed` {id, name} after a decision or when somebody else has moved the case.
 */
Component({
  options: { addGlobalClass: true },
  properties: {
    area: { type: String, value: '' },
    caseId: { type: String, value: '' },
    wide: { type: Boolean, value: false },
    /** What one does once this case is off the desk: `办下一件：李峰`. Event: `next`. */
    nextWords: { type: String, value: '' },
  },
  data: {
    state: 'loading',
    failure: null as FailureView | null,
    view: null as CaseView | null,
    handedIn: '',
    dueDay: '',
    dueWords: '',
    late: false,
    days: [] as ReturnType<typeof clockDays>,
    story: [] as object[],
    /** The act being prepared: its sheet is open. */
    act: null as Act | null,
    note: '',
    fault: '',
    busy: false,
    /** Somebody moved it, or what was just decided. */
    notice: '',
    noticeTone: '',
  },
  observers: {
    'area, caseId'(area: string, caseId: string) {
      if (area && caseId) void this.load('')
    },
  },
  methods: {
    /** `notice` stays above what is read anew. */
    async load(notice: string, tone = '') {
      const caseId = this.data.caseId
      if (!this.data.view || this.data.view.id !== caseId) this.setData({ state: 'loading', failure: null, view: null })
      this.setData({ notice, noticeTone: tone, act: null, note: '', fault: '' })
      try {
        const answer = await call(`${this.data.area}.read` as 'membership.read', { caseId })
        if (caseId === this.data.caseId) this.show(answer.case)
      } catch (error) {
        if (caseId === this.data.caseId) this.setData({ state: 'failed', failure: failureView(error) })
      }
    },
    show(view: CaseView) {
      const now = Date.now()
      const today = dayOf(now)
      this.setData({
        state: 'ready',
        view,
        handedIn: sayWhen(view.submittedAt, now),
        dueDay: view.due ? sayDay(view.due) : '',
        dueWords: view.due ? sayDue(view.due, today) : '',
        late: view.due !== null && view.due < today,
        days: view.clock && view.due ? clockDays(view.clock, today) : [],
        story: view.story.map((line, key) => ({
          key,
          ...line,
          when: line.at === null ? '' : sayWhen(line.at, now),
        })),
      })
    },
    next() {
      this.triggerEvent('next')
    },
    retry() {
      void this.load('')
    },
    prepare(event: WechatMiniprogram.BaseEvent) {
      const { act } = event.currentTarget.dataset as { act: string }
      const found = this.data.view?.acts.find((one) => one.act === act) ?? null
      this.setData({ act: found, note: '', fault: '' })
    },
    putBack() {
      if (!this.data.busy) this.setData({ act: null, fault: '' })
    },
    pick(event: WechatMiniprogram.BaseEvent) {
      const { reason } = event.currentTarget.dataset as { reason: string }
      this.setData({ note: pickReason(this.data.act?.reasons ?? [], this.data.note, reason), fault: '' })
    },
    write(event: WechatMiniprogram.Input) {
      this.setData({ note: event.detail.value, fault: '' })
    },
    async decide() {
      const { view, act, note } = this.data
      const fault = decideFault(act, note)
      if (!view || !act || fault) return this.setData({ fault: fault ?? '' })
      this.setData({ busy: true, fault: '' })
      const outcome = await decidingOf(this).press(view, act, note)
      if (!outcome) return
      this.setData({ busy: false })
      switch (outcome.name) {
        case 'decided':
          this.setData({
            act: null,
            note: '',
            notice: `${act.label.replace(/，.*/, '')}：已经告诉${view.name}`,
            noticeTone: 'green',
          })
          this.show(outcome.view)
          return this.triggerEvent('changed', { id: view.id, name: view.name })
        case 'moved':
        case 'unsure':
          await this.load(outcome.words, 'amber')
          if (outcome.name === 'moved' && this.data.view)
            this.setData({ notice: whoMoved(this.data.view, outcome.words) })
          return this.triggerEvent('changed', { id: view.id, name: view.name })
        case 'refused':
          return this.setData({ fault: outcome.words })
      }
    },
  },
})

/** One per component instance, so that two open cases do not block each other. */
const decidings = new WeakMap<object, Deciding>()
function decidingOf(component: { data: { area: string } }): Deciding {
  let deciding = decidings.get(component)
  if (!deciding) {
    deciding = new Deciding((input) => call(`${component.data.area}.decide` as 'membership.decide', input))
    decidings.set(component, deciding)
  }
  return deciding
}
