import { call, type OutputOf } from '../../../client/call'
import { loadKept } from '../../../client/load'
import { failureView, type FailureView } from '../../failure'
import { wordOfDay } from '../../word-of-day'

type Counter = OutputOf<'benefits.counter'>

/** 店里的码: to be printed and put on the counter; and today's word, by which a clerk knows a live phone. `?merchant=ID` */
Page({
  merchantId: '',

  data: {
    state: 'loading',
    stale: '',
    failure: null as FailureView | null,
    merchantName: '',
    code: '',
    word: '',
    hex: '',
  },

  onLoad(query: Record<string, string | undefined>) {
    this.merchantId = query.merchant ?? ''
    void this.load()
  },

  async load() {
    this.setData({ state: 'loading', failure: null })
    const { merchantId } = this
    const read = () => call('benefits.counter', { merchantId })
    const { value, failure, stale } = await loadKept<Counter>(`counter:${merchantId}`, read)
    if (!value?.shopCode) return this.setData({ state: 'failed', failure: failureView(failure) })
    const { words, hex } = wordOfDay(value.word)
    this.setData({
      state: 'ready',
      stale,
      merchantName: value.merchantName,
      code: value.shopCode,
      // Yesterday's word would turn honest customers away.
      word: stale ? '' : words,
      hex,
    })
  },
})
