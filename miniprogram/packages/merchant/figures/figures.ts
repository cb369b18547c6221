import { call } from '../../../client/call'
import { openSheet } from '../../../client/open-sheet'
import { dayOf } from '../../../rules/days'
import { failureView, type FailureView } from '../../failure'
import { figuresView, monthBeside, sayMonth, type FiguresView } from './figures-view'

/** What the card was used for in my shop, month by month. `?merchant=ID` */
Page({
  id: '',
  month: '',
  /** Which of the readings under way is the newest. */
  reading: 0,

  data: {
    state: 'loading',
    failure: null as FailureView | null,
    shopName: '',
    title: '',
    figures: null as FiguresView | null,
    /** The day whose bar was pressed. */
    picked: '',
    busy: false,
    earlier: true,
    later: false,
  },

  onLoad(query: Record<string, string | undefined>) {
    this.id = query.merchant ?? ''
    this.month = dayOf(Date.now()).slice(0, 7)
    void this.load()
  },

  async load() {
    if (this.data.state !== 'ready') this.setData({ state: 'loading', failure: null })
    const mine = (this.reading += 1)
    this.setData({ busy: true })
    try {
      const read = await call('benefits.shopFigures', { merchantId: this.id, month: this.month })
      if (mine !== this.reading) return
      this.setData({
        state: 'ready',
        busy: false,
        shopName: read.merchantName,
        title: sayMonth(read.month),
        figures: figuresView(read),
        picked: '',
        earlier: read.since.slice(0, 7) < read.month,
        later: read.month < dayOf(Date.now()).slice(0, 7),
      })
    } catch (error) {
      if (mine === this.reading) this.setData({ state: 'failed', busy: false, failure: failureView(error) })
    }
  },

  turn(event: WechatMiniprogram.BaseEvent) {
    const { by } = event.currentTarget.dataset as { by: string }
    if (by === '1' ? !this.data.later : !this.data.earlier) return
    this.month = monthBeside(this.month, by === '1' ? 1 : -1)
    this.setData({ title: sayMonth(this.month) })
    void this.load()
  },
  pick(event: WechatMiniprogram.BaseEvent) {
    const bar = this.data.figures?.days[Number((event.currentTarget.dataset as { at: number }).at)]
    if (bar) this.setData({ picked: `${bar.label}：${bar.words}` })
  },
  fetchXlsx() {
    void this.fetch('xlsx')
  },
  fetchCsv() {
    void this.fetch('csv')
  },
  async fetch(format: 'xlsx' | 'csv') {
    const { id: merchantId, month } = this
    await openSheet(() => call('benefits.exportMonth', { merchantId, month, format }))
  },
})
