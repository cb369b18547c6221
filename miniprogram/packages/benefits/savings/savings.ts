import { call } from '../../../client/call'
import { loadKept } from '../../../client/load'
import { loadMe } from '../../../client/session'
import { failureView, type FailureView } from '../../failure'
import { yuan } from '../../../rules/money'
import { dayOf } from '../../../rules/days'
import { complaintPage } from '../kept-offers'
import { receiptLine, type ReceiptLine } from './receipt-line'
import { sumBars, type SumBar } from './sum-bars'

const WAYS = [
  { key: 'list', name: '一笔一笔' },
  { key: 'months', name: '按月' },
  { key: 'merchants', name: '按店' },
] as const
type Way = (typeof WAYS)[number]['key']
const STARS = ['★★★★★ 很好', '★★★★ 好', '★★★ 还行', '★★ 不太好', '★ 不好']
const RATED = 'rated-uses'

/** What my card saved me: this year's total, and each receipt. */
Page({
  next: null as string | null,

  data: {
    state: 'loading',
    stale: '',
    failure: null as FailureView | null,
    ways: WAYS,
    way: 'list' as Way,
    bars: [] as SumBar[],
    barsFault: '',
    total: '',
    times: 0,
    lines: [] as ReceiptLine[],
    more: '' as '' | 'loading' | 'failed' | 'end',
  },

  onLoad() {
    void this.load()
  },

  async load() {
    this.setData({ state: 'loading', failure: null })
    const [me, loaded] = await Promise.all([loadMe(), loadKept('savings', () => call('benefits.mySavings', {}))])
    const { value: page, stale } = loaded
    if (!page) return this.setData({ state: 'failed', failure: failureView(loaded.failure) })
    const now = Date.now()
    this.next = page.next
    this.setData({
      state: page.receipts.length ? 'ready' : 'empty',
      stale,
      total: yuan(me.value?.membership?.savedThisYearFen ?? 0),
      times: me.value?.membership?.usedThisYear ?? 0,
      lines: page.receipts.map((receipt) => receiptLine(receipt, now)),
      more: page.next ? '' : 'end',
    })
  },

  async onReachBottom() {
    if (!this.next || this.data.more === 'loading') return
    this.setData({ more: 'loading' })
    try {
      const page = await call('benefits.mySavings', { after: this.next })
      const now = Date.now()
      this.next = page.next
      const fresh = page.receipts.map((receipt) => receiptLine(receipt, now))
      this.setData({ lines: [...this.data.lines, ...fresh], more: page.next ? '' : 'end' })
    } catch {
      this.setData({ more: 'failed' })
    }
  },

  choose(event: WechatMiniprogram.BaseEvent) {
    const { key } = event.currentTarget.dataset as { key: Way }
    this.setData({ way: key, bars: [], barsFault: '' })
    if (key !== 'list') void this.readSums(key)
  },

  /** Summed in the cloud from the very receipts of the list. */
  async readSums(way: 'months' | 'merchants') {
    const year = dayOf(Date.now()).slice(0, 4)
    const { value, failure } = await loadKept(`savings-sums:${year}`, () => call('benefits.mySums', { year }))
    if (this.data.way !== way) return
    this.setData(value ? { bars: sumBars(value, way) } : { barsFault: failureView(failure)?.words ?? '' })
  },

  /** Stars for a use, or a word about the shop to the union. */
  async about(event: WechatMiniprogram.BaseEvent) {
    const { id } = event.currentTarget.dataset as { id: string }
    const line = this.data.lines.find((one: ReceiptLine) => one.id === id)
    const rated = (wx.getStorageSync(RATED) as string[] | '') || []
    const stars = rated.includes(id) ? [] : STARS
    const { tapIndex } = await wx
      .showActionSheet({ alertText: '这家店怎么样', itemList: [...stars, '投诉这家店'] })
      .catch(() => ({ tapIndex: -1 }))
    if (tapIndex < 0 || !line) return
    if (tapIndex === stars.length) return wx.navigateTo({ url: complaintPage(line) })
    try {
      await call('benefits.rateUse', { receiptId: id, stars: STARS.length - tapIndex })
      wx.setStorageSync(RATED, [id, ...rated].slice(0, 200))
      wx.showToast({ title: '谢谢，记下了', icon: 'none' })
    } catch (error) {
      wx.showToast({ title: failureView(error)?.words ?? '', icon: 'none' })
    }
  },

  goNearby() {
    wx.redirectTo({ url: '/packages/benefits/nearby/nearby' })
  },
})
