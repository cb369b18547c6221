import type { EvidenceSlotView } from '../../../../cloudfunctions/kernel/casework/contract'
import { call, CallFailure, type OutputOf } from '../../../client/call'
import { loadForm, type Form } from '../../../client/forms'
import { loadKept } from '../../../client/load'
import { loadCity, loadMe, type City, type Me } from '../../../client/session'
import type { Paper } from '../../../client/uploads'
import { dropDraft, openDraft, type PaperUse } from '../../../components/case-form/draft'
import { fitting } from '../../../components/case-form/fitting'
import { allFields, formToSubmit } from '../../../components/case-form/form'
import { sayWhen } from '../../../rules/days'
import { failureView, failureWords, type FailureView } from '../../failure'
import * as filling from '../../filling'
import { FormFilling, nothingShown } from '../../fill-form'
import { fillMethods } from '../../fill-page'
import { carried, keptNumbers } from '../precheck/kept-numbers'
import { putAbout } from './about'
import * as view from './apply-view'
import { awayMethods, isRecord } from './away'
import { CloudDraft, dropCloudDraft, isBlank, isOthers, readCloudDraft } from './cloud-draft'
import { findAuthority } from './find-authority'

/**
 * Applying for anything: `?kind=hardship`, `&authority=ID` for another, `&from=precheck` with the pre-check's numbers;
 * `&area=membership` for a kind of that area, `&about=ID` with the membership or the union that it is about.
 * What will happen, notice and phone, the declared form page by page, papers, a look over everything, handed in.
 */
Page({
  ...fillMethods,
  ...awayMethods,
  kind: '',
  area: 'cases',
  about: '',
  authority: '',
  fromPrecheck: false,
  filling: null as FormFilling | null,
  cloud: null as CloudDraft | null,
  me: null as Me | null,
  city: null as City | null,
  papers: [] as Paper[],

  data: {
    ...nothingShown,
    state: 'loading',
    stale: '',
    failure: null as FailureView | null,
    title: '',
    /** For whom, when it is for another. */
    forWhom: '',
    block: null as view.Block | null,
    ahead: [] as ReturnType<typeof view.aheadOf>,
    papersAhead: null as ReturnType<typeof view.papersAhead>,
    /** A line above the page: the form changed, numbers were carried over, a draft was found. */
    note: '',
    offer: null as { words: string } | null,
    districts: [] as City['districts'],
    /** Notice and phone are there. */
    met: false,
    noticeVersion: '',
    noticeTicked: false,
    phoneMasked: '',
    held: [] as Paper[],
    folder: '',
    slots: [] as EvidenceSlotView[],
    uses: [] as PaperUse[],
    chosenPapers: [] as string[],
    papersStep: 0,
    busy: false,
    done: null as view.DoneView | null,
    told: 'no' as 'no' | 'offered' | 'yes',
    hotline: '12351',
  },

  onLoad(query: Record<string, string | undefined>) {
    this.kind = query.kind ?? ''
    this.area = query.area ?? 'cases'
    this.about = query.about ?? ''
    this.authority = query.authority ?? ''
    this.fromPrecheck = query.from === 'precheck'
    void this.load()
  },
  onUnload() {
    void this.cloud?.send()
  },

  /** What was kept is enough to go on filling in without a network; only handing in needs it. */
  async load() {
    this.setData({ state: 'loading', failure: null })
    const [city, me, form, mine, papers, authority] = await Promise.all([
      loadCity(),
      loadMe(),
      loadForm(this.kind, { area: this.area }),
      loadKept('mine', () => call('cases.mine', {})),
      loadKept('papers', () => call('vault.mine', {})),
      findAuthority(this.authority),
    ])
    if (form.failure?.code === 'NOT_NOW')
      return this.setData({ state: 'ready', block: { name: 'closed', text: form.failure.message } })
    const failed = [city, me, form, authority].find((one) => !one.value)
    if (failed) return this.setData({ state: 'failed', failure: failureView(failed.failure) })
    this.me = me.value
    this.city = city.value
    // Without them everything still has to be photographed; that is no reason to stop.
    this.papers = this.authority ? [] : (papers.value?.papers ?? [])
    const { title, steps, evidence } = form.value!
    void wx.setNavigationBarTitle({ title })
    this.setData({
      state: 'ready',
      stale: form.stale,
      title,
      ahead: view.aheadOf(steps, authority.value!.name),
      papersAhead: view.papersAhead(evidence, this.papers, this.authority !== ''),
      forWhom: authority.value!.name,
      districts: city.value!.districts,
      hotline: city.value!.hotline,
      held: this.papers,
      folder: papers.value?.folder ?? '',
      block: this.authority ? null : view.blockOf(form.value!, me.value!, mine.value?.rows ?? []),
    })
    // Another's papers are on her own phone.
    if (!this.data.block) await this.begin(this.authority ? { ...form.value!, evidence: [] } : form.value!)
  },

  /** Opens the draft where she left it, with what is known put in. */
  async begin(form: Form) {
    const draft = openDraft(form, this.draftName())
    const { updated } = draft
    const own = this.authority ? null : this.me!.own
    const numbers = this.fromPrecheck ? fitting(allFields(form), keptNumbers()) : {}
    // What goes in by itself is not hers yet.
    const blank = isBlank(form, draft.answers) && Object.keys(numbers).length === 0
    draft.answers = view.prefilled(form, carried(draft.answers, numbers), own)
    this.filling = new FormFilling(form, draft, {
      name: this.draftName(),
      // Of a short form its own words say more than its title.
      start: { title: form.plain, help: this.area === 'cases' ? form.title : form.pages[0]!.help },
    })
    await putAbout(form, draft, this.me!, this.about)
    // The cloud keeps drafts of the services' long forms; a short one the phone keeps.
    const short = this.authority !== '' || this.area !== 'cases'
    this.cloud = short ? null : new CloudDraft(form, draft, () => this.filling!.keep())
    const agreed = filling.noticeAgreed(this.me!, this.city!.noticeVersion)
    const met = this.authority !== '' || (agreed && this.me!.phoneMasked !== null)
    const carriedOver = Object.keys(numbers).length > 0 ? '刚才算的数填好了，您接着填' : ''
    this.setData({
      met,
      noticeTicked: agreed,
      noticeVersion: this.city!.noticeVersion,
      phoneMasked: this.authority ? '' : (this.me!.phoneMasked ?? ''),
      note: updated ? '表格更新了。您填过的、还用得上的都在，请再看一遍' : carriedOver,
    })
    // The first time, and with a form that has changed, she first reads what will happen.
    this.goTo(draft.step === 0 || updated ? 0 : this.filling.firstStep(met, Date.now()))
    if (this.cloud) await this.lookForOthers(blank)
  },

  draftName(): string {
    const other = this.authority || this.about
    return other ? `${this.kind}.${other}` : this.kind
  },

  /** A draft of mine from another phone: taken where nothing was filled in here (`blank`), offered otherwise. */
  async lookForOthers(blank: boolean) {
    const { form, draft } = this.filling!
    const found = await readCloudDraft(this.kind)
    if (!found || !isOthers(form, draft, found.answers)) return
    if (blank) return this.takeOthers(found)
    this.others = found
    this.setData({ offer: { words: `${sayWhen(found.at, Date.now())}，您在别处填过一份` } })
  },
  others: null as OutputOf<'cases.draft'>['draft'],

  takeOthers(found: NonNullable<OutputOf<'cases.draft'>['draft']>) {
    const { form, draft } = this.filling!
    draft.answers = carried(draft.answers, fitting(allFields(form), found.answers))
    draft.step = found.step
    const changed = found.version !== form.version
    this.setData({ offer: null, note: changed ? '表格更新了。您填过的、还用得上的都在' : '接着您上次填的' })
    this.goTo(this.data.met ? this.filling!.firstStep(true, Date.now()) : 0)
  },
  useOthers() {
    if (this.others) this.takeOthers(this.others)
  },
  useMine() {
    this.setData({ offer: null })
    void this.cloud?.send()
  },

  goTo(step: number) {
    const shown = this.filling!.goTo(step, this.data.phoneMasked)
    this.setData(shown)
    if (shown.kind === 'papers') this.openPapers()
    if (shown.kind === 'review') this.lookOver()
    if (step > 0) this.cloud?.later()
    wx.pageScrollTo({ scrollTop: 0, duration: 0 })
  },

  /* ---- the start: what will happen, notice and phone ---- */

  start() {
    this.setData({ note: '' })
    this.goTo(1)
  },
  met(event: WechatMiniprogram.CustomEvent<{ phoneMasked: string }>) {
    this.setData({ met: true, phoneMasked: event.detail.phoneMasked })
    this.start()
  },

  /* ---- the pages of questions ---- */

  next() {
    if (!this.isWellAnswered()) return
    const trouble = this.data.kind === 'papers' ? view.paperTrouble(this.slots(), this.filling!.draft.papers) : ''
    if (trouble) return this.sayTrouble(trouble)
    this.setData({ note: '' })
    this.goTo(this.data.step + 1)
  },

  /* ---- papers ---- */

  slots(): EvidenceSlotView[] {
    return filling.slotsOf(this.filling!.form, this.filling!.draft.answers)
  },
  openPapers() {
    const { draft } = this.filling!
    draft.papers = view.usesToBegin(this.slots(), this.papers, draft.papers)
    this.showPapers()
  },
  showPapers() {
    this.setData({ slots: this.slots(), uses: this.filling!.draft.papers, held: this.papers, trouble: '' })
    this.filling!.keep()
  },
  usePaper(event: WechatMiniprogram.CustomEvent<PaperUse>) {
    const { draft } = this.filling!
    const { slot, paper, consent } = event.detail
    draft.papers = [...draft.papers.filter((use) => use.slot !== slot), { slot, paper, consent }]
    this.showPapers()
  },
  addPaper(event: WechatMiniprogram.CustomEvent<{ paper: Paper }>) {
    this.papers = [event.detail.paper, ...this.papers]
    this.showPapers()
  },

  /* ---- the looking over, and handing in ---- */

  lookOver() {
    const slots = this.slots()
    const used = new Set(view.papersToSubmit(slots, this.filling!.draft.papers).map(({ slot }) => slot))
    this.setData({
      chosenPapers: slots.filter(({ slot }) => used.has(slot)).map(({ title }) => title),
      papersStep: this.filling!.steps.findIndex(({ kind }) => kind === 'papers'),
    })
  },

  /** The first thing that keeps it from being handed in, brought under her eye; true: nothing does. */
  isWhole(): boolean {
    if (!this.isAgreed()) return false
    const open = this.filling!.openStep(Date.now())
    if (open !== null) this.goTo(open)
    else if (view.paperTrouble(this.slots(), this.filling!.draft.papers)) this.goTo(this.data.papersStep)
    return this.data.kind === 'review'
  },

  async submit() {
    if (this.data.busy || !this.isWhole()) return
    const { form, draft } = this.filling!
    this.cloud?.stop()
    this.setData({ busy: true, trouble: '' })
    try {
      const answer = await call(`${this.area}.submit` as 'cases.submit', {
        kind: form.kind,
        version: form.version,
        clientKey: draft.clientKey,
        form: formToSubmit(form, draft.answers),
        papers: view.papersToSubmit(this.slots(), draft.papers),
        ...(this.authority && { authority: this.authority }),
      })
      dropDraft(this.draftName())
      if (this.cloud) void dropCloudDraft(this.kind)
      this.cloud = null
      const done = view.doneView(answer.case, this.data.forWhom, isRecord(this))
      this.setData({ done, told: filling.templatesOf(this.city!).length > 0 ? 'offered' : 'no' })
      wx.pageScrollTo({ scrollTop: 0, duration: 0 })
    } catch (error) {
      await this.afterFailure(error)
    }
    this.setData({ busy: false })
  },

  async afterFailure(error: unknown) {
    const failure = error instanceof CallFailure ? error : null
    if (failure?.code === 'NOT_A_MEMBER') return this.setData({ block: { name: 'notMember' } })
    // The form she filled in is an older one: the new one is fetched, and what fits stays.
    if (failure?.code === 'MOVED_ON') {
      const { value } = await loadForm(this.kind, { area: this.area, anew: true })
      if (value && value.version !== this.filling!.form.version) return this.begin(value)
    }
    this.sayTrouble(failure ? filling.afterSubmitFailure(failure).words : failureWords(error))
  },
})
