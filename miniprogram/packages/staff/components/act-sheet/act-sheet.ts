import { call, type OutputOf } from '../../../../client/call'
import { faultsWhileTyping, type Faults } from '../../../../components/case-form/form'
import { failureWords } from '../../../failure'
import type { CaseView } from '../../../../../cloudfunctions/kernel/casework/contract'
import type { Act } from '../../case/deciding'
import {
  faultsOfAct,
  findTargets,
  givenOf,
  goLabel,
  nothingPrepared,
  pickReason,
  slotLines,
  type Prepared,
  type SlotLine,
  type Target,
} from '../../case/prepare-act'

/**
 * One act being prepared: whatever it wants, what pressing will cause, and the button.
 * Events: `send` {note, fields, slots, to} once nothing is missing; `back`.
 */
Component({
  options: { addGlobalClass: true },
  properties: {
    /** Of CaseView; null keeps the sheet away. */
    act: { type: Object, value: null as unknown as Record<string, unknown> },
    view: { type: Object, value: null as unknown as Record<string, unknown> },
    /** Papers still to be looked at, in words. */
    unseen: { type: String, value: '' },
    /** On its way to the cloud. */
    busy: { type: Boolean, value: false },
    /** What the cloud refused. */
    refused: { type: String, value: '' },
    wide: { type: Boolean, value: false },
  },
  data: {
    goLabel: '',
    prepared: nothingPrepared,
    slots: [] as SlotLine[],
    targets: [] as Target[],
    more: 0,
    /** Colleagues or unions are being fetched. */
    finding: false,
    found: false,
    fault: '',
    faults: {} as Faults,
  },
  observers: {
    'act, view'() {
      const act = this.data.act as unknown as Act | null
      const view = this.data.view as unknown as CaseView | null
      if (!act || !view || act === prepares.get(this)) return void (act || prepares.delete(this))
      prepares.set(this, act)
      choices.delete(this)
      this.setData({
        goLabel: goLabel(act, nothingPrepared, []),
        prepared: nothingPrepared,
        slots: slotLines(view, []),
        targets: [],
        more: 0,
        found: false,
        fault: '',
        faults: {},
      })
      if (act.wants === 'org' || act.wants === 'crew') void this.find()
    },
  },
  methods: {
    /** To whom it may go. */
    async find() {
      const act = this.data.act as unknown as Act
      const view = this.data.view as unknown as CaseView
      this.setData({ finding: true, fault: '' })
      try {
        const all = act.wants === 'org' ? await findOrgs(view) : await findCrew(view)
        choices.set(this, all)
        const { shown, more } = findTargets(all, '')
        this.setData({ targets: shown, more, found: true })
      } catch (error) {
        this.setData({ fault: failureWords(error) })
      } finally {
        this.setData({ finding: false })
      }
    },
    search(event: WechatMiniprogram.Input) {
      const { shown, more } = findTargets(choices.get(this) ?? [], event.detail.value)
      this.setData({ targets: shown, more })
    },
    choose(event: WechatMiniprogram.BaseEvent) {
      this.prepare({ to: (event.currentTarget.dataset as { id: string }).id })
    },
    tick(event: WechatMiniprogram.BaseEvent) {
      const { slot } = event.currentTarget.dataset as { slot: string }
      const { slots } = this.data.prepared
      this.prepare({ slots: slots.includes(slot) ? slots.filter((one) => one !== slot) : [...slots, slot] })
      this.setData({
        slots: this.data.slots.map((line) => (line.slot === slot ? { ...line, checked: !line.checked } : line)),
      })
    },
    pick(event: WechatMiniprogram.BaseEvent) {
      const { reason } = event.currentTarget.dataset as { reason: string }
      const { reasons } = this.data.act as unknown as Act
      this.prepare({ note: pickReason(reasons, this.data.prepared.note, reason) })
    },
    write(event: WechatMiniprogram.Input) {
      this.prepare({ note: event.detail.value })
    },
    answer(event: WechatMiniprogram.CustomEvent<{ name: string; value: unknown }>) {
      const { name, value } = event.detail
      const field = (this.data.act as unknown as Act).fields.find((one) => one.name === name)
      this.prepare({ answers: { ...this.data.prepared.answers, [name]: value } })
      if (field) this.setData({ faults: faultsWhileTyping(this.data.faults, field, value, Date.now()) })
    },
    left(event: WechatMiniprogram.CustomEvent<{ name: string; fault: string | null }>) {
      const { name, fault } = event.detail
      if (fault) this.setData({ faults: { ...this.data.faults, [name]: fault } })
    },
    prepare(part: Partial<Prepared>) {
      const prepared = { ...this.data.prepared, ...part }
      const act = this.data.act as unknown as Act
      this.setData({ prepared, goLabel: goLabel(act, prepared, this.data.targets), fault: '' })
    },
    back() {
      if (!this.data.busy) this.triggerEvent('back')
    },
    send() {
      const act = this.data.act as unknown as Act
      if (this.data.busy) return
      const missing = faultsOfAct(act, this.data.prepared, Date.now())
      if (missing) return this.setData(missing)
      this.setData({ fault: '' })
      this.triggerEvent('send', givenOf(act, this.data.prepared))
    },
  },
})

/** The act whose sheet an instance shows: a case read anew beside it does not empty the sheet. */
const prepares = new WeakMap<object, Act>()
/** Everybody an act may go to: many, so not in the page's data. */
const choices = new WeakMap<object, Target[]>()

async function findOrgs(view: CaseView): Promise<Target[]> {
  const answer: OutputOf<'cases.passTo'> = await call(`${view.area}.passTo` as 'cases.passTo', { caseId: view.id })
  return answer.orgs.map(({ id, name }) => ({ id, title: name, note: '' }))
}

async function findCrew(view: CaseView): Promise<Target[]> {
  const answer: OutputOf<'cases.crew'> = await call(`${view.area}.crew` as 'cases.crew', { caseId: view.id })
  return answer.crew.map(({ desk, name, title }) => ({ id: desk, title: name, note: title }))
}
