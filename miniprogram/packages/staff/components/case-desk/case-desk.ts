import { call, type OutputOf } from '../../../../client/call'
import { openDocument } from '../../../../client/open-document'
import { showFiles } from '../../../../client/show-files'
import { sayWhen } from '../../../../rules/days'
import { CALL_REASONS, paperLines, readLooks, unseenWords } from '../../case/look-at-paper'
import { failureView, failureWords, type FailureView } from '../../../failure'
import { Deciding, shortLabel, splitActs, whoMoved, type Act, type Given } from '../../case/deciding'
import {
  answerCells,
  recordBlocks,
  standingTag,
  storyLines,
  warningLines,
  type AnswerCell,
  type StandingTag,
} from '../../case/read-case'

type CaseView = OutputOf<'membership.read'>['case']

/**
 * One case at a desk on one page: what was asked, the arithmetic, the papers, what desks before wrote down, until when,
 * and the allowed acts only. Used by the case's own page on a phone and beside the queue on a wide screen.
 *
 * Events: `changed` {id, name} after a decision or when somebody else has moved the case; `next`.
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
    standing: null as StandingTag | null,
    mayOpen: false,
    unseen: '',
    warnings: [] as ReturnType<typeof warningLines>,
    cells: [] as AnswerCell[],
    records: [] as ReturnType<typeof recordBlocks>,
    story: [] as ReturnType<typeof storyLines>,
    lead: null as Act | null,
    others: [] as Act[],
    /** The button beside the red one: the only other act, or the way to all of them. */
    otherLabel: '',
    listing: false,
    /** The act being prepared: its sheet is open. */
    act: null as Act | null,
    refused: '',
    /** It is not known whether the act arrived; its sheet stays, with its pictures. */
    unsure: false,
    busy: false,
    /** Somebody moved it, or what was just decided. */
    notice: '',
    noticeTone: '',
    printing: '',
    /** The record whose pictures are being opened; -1 for none. */
    opening: -1,
    photosFault: '',
    photosFaultAt: -1,
    calling: false,
    callReasons: CALL_REASONS as readonly string[],
    callBusy: false,
    callRefused: '',
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
      this.setData({
        notice,
        noticeTone: tone,
        act: null,
        listing: false,
        refused: '',
        calling: false,
        photosFault: '',
      })
      try {
        const answer = await call(`${this.data.area}.read` as 'membership.read', { caseId })
        if (caseId === this.data.caseId) this.show(answer.case)
      } catch (error) {
        if (caseId === this.data.caseId) this.setData({ state: 'failed', failure: failureView(error) })
      }
    },
    show(view: CaseView) {
      const now = Date.now()
      const { lead, others } = splitActs(view.acts)
      this.setData({
        state: 'ready',
        view,
        handedIn: sayWhen(view.submittedAt, now),
        standing: standingTag(view),
        mayOpen: view.slots.length > 0,
        warnings: warningLines(view),
        cells: answerCells(view.answers),
        records: recordBlocks(view, now),
        story: storyLines(view, now),
        lead,
        others,
        otherLabel: others.length === 1 ? shortLabel(others[0]!.label) : '别的办法',
      })
      this.looked()
    },
    next() {
      this.triggerEvent('next')
    },
    retry() {
      void this.load('')
    },
    /** What is still to be seen, before deciding. */
    looked() {
      const { view, mayOpen } = this.data
      const lines = view && mayOpen ? paperLines(view.id, view.papers, readLooks()) : []
      this.setData({ unseen: unseenWords(lines) })
    },
    other() {
      if (this.data.others.length === 1) this.setData({ act: this.data.others[0]!, refused: '' })
      else this.setData({ listing: true })
    },
    prepare(event: WechatMiniprogram.BaseEvent) {
      const { act } = event.currentTarget.dataset as { act: string }
      const found = this.data.view?.acts.find((one) => one.act === act) ?? null
      this.setData({ act: found, listing: false, refused: '' })
    },
    putBack() {
      this.setData({ act: null, listing: false, refused: '' })
    },
    async decide(event: WechatMiniprogram.CustomEvent<Given>) {
      const { view, act } = this.data
      if (!view || !act) return
      this.setData({ busy: true, refused: '', unsure: false })
      const outcome = await decidingOf(this).press(view, act, event.detail)
      if (!outcome) return
      this.setData({ busy: false })
      // A refusal's case: on a wide screen another one may stand here by now.
      const here = this.data.caseId === view.id
      if (outcome.name === 'refused') return here ? this.setData({ refused: outcome.words }) : undefined
      // Pictures are not taken twice: pressing again is safe, the case's version tells a second time from a first.
      if (outcome.name === 'unsure' && event.detail.photos && here)
        return this.setData({ refused: '网断了，不知道记上没有。有网了再按一次，不会记两遍', unsure: true })
      if (here) await this.settle(outcome, view, act)
      this.triggerEvent('changed', { id: view.id, name: view.name })
    },
    async settle(outcome: { name: string; view?: CaseView; words?: string }, view: CaseView, act: Act) {
      // What came of it stands on top.
      if (!this.data.wide) void wx.pageScrollTo({ scrollTop: 0, duration: 0 })
      if (outcome.view) {
        this.setData({ act: null, notice: `${shortLabel(act.label)}：已经告诉${view.name}`, noticeTone: 'green' })
        return this.show(outcome.view)
      }
      const words = outcome.words ?? ''
      await this.load(words, 'amber')
      if (outcome.name === 'moved' && this.data.view) this.setData({ notice: whoMoved(this.data.view, words) })
    },
    /** Pictures that a desk left with what it wrote down. */
    async showPhotos(event: WechatMiniprogram.BaseEvent) {
      const { record } = event.currentTarget.dataset as { record: number }
      const { area, caseId, opening } = this.data
      if (opening >= 0) return
      this.setData({ opening: record, photosFault: '' })
      try {
        await showFiles((await call(`${area}.openRecord` as 'cases.openRecord', { caseId, record })).files)
      } catch (error) {
        this.setData({ photosFault: failureWords(error), photosFaultAt: record })
      } finally {
        this.setData({ opening: -1 })
      }
    },
    askPhone() {
      this.setData({ calling: !this.data.calling, callRefused: '' })
    },
    /** The number is shown for this call only and kept nowhere. */
    async callWorker(event: WechatMiniprogram.CustomEvent<{ reason: string }>) {
      const { area, caseId } = this.data
      this.setData({ callBusy: true, callRefused: '' })
      try {
        const { phone } = await call(`${area}.showPhone` as 'cases.showPhone', { caseId, reason: event.detail.reason })
        this.setData({ calling: false })
        void wx.makePhoneCall({ phoneNumber: phone }).catch(() => undefined)
      } catch (error) {
        this.setData({ callRefused: failureWords(error) })
      } finally {
        this.setData({ callBusy: false })
      }
    },
    async print(event: WechatMiniprogram.BaseEvent) {
      const { document } = event.currentTarget.dataset as { document: string }
      const { area, caseId, printing } = this.data
      if (printing) return
      this.setData({ printing: document })
      try {
        const { ticket } = await call(`${area}.print` as 'cases.print', { caseId, document })
        await openDocument(ticket)
      } catch (error) {
        this.setData({ notice: failureWords(error), noticeTone: 'amber' })
      } finally {
        this.setData({ printing: '' })
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
