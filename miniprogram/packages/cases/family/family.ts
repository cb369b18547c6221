import { call, CallFailure, type OutputOf } from '../../../client/call'
import { failureView, failureWords, type FailureView } from '../../failure'
import { mineLine, type MineLine } from '../mine/mine-line'
import {
  FOR_OTHERS,
  givenLine,
  groupCode,
  heldLines,
  RELATIONS,
  sureGiveUp,
  sureRevoke,
  untilWords,
  type GivenLine,
  type HeldLine,
} from './family-view'

type Authorities = OutputOf<'cases.authorities'>

/** Family: who may apply for me and how I end it, for whom I may, and what I handed in for them. */
Page({
  data: {
    state: 'loading',
    failure: null as FailureView | null,
    given: [] as GivenLine[],
    held: [] as HeldLine[],
    cases: [] as MineLine[],
    services: FOR_OTHERS,
    /** The one she applies for, her services unfolded. */
    chosen: '',
    /** She is choosing who it is; or the code is shown. */
    giving: false,
    relations: RELATIONS,
    relation: '',
    code: '',
    codeUntil: '',
    /** The six digits she types. */
    typing: false,
    typed: '',
    busy: '',
    trouble: '',
    troubleAt: '',
    /** Said where it happened: who may be applied for now. */
    taken: '',
  },

  onShow() {
    void this.load()
  },
  async onPullDownRefresh() {
    await this.load()
    wx.stopPullDownRefresh()
  },

  async load() {
    try {
      const [authorities, others] = await Promise.all([call('cases.authorities', {}), call('cases.forOthers', {})])
      this.show(authorities)
      const now = Date.now()
      this.setData({
        state: 'ready',
        cases: others.rows.map((row) => ({ ...mineLine(row, now), title: `${row.name}的${row.kindTitle}` })),
      })
    } catch (error) {
      // What stands on the page stays: a code that is being read out must not vanish.
      if (this.data.state !== 'ready') this.setData({ state: 'failed', failure: failureView(error) })
    }
  },

  show({ given, held }: Authorities) {
    const now = Date.now()
    this.setData({ given: given.map((one) => givenLine(one, now)), held: heldLines(held, now) })
  },

  retry() {
    this.setData({ state: 'loading' })
    void this.load()
  },

  beginGiving() {
    this.setData({ giving: true, trouble: '', troubleAt: '' })
  },
  chooseRelation(event: WechatMiniprogram.BaseEvent) {
    this.setData({ relation: event.currentTarget.dataset.relation as string })
  },
  async allow() {
    const { relation } = this.data
    if (!relation) return
    const answer = await this.run('allow', () => call('cases.allowKin', { relation }))
    if (answer) this.setData({ code: groupCode(answer.code), codeUntil: untilWords(answer.until), giving: false })
  },
  closeCode() {
    this.setData({ code: '', codeUntil: '', relation: '' })
    void this.load()
  },

  beginTyping() {
    this.setData({ typing: true, taken: '', trouble: '', troubleAt: '' })
  },
  type(event: WechatMiniprogram.CustomEvent<{ value: string }>) {
    this.setData({ typed: event.detail.value.replace(/\D/g, '').slice(0, 6) })
  },
  async take() {
    const { typed } = this.data
    if (typed.length !== 6) return
    const answer = await this.run('take', () => call('cases.takeAuthority', { code: typed }))
    if (!answer) return
    this.setData({ typed: '', typing: false, taken: answer.authority.name })
    void this.load()
  },

  unfold(event: WechatMiniprogram.BaseEvent) {
    const { id } = event.currentTarget.dataset as { id: string }
    this.setData({ chosen: this.data.chosen === id ? '' : id })
  },
  applyFor(event: WechatMiniprogram.BaseEvent) {
    const { id, kind } = event.currentTarget.dataset as { id: string; kind: string }
    wx.navigateTo({ url: `/packages/cases/apply/apply?kind=${kind}&authority=${id}` })
  },
  openCase(event: WechatMiniprogram.BaseEvent) {
    const { id, area } = event.currentTarget.dataset as { id: string; area: string }
    wx.navigateTo({ url: `/packages/cases/story/story?area=${area}&id=${id}&other=1` })
  },

  async revoke(event: WechatMiniprogram.BaseEvent) {
    const { id, who } = event.currentTarget.dataset as { id: string; who: string }
    if ((await wx.showModal(sureRevoke(who))).confirm) await this.end(id)
  },
  async giveUp(event: WechatMiniprogram.BaseEvent) {
    const { id, name } = event.currentTarget.dataset as { id: string; name: string }
    if ((await wx.showModal(sureGiveUp(name))).confirm) await this.end(id)
  },
  /** Twice is once: safe to press again after a lost network. */
  async end(id: string) {
    if (await this.run('end', () => call('cases.revoke', { id }))) await this.load()
  },

  /** One thing at a time; its trouble stands beside it. Null: it did not happen. */
  async run<T>(name: string, act: () => Promise<T>): Promise<T | null> {
    if (this.data.busy) return null
    this.setData({ busy: name, trouble: '', troubleAt: '' })
    try {
      return await act()
    } catch (error) {
      if (!(error instanceof CallFailure)) throw error
      this.setData({ trouble: failureWords(error), troubleAt: name })
      return null
    } finally {
      this.setData({ busy: '' })
    }
  },
})
