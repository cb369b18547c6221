import { call, type OutputOf } from '../../../../client/call'
import { faultsWhileTyping, type Faults } from '../../../../components/case-form/form'
import type { Page } from '../../../../client/photos'
import { UploadFailure } from '../../../../client/uploads'
import { failureWords } from '../../../failure'
import type { CaseView } from '../../../../../cloudfunctions/kernel/casework/contract'
import { PhotoSending } from '../../case/act-photos'
import type { Act, Given } from '../../case/deciding'
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
 * Events: `send` {note, fields, photos, slots, to} once nothing is missing and its pictures are there; `back`.
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
    /** `refused` says that nobody knows whether it arrived: its pictures are as they were. */
    unsure: { type: Boolean, value: false },
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
    /** Its pictures are on their way, so far. */
    sending: false,
    percent: 0,
  },
  observers: {
    'act, view'() {
      const act = this.data.act as unknown as Act | null
      const view = this.data.view as unknown as CaseView | null
      if (!act) {
        // Put away: pictures on their way are taken back once they are there, what was sent with the act is not.
        sendings.delete(this)
        prepares.delete(this)
      }
      if (!act || !view || act === prepares.get(this)) return
      prepares.set(this, act)
      choices.delete(this)
      sendings.delete(this)
      this.setData({
        sending: false,
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
    refused(words: string) {
      if (words && !this.data.unsure) sendings.get(this)?.forget()
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
    changePhotos(event: WechatMiniprogram.CustomEvent<{ pages: Page[] }>) {
      this.prepare({ photos: event.detail.pages })
    },
    back() {
      if (this.data.busy) return
      // While they are on their way: `sendPhotos` takes back what got there.
      if (!this.data.sending) void sendings.get(this)?.drop()
      sendings.delete(this)
      this.triggerEvent('back')
    },
    async send() {
      const act = this.data.act as unknown as Act
      if (this.data.busy || this.data.sending) return
      const missing = faultsOfAct(act, this.data.prepared, Date.now())
      if (missing) return this.setData(missing)
      this.setData({ fault: '' })
      const { prepared } = this.data
      if (!act.photos || prepared.photos.length === 0) return this.triggerEvent('send', givenOf(act, prepared))
      const photos = await this.sendPhotos(prepared.photos)
      if (photos) this.triggerEvent('send', givenOf(act, prepared, photos))
    },
    /** Null when they did not get there, or when the sheet was put away meanwhile. */
    async sendPhotos(pages: Page[]): Promise<Given['photos'] | null> {
      const sending = sendings.get(this) ?? new PhotoSending()
      sendings.set(this, sending)
      const here = () => sendings.get(this) === sending
      this.setData({ sending: true, percent: 0 })
      try {
        const photos = await sending.send(pages, (percent) => here() && this.setData({ percent }))
        if (here()) return photos
        await sending.drop()
      } catch (error) {
        if (here()) this.setData({ fault: error instanceof UploadFailure ? CUT : failureWords(error) })
      } finally {
        if (here()) this.setData({ sending: false })
      }
      return null
    },
  },
})

const CUT = '照片没传完，还没有记。照片还在，有网了再按一次'

/** The sending of an act's pictures: one for as long as its sheet is open. */
const sendings = new WeakMap<object, PhotoSending>()
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
