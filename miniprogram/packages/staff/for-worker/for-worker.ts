import { call, type OutputOf } from '../../../client/call'
import { faultsWhileTyping, type Faults } from '../../../components/case-form/form'
import type { Answers } from '../../../components/case-form/values'
import { failureView, failureWords, type FailureView } from '../../failure'
import { applyUrl, BASES, faultsOfAsking, filedLines, heldLines, kindsFor, spokenOf, WHO, WHOSE } from './asking'

/** `?desk=DESK`: an officer applies for a worker who asked her in person, and sees how it goes. */
Page({
  desk: '',
  rows: [] as OutputOf<'cases.forOthers'>['rows'],
  next: null as string | null,

  data: {
    state: 'loading',
    failure: null as FailureView | null,
    fields: WHO,
    answers: {} as Answers,
    faults: {} as Faults,
    bases: BASES as readonly string[],
    basis: '',
    fault: '',
    busy: false,
    whose: WHOSE as readonly object[],
    comes: false,
    kinds: [] as ReturnType<typeof kindsFor>,
    /** Who asked: written down just now, or before. */
    authority: null as { id: string; name: string } | null,
    held: [] as ReturnType<typeof heldLines>,
    filed: [] as ReturnType<typeof filedLines>,
    more: false,
  },

  onLoad(query: Record<string, string | undefined>) {
    this.desk = decodeURIComponent(query.desk ?? '')
    void this.load()
  },

  /** Back from handing in: the list has one more. */
  onShow() {
    if (this.data.state === 'ready') void this.readLists().catch(() => undefined)
  },

  async load() {
    this.setData({ state: 'loading', failure: null })
    try {
      if (!this.desk) this.desk = await myDesk()
      if (!this.desk) return this.setData({ state: 'empty' })
      await this.readLists()
      this.setData({ state: 'ready' })
    } catch (error) {
      this.setData({ state: 'failed', failure: failureView(error) })
    }
  },

  async readLists() {
    const [{ held }, page] = await Promise.all([call('cases.authorities', {}), call('cases.forOthers', {})])
    Object.assign(this, { rows: page.rows, next: page.next })
    this.setData({ held: heldLines(held, Date.now()) })
    this.drawFiled()
  },

  drawFiled() {
    this.setData({ filed: filedLines(this.rows), more: this.next !== null })
  },

  async readMore() {
    if (!this.next) return
    try {
      const page = await call('cases.forOthers', { after: this.next })
      Object.assign(this, { rows: [...this.rows, ...page.rows], next: page.next })
      this.drawFiled()
    } catch (error) {
      void wx.showToast({ title: failureWords(error), icon: 'none' })
    }
  },

  answer(event: WechatMiniprogram.CustomEvent<{ name: string; value: unknown }>) {
    const { name, value } = event.detail
    const field = WHO.find((one) => one.name === name)
    this.setData({ answers: { ...this.data.answers, [name]: value }, fault: '' })
    if (field) this.setData({ faults: faultsWhileTyping(this.data.faults, field, value, Date.now()) })
  },
  left(event: WechatMiniprogram.CustomEvent<{ name: string; fault: string | null }>) {
    const { name, fault } = event.detail
    if (fault) this.setData({ faults: { ...this.data.faults, [name]: fault } })
  },
  chooseWhose(event: WechatMiniprogram.BaseEvent) {
    this.setData({ comes: (event.currentTarget.dataset as { comes: boolean }).comes, fault: '' })
  },
  pick(event: WechatMiniprogram.BaseEvent) {
    this.setData({ basis: (event.currentTarget.dataset as { basis: string }).basis, fault: '' })
  },
  write(event: WechatMiniprogram.Input) {
    this.setData({ basis: event.detail.value, fault: '' })
  },

  async record() {
    const { answers, basis, comes, busy } = this.data
    if (busy) return
    const missing = faultsOfAsking(answers, basis, Date.now())
    if (missing) return this.setData(missing)
    this.setData({ busy: true, fault: '' })
    try {
      const { authority } = await call('cases.recordSpoken', spokenOf(this.desk, answers, basis, comes))
      // The number has done its work; it stays nowhere.
      this.setData({ answers: {}, basis: '' })
      this.take(authority)
    } catch (error) {
      this.setData({ fault: failureWords(error) })
    } finally {
      this.setData({ busy: false })
    }
  },

  takeHeld(event: WechatMiniprogram.BaseEvent) {
    const { id } = event.currentTarget.dataset as { id: string }
    const found = this.data.held.find((one) => one.id === id)
    if (found) this.take(found)
  },

  /** What may now be asked for her. */
  take({ id, name, only }: { id: string; name: string; only: string }) {
    this.setData({ authority: { id, name }, kinds: kindsFor(only) })
    wx.pageScrollTo({ scrollTop: 0, duration: 0 })
  },

  another() {
    this.setData({ authority: null })
    void this.readLists().catch(() => undefined)
  },

  choose(event: WechatMiniprogram.BaseEvent) {
    const { kind, area } = event.currentTarget.dataset as { kind: string; area: string }
    if (this.data.authority) void wx.navigateTo({ url: applyUrl(area, kind, this.data.authority.id) })
  },

  open(event: WechatMiniprogram.BaseEvent) {
    const { id, area } = event.currentTarget.dataset as { id: string; area: string }
    void wx.navigateTo({ url: `/packages/cases/story/story?area=${area}&id=${id}` })
  },
})

/** The first of my desks that is a union's own; empty without one. */
async function myDesk(): Promise<string> {
  const { posts } = await call('membership.me', {})
  return posts.find(({ desk }) => desk.split('/')[1] === 'officer')?.desk ?? ''
}
