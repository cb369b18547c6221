import { call, CallFailure, type OutputOf } from '../../../client/call'
import { failureView, failureWords, type FailureView } from '../../failure'
import { loadKept } from '../../../client/load'
import { loadCity, loadMe, type City, type Me } from '../../../client/session'
import { dropDraft, openDraft } from '../../../components/case-form/draft'
import { formToSubmit } from '../../../components/case-form/form'
import { sayDay } from '../../../rules/days'
import * as filling from '../../filling'
import { FormFilling, nothingShown } from '../../fill-form'
import { fillMethods } from '../../fill-page'
import * as flow from './flow'

type Form = OutputOf<'membership.form'>

const START = { title: '先认识一下您', help: '入会不花钱，几分钟就好。' }

/** 入会: notice and phone, the declared form page by page, a look over everything, handed in. */
Page({
  ...fillMethods,
  filling: null as FormFilling | null,
  city: null as City | null,
  /** The code of the stall she comes from (packages/recruiting/stall); '' for none. */
  stallCode: '',
  stall: null as OutputOf<'recruiting.stall'> | null,

  data: {
    ...nothingShown,
    state: 'loading',
    stale: '',
    failure: null as FailureView | null,
    /** She comes from a stall: its union is chosen. */
    atStall: false,
    already: null as (flow.Already & { dueWords: string }) | null,
    noticeVersion: '',
    noticeTicked: false,
    phoneMasked: '',
    busy: false,
    done: null as DoneView | null,
    /** Whether the union may knock on WeChat: not to be offered, offered, said yes. */
    told: 'no' as 'no' | 'offered' | 'yes',
  },

  onLoad(query: Record<string, string | undefined>) {
    this.stallCode = query.stall ?? ''
    void this.load()
  },

  /** What was kept is enough to go on filling in without a network; only handing in needs it. */
  async load() {
    this.setData({ state: 'loading', failure: null })
    const [city, me, form, mine, stall] = await Promise.all([
      loadCity(),
      loadMe(),
      loadKept('form:joining', () => call('membership.form', { kind: 'joining' })),
      loadKept('mine', () => call('cases.mine', {})),
      // A stall that was closed meanwhile leaves the ordinary way.
      this.stallCode ? call('recruiting.stall', { code: this.stallCode }).catch(() => null) : null,
    ])
    this.stall = stall
    this.setData({ atStall: stall !== null })
    if (!city.value || !me.value || !form.value || !mine.value) {
      const { failure } = [city, me, form, mine].find((one) => !one.value)!
      return this.setData({ state: 'failed', failure: failureView(failure) })
    }
    this.city = city.value
    this.setData({ state: 'ready', stale: form.stale })
    const already = flow.alreadyOf(me.value, mine.value.rows)
    if (already) {
      const dueWords = already.name === 'underWay' && already.due ? sayDay(already.due) : ''
      return this.setData({ already: { ...already, dueWords } })
    }
    this.begin(form.value, me.value, city.value)
  },

  /** Opens the draft where she left it. */
  begin(form: Form, me: Me, city: City) {
    this.filling = new FormFilling(form, openDraft(form), { start: START })
    const union = this.stall?.union
    if (union) this.filling.answer({ name: 'union', value: union.id, title: union.name }, Date.now())
    const agreed = filling.noticeAgreed(me, city.noticeVersion)
    this.setData({ phoneMasked: me.phoneMasked ?? '', noticeTicked: agreed, noticeVersion: city.noticeVersion })
    this.goTo(this.filling.firstStep(agreed && me.phoneMasked !== null, Date.now()))
  },

  goTo(step: number) {
    this.setData(this.filling!.goTo(step, this.data.phoneMasked))
    wx.pageScrollTo({ scrollTop: 0, duration: 0 })
  },

  /* ---- the start: notice and phone ---- */

  met(event: WechatMiniprogram.CustomEvent<{ phoneMasked: string }>) {
    this.setData({ phoneMasked: event.detail.phoneMasked })
    this.goTo(1)
  },

  /* ---- the pages of questions ---- */

  next() {
    if (this.isWellAnswered()) this.goTo(this.data.step + 1)
  },

  /* ---- the looking over, and handing in ---- */

  async submit() {
    if (!this.isAgreed()) return
    const open = this.filling!.openStep(Date.now())
    if (open !== null) return this.goTo(open)
    if (this.data.busy) return
    const { form, draft } = this.filling!
    this.setData({ busy: true, trouble: '' })
    try {
      const answer = await call('membership.submit', {
        kind: form.kind,
        version: form.version,
        clientKey: draft.clientKey,
        form: { ...formToSubmit(form, draft.answers), ...this.eventFor(draft.answers.union) },
      })
      dropDraft(form.kind)
      const offered = filling.templatesOf(this.city ?? {}).length > 0
      this.setData({ done: doneView(answer.case), told: offered ? 'offered' : 'no' })
      wx.pageScrollTo({ scrollTop: 0, duration: 0 })
    } catch (error) {
      this.sayTrouble(error instanceof CallFailure ? filling.afterSubmitFailure(error).words : failureWords(error))
    }
    this.setData({ busy: false })
  },

  /** The event of the stall, unless she chose another union after all. */
  eventFor(union: unknown): { event?: string } {
    return this.stall && this.stall.union.id === union ? { event: this.stall.event.id } : {}
  },

  /* ---- away from here ---- */

  openCase() {
    const { already, done } = this.data
    const id = done ? done.id : already && already.name === 'underWay' ? already.caseId : ''
    wx.redirectTo({ url: `/packages/cases/story/story?area=membership&id=${id}` })
  },

  openStall() {
    wx.redirectTo({ url: '/packages/recruiting/stall/stall' })
  },

  openCard() {
    wx.switchTab({ url: '/pages/card/card' })
  },
})

/** The view after handing in: who decides, by when, what happens next. */
interface DoneView {
  id: string
  orgName: string
  dueWords: string
  number: string
}

function doneView(view: OutputOf<'membership.submit'>['case']): DoneView {
  return { id: view.id, orgName: view.orgName, dueWords: view.due ? sayDay(view.due) : '', number: view.number }
}
