import { call, type OutputOf } from '../../../client/call'
import { loadKept } from '../../../client/load'
import { sayShortDay } from '../../../rules/days'
import { failureView, type FailureView } from '../../failure'
import { boardBars, boardSum, monthsWords, type BoardBar, type Measure } from './board-view'

type Board = OutputOf<'cases.board'>

/** Rolled up once a night. */
const FRESH_MS = 3_600_000

/** How long the unions take, in public, by town. Anyone may look. */
Page({
  board: null as Board | null,

  data: {
    state: 'loading',
    stale: '',
    failure: null as FailureView | null,
    measure: 'days' as Measure,
    bars: [] as BoardBar[],
    sum: { decided: '', days: '', inTime: '' },
    months: '',
    asOf: '',
    definition: '',
  },

  onLoad() {
    void this.load()
  },
  async onPullDownRefresh() {
    await this.load()
    wx.stopPullDownRefresh()
  },

  async load() {
    if (!this.board) this.setData({ state: 'loading', failure: null })
    const { value, failure, stale } = await loadKept('board', () => call('cases.board', {}), FRESH_MS)
    if (!value) return this.setData({ state: 'failed', failure: failureView(failure) })
    this.board = value
    this.setData({
      state: value.rows.length ? 'ready' : 'empty',
      stale,
      sum: boardSum(value.rows),
      months: monthsWords(value),
      asOf: sayShortDay(value.day),
      definition: value.definition,
      bars: boardBars(value.rows, this.data.measure),
    })
  },

  choose(event: WechatMiniprogram.BaseEvent) {
    const { measure } = event.currentTarget.dataset as { measure: Measure }
    this.setData({ measure, bars: boardBars(this.board?.rows ?? [], measure) })
  },
})
