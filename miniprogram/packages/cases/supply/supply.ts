import { call, type OutputOf } from '../../../client/call'
import { firstUse, type Held } from '../../../components/paper-slot/slot'
import { dayOf } from '../../../rules/days'
import { failureView, failureWords, type FailureView } from '../../failure'
import { caseActions, type CaseView } from '../story/story-acts'
import { papersToSend, supplyButton, supplyHead, type Choices, type SupplyHead } from './supply-view'

type Asked = NonNullable<CaseView['asked']>
type Vault = OutputOf<'vault.mine'>

/**
 * All asked papers at once, or a word why one cannot be had; then back to the story. `?area=cases&id=CASE`, `other=1`
 * for who applied for somebody: papers come from the applicant's own phone only.
 */
Page({
  id: '',
  area: 'cases',
  version: 0,
  words: '',

  data: {
    state: 'loading',
    failure: null as FailureView | null,
    other: false,
    kindTitle: '',
    head: null as SupplyHead | null,
    slots: [] as Asked['slots'],
    choices: {} as Choices,
    held: [] as Held[],
    folder: '',
    button: { label: '', ready: false },
    busy: false,
    trouble: '',
  },

  onLoad(query: Record<string, string | undefined>) {
    this.id = query.id ?? ''
    this.area = query.area ?? this.area
    this.setData({ other: query.other === '1' })
    void this.load()
  },

  /** What she has chosen and ticked stays while it is read again. */
  async load() {
    this.setData({ state: 'loading', failure: null })
    const nothing: Vault = { papers: [], folder: '' }
    try {
      const [view, vault] = await Promise.all([
        caseActions(this.area).read(this.id),
        this.data.other ? nothing : call('vault.mine', {}),
      ])
      this.show(view, vault)
    } catch (error) {
      this.setData({ state: 'failed', failure: failureView(error) })
    }
  },

  show(view: CaseView, { papers, folder }: Vault) {
    const { asked } = view
    this.version = view.version
    if (!asked) return this.setData({ state: 'empty', kindTitle: view.kindTitle })
    const begun = asked.slots.map(
      (slot) => [slot.slot, this.data.choices[slot.slot] ?? firstUse(slot, papers)] as const,
    )
    this.setData({
      state: 'ready',
      kindTitle: view.kindTitle,
      head: supplyHead(view, dayOf(Date.now())),
      slots: asked.slots,
      held: papers,
      folder,
      choices: Object.fromEntries(begun.filter(([, choice]) => choice)) as Choices,
    })
    this.weigh()
  },

  weigh() {
    this.setData({ button: supplyButton(this.data.slots, this.data.choices, this.words) })
  },

  use(event: WechatMiniprogram.CustomEvent<{ slot: string; paper: string; consent: boolean }>) {
    const { slot, paper, consent } = event.detail
    this.setData({ [`choices.${slot}`]: { paper, consent }, trouble: '' })
    this.weigh()
  },
  added(event: WechatMiniprogram.CustomEvent<{ slot: string; paper: Held }>) {
    this.setData({ held: [event.detail.paper, ...this.data.held] })
  },
  write(event: WechatMiniprogram.CustomEvent<{ words: string }>) {
    this.words = event.detail.words
    this.weigh()
  },

  async supply() {
    const { slots, choices, button, busy } = this.data
    if (busy || !button.ready) return
    this.setData({ busy: true, trouble: '' })
    try {
      await caseActions(this.area).supply(this.id, this.version, papersToSend(slots, choices), this.words)
      void wx.showToast({ title: '交给工会了', icon: 'success' })
      this.openStory()
    } catch (error) {
      this.setData({ trouble: failureWords(error), busy: false })
    }
  },

  /** Back to the story if she came from it, else there. */
  openStory() {
    const pages = getCurrentPages()
    if (pages[pages.length - 2]?.route === 'packages/cases/story/story') return void wx.navigateBack()
    const other = this.data.other ? '&other=1' : ''
    void wx.redirectTo({ url: `/packages/cases/story/story?area=${this.area}&id=${this.id}${other}` })
  },
})
