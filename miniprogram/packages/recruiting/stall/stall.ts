import { call, CallFailure, type OutputOf } from '../../../client/call'
import { failureView, type FailureView } from '../../failure'
import { sayDays } from '../days-words'
import { codeIn, tidyCode } from './stall-code'

/** 入会摊位: WeChat's scanner opens it with `scene`; without one, the six digits are typed or scanned here. */
Page({
  code: '',

  data: {
    state: 'ready',
    failure: null as FailureView | null,
    typed: '',
    trouble: '',
    busy: false,
    event: null as (OutputOf<'recruiting.stall'>['event'] & { days: string }) | null,
    union: null as OutputOf<'recruiting.stall'>['union'] | null,
  },

  onLoad(query: Record<string, string | undefined>) {
    const code = codeIn(decodeURIComponent(query.scene ?? query.code ?? ''))
    if (code) void this.look(code)
  },

  load() {
    return this.look(this.code)
  },

  async look(code: string) {
    if (this.data.busy) return
    this.code = code
    // Typed here, the page stays as it is while it looks.
    this.setData({ busy: true, trouble: '', ...(this.data.typed ? {} : { state: 'loading', failure: null }) })
    try {
      const { event, union } = await call('recruiting.stall', { code })
      this.setData({ state: 'ready', busy: false, event: { ...event, days: sayDays(event.from, event.to) }, union })
    } catch (error) {
      const unknown = error instanceof CallFailure && !error.offline && error.code !== 'INTERNAL'
      if (unknown) this.setData({ state: 'ready', busy: false, trouble: error.words })
      else this.setData({ state: 'failed', busy: false, failure: failureView(error) })
    }
  },

  type(event: WechatMiniprogram.Input) {
    const typed = tidyCode(event.detail.value)
    this.setData({ typed, trouble: '' })
    if (typed.length === 6) void this.look(typed)
  },

  scan() {
    wx.scanCode({
      scanType: ['qrCode', 'wxCode'],
      success: ({ path, result }) => {
        const code = codeIn(path || result)
        if (code) return void this.look(code)
        this.setData({ trouble: '这不是入会摊位的码。请再扫一次，或输下面的 6 位数字' })
      },
      fail: ({ errMsg }) => {
        if (!/cancel/.test(errMsg)) this.setData({ trouble: '没扫到。凑近一点再扫，或输 6 位数字' })
      },
    })
  },

  join() {
    wx.redirectTo({ url: `/packages/membership/join/join?stall=${this.code}` })
  },

  another() {
    this.setData({ event: null, union: null, typed: '', trouble: '' })
  },
})
