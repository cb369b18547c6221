import { call, CallFailure, type OutputOf } from '../../../client/call'
import { failureView, failureWords, type FailureView } from '../../failure'
import { loadKept } from '../../../client/load'
import { loadCity, loadMe, type City, type Me } from '../../../client/session'
import { answerPrivacy } from '../../../client/privacy'
import { askToTell } from '../../../client/subscriptions'
import { dropDraft, keepDraft, openDraft, type Draft } from '../../../components/case-form/draft'
import { faultsOf, faultsWhileTyping, formToSubmit, isSensitive, type Faults } from '../../../components/case-form/form'
import { sayDay } from '../../../rules/days'
import type { Union } from '../find-union/search'
import * as flow from './flow'

type Form = OutputOf<'membership.form'>
type Field = Form['pages'][number]['fields'][number]

/** 入会: notice and phone, the declared form page by page, a look over everything, handed in. */
Page({
  form: null as Form | null,
  draft: null as Draft | null,
  city: null as City | null,

  data: {
    state: 'loading',
    stale: '',
    failure: null as FailureView | null,
    already: null as (flow.Already & { dueWords: string }) | null,
    step: 0,
    kind: 'start' as flow.StepKind,
    stepWords: '',
    bars: [] as { at: number; on: boolean }[],
    head: { title: '', help: '' } as flow.StepHead,
    fields: [] as Field[],
    /** This step asks for something that is not kept on the phone. */
    asksId: false,
    answers: {},
    titles: {},
    faults: {} as Faults,
    noticeTicked: false,
    phoneMasked: '',
    rows: [] as flow.ReviewRow[],
    consents: [] as Field[],
    trouble: '',
    busy: false,
    done: null as DoneView | null,
    /** Whether the union may knock on WeChat: not to be offered, offered, said yes. */
    told: 'no' as 'no' | 'offered' | 'yes',
  },

  onLoad() {
    void this.load()
  },

  /** What was kept is enough to go on filling in without a network; only handing in needs it. */
  async load() {
    this.setData({ state: 'loading', failure: null })
    const [city, me, form, mine] = await Promise.all([
      loadCity(),
      loadMe(),
      loadKept('form:joining', () => call('membership.form', { kind: 'joining' })),
      loadKept('mine', () => call('cases.mine', {})),
    ])
    if (!city.value || !me.value || !form.value || !mine.value) {
      const { failure } = [city, me, form, mine].find((one) => !one.value)!
      return this.setData({ state: 'failed', failure: failureView(failure) })
    }
    Object.assign(this, { city: city.value, form: form.value })
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
    const draft = (this.draft = openDraft(form))
    const agreed = flow.noticeAgreed(me, city.noticeVersion)
    this.setData({ phoneMasked: me.phoneMasked ?? '', noticeTicked: agreed })
    const ready = agreed && me.phoneMasked !== null
    this.goTo(flow.resumeStep(draft.step, ready, flow.firstOpenStep(form, draft.answers, Date.now())))
  },

  /** Shows a step and remembers it. */
  goTo(step: number) {
    const { form, draft } = this
    if (!form || !draft) return
    draft.step = step
    keepDraft(form, draft)
    const kind = flow.stepKind(form, step)
    const count = flow.stepCount(form)
    this.setData({
      step,
      kind,
      stepWords: `第 ${step + 1} 步，共 ${count} 步`,
      bars: Array.from({ length: count }, (_, at) => ({ at, on: at <= step })),
      head: flow.stepHead(form, step),
      fields: kind === 'page' ? flow.questionsOf(flow.questionPages(form)[step - 1]!) : [],
      asksId: kind === 'page' && flow.questionPages(form)[step - 1]!.fields.some(isSensitive),
      answers: draft.answers,
      titles: draft.titles,
      faults: {},
      trouble: '',
      rows: kind === 'review' ? flow.reviewRows(form, draft.answers, draft.titles, this.data.phoneMasked) : [],
      consents: kind === 'review' ? flow.consentsOf(form) : [],
    })
    wx.pageScrollTo({ scrollTop: 0, duration: 0 })
  },

  /* ---- the start: notice and phone ---- */

  tickNotice() {
    this.setData({ noticeTicked: !this.data.noticeTicked, trouble: '' })
  },

  readNotice() {
    wx.navigateTo({ url: '/packages/membership/notice/notice' })
  },

  mustTick() {
    this.setData({ trouble: '先打个勾：看过并同意《隐私说明》' })
  },

  /** WeChat's phone button answered. Refusing is no fault: says what the number is for, and the button stays. */
  /** The same press says yes to WeChat's privacy question, so a sheet that asks it has its answer. */
  agreedByPress() {
    answerPrivacy('agree', 'phone-button')
  },

  async gotPhone(event: WechatMiniprogram.ButtonGetPhoneNumber) {
    const { code } = event.detail
    if (!code) return this.setData({ trouble: '没拿到手机号。工会有了结果，要打这个号码告诉您' })
    if (this.data.busy) return
    this.setData({ busy: true, trouble: '' })
    try {
      await call('membership.agree', { noticeVersion: this.city!.noticeVersion })
      const { phoneMasked } = await call('membership.givePhone', { code })
      this.setData({ phoneMasked })
      this.goTo(1)
    } catch (error) {
      this.setData({ trouble: failureWords(error) })
    }
    this.setData({ busy: false })
  },

  /** The number is known already; only the notice may be new. */
  async goOnWithPhone() {
    if (!this.data.noticeTicked) return this.mustTick()
    if (this.data.busy) return
    this.setData({ busy: true, trouble: '' })
    try {
      await call('membership.agree', { noticeVersion: this.city!.noticeVersion })
      this.goTo(1)
    } catch (error) {
      this.setData({ trouble: failureWords(error) })
    }
    this.setData({ busy: false })
  },

  /* ---- the pages of questions ---- */

  answered(event: WechatMiniprogram.CustomEvent<{ name: string; value: string }>) {
    const { form, draft } = this
    if (!form || !draft) return
    const { name, value } = event.detail
    draft.answers = { ...draft.answers, [name]: value }
    keepDraft(form, draft)
    const field = [...this.data.fields, ...this.data.consents].find((one) => one.name === name)
    const faults = field ? faultsWhileTyping(this.data.faults, field, value, Date.now()) : this.data.faults
    this.setData({ answers: draft.answers, faults, trouble: '' })
  },

  left(event: WechatMiniprogram.CustomEvent<{ name: string; fault: string | null }>) {
    const { name, fault } = event.detail
    if (fault) this.setData({ faults: { ...this.data.faults, [name]: fault } })
  },

  findUnion(event: WechatMiniprogram.CustomEvent<{ name: string }>) {
    const { name } = event.detail
    wx.navigateTo({
      url: '/packages/membership/find-union/find-union',
      events: { chosen: (union: Union) => this.unionChosen(name, union) },
    })
  },

  unionChosen(name: string, union: Union) {
    const { form, draft } = this
    if (!form || !draft) return
    draft.answers = { ...draft.answers, [name]: union.id }
    draft.titles = { ...draft.titles, [name]: union.name }
    keepDraft(form, draft)
    this.setData({ answers: draft.answers, titles: draft.titles, faults: {} })
  },

  next() {
    const faults = faultsOf(this.data.fields, this.draft!.answers, Date.now())
    const first = this.data.fields.find((field) => faults[field.name])
    if (!first) return this.goTo(this.data.step + 1)
    this.setData({ faults })
    wx.pageScrollTo({ scrollTop: 0, duration: 200 })
  },

  back() {
    this.goTo(this.data.step - 1)
  },

  change(event: WechatMiniprogram.BaseEvent) {
    const step = Number((event.currentTarget.dataset as { step: number }).step)
    // The phone number is not for changing here.
    if (step > 0) this.goTo(step)
  },

  /* ---- the looking over, and handing in ---- */

  async submit() {
    const { form, draft } = this
    if (!form || !draft || this.data.busy) return
    const faults = faultsOf(this.data.consents, draft.answers, Date.now())
    if (Object.keys(faults).length) {
      wx.pageScrollTo({ selector: '#consents', duration: 200 })
      return this.setData({ faults })
    }
    const open = flow.firstOpenStep(form, draft.answers, Date.now())
    if (open <= flow.questionPages(form).length) return this.goTo(open)
    this.setData({ busy: true, trouble: '' })
    try {
      const answer = await call('membership.submit', {
        kind: form.kind,
        version: form.version,
        clientKey: draft.clientKey,
        form: formToSubmit(form, draft.answers),
      })
      dropDraft(form.kind)
      const offered = flow.templatesOf(this.city ?? {}).length > 0
      this.setData({ done: doneView(answer.case), told: offered ? 'offered' : 'no' })
      wx.pageScrollTo({ scrollTop: 0, duration: 0 })
    } catch (error) {
      this.setData({
        trouble: error instanceof CallFailure ? flow.afterSubmitFailure(error).words : failureWords(error),
      })
    }
    this.setData({ busy: false })
  },

  /* ---- away from here ---- */

  /** WeChat asks only after a tap, so the offer is a button. */
  async beTold() {
    if (await askToTell(flow.templatesOf(this.city ?? {}))) this.setData({ told: 'yes' })
  },

  openCase() {
    const { already, done } = this.data
    const id = done ? done.id : already && already.name === 'underWay' ? already.caseId : ''
    wx.redirectTo({ url: `/packages/cases/story/story?area=membership&id=${id}` })
  },

  openCard() {
    wx.switchTab({ url: '/pages/card/card' })
  },

  goHome() {
    wx.switchTab({ url: '/pages/home/home' })
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
