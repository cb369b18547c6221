import { call, CallFailure } from '../../../client/call'
import { PhotoSending } from '../../../client/photo-sending'
import type { Page as Picture } from '../../../client/photos'
import type { Faults } from '../../../components/case-form/form'
import type { Answers } from '../../../components/case-form/values'
import { dayOf } from '../../../rules/days'
import { MOST_PICTURES } from '../../../rules/interview'
import { failureView, failureWords, type FailureView } from '../../failure'
import { slipOf, type Commitment, type Slip } from '../promises/promise-view'
import { ACTS, faultsOfAct, fieldsOf, type Act } from './promise-form'

/** Whoever promised says what became of it: done, another day, or it cannot be done. `?id=`, `?desk=` as a host. */
Page({
  id: '',
  desk: '',
  promise: null as Commitment | null,
  sending: new PhotoSending('promise-none'),

  data: {
    state: 'loading',
    failure: null as FailureView | null,
    slip: null as Slip | null,
    acts: ACTS,
    act: '' as Act | '',
    fields: fieldsOf(''),
    answers: {} as Answers,
    faults: {} as Faults,
    pages: [] as Picture[],
    most: MOST_PICTURES,
    busy: false,
    trouble: '',
    button: '',
  },

  onLoad(query: Record<string, string | undefined>) {
    this.id = query.id ?? ''
    this.desk = decodeURIComponent(query.desk ?? '')
    this.sending = new PhotoSending()
    void this.load()
  },
  asWho(): { desk?: string } {
    return this.desk ? { desk: this.desk } : {}
  },

  async load() {
    try {
      const { promises } = await call('interviews.myPromises', this.asWho())
      const promise = promises.find(({ id }) => id === this.id)
      if (!promise) return this.leave('这件事已经有结果了')
      this.promise = promise
      this.setData({ state: 'ready', slip: slipOf(promise, dayOf(Date.now())) })
    } catch (error) {
      this.setData({ state: 'failed', failure: failureView(error) })
    }
  },

  choose(event: WechatMiniprogram.BaseEvent) {
    const { act } = event.currentTarget.dataset as { act: Act }
    const button = ACTS.find((one) => one.act === act)!.button
    this.setData({ act, fields: fieldsOf(act), faults: {}, trouble: '', button })
  },
  answered(event: WechatMiniprogram.CustomEvent<{ name: string; value: unknown }>) {
    const { name, value } = event.detail
    this.setData({ answers: { ...this.data.answers, [name]: value }, faults: {}, trouble: '' })
  },
  left(event: WechatMiniprogram.CustomEvent<{ name: string; fault: string | null }>) {
    const { name, fault } = event.detail
    if (fault) this.setData({ faults: { ...this.data.faults, [name]: fault } })
  },
  changed(event: WechatMiniprogram.CustomEvent<{ pages: Picture[] }>) {
    this.setData({ pages: event.detail.pages })
  },

  async send() {
    const { act, answers, busy } = this.data
    const { promise } = this
    if (!act || !promise || busy) return
    const faults = faultsOfAct(act, answers, promise.by, Date.now())
    if (Object.keys(faults).length > 0) return this.setData({ faults })
    this.setData({ busy: true, trouble: '' })
    try {
      await this.change(act, promise)
      this.leave(act === 'move' ? '日子改了，大家看得到' : '记下了，问的人都收到消息')
    } catch (error) {
      // What got there may be gone: it goes up again next time, under the same key.
      if (error instanceof CallFailure && !error.offline) this.sending.forget()
      this.setData({ busy: false, trouble: failureWords(error) })
    }
  },
  async change(act: Act, { id: promise, version }: Commitment) {
    const { answers, pages } = this.data
    const said = (name: string) => String(answers[name] ?? '').trim()
    const who = this.asWho()
    if (act === 'move')
      return call('interviews.movePromise', { ...who, promise, version, to: said('to'), why: said('why') })
    const sent = act === 'kept' && pages.length > 0 ? await this.sending.send(pages, () => undefined) : null
    const { clientKey } = this.sending
    const files = sent?.fileIds ?? []
    return call('interviews.endPromise', { ...who, promise, version, clientKey, as: act, how: said('how'), files })
  },
  leave(words: string) {
    void wx.showToast({ title: words, icon: 'none', duration: 2500 })
    if (getCurrentPages().length > 1) return void wx.navigateBack()
    wx.redirectTo({ url: '/packages/interviews/promises/promises' })
  },
})
