import { call, type OutputOf } from '../../../client/call'
import { dayOf, sayWhen } from '../../../rules/days'
import { yuan } from '../../../rules/money'
import { sayOffer } from '../../../rules/offer'
import { sayRules } from '../../../rules/offer-rules'
import { failureView, failureWords, type FailureView } from '../../failure'
import { ASKINGS, factsOf, tagOf, type Asking, type Fact, type Merchant } from './merchants-view'

const WIDE = 900

/** One partner merchant: agreement, offers, its uses; suspended or lifted with a reason. `?desk=&id=` */
Page({
  desk: '',
  id: '',

  data: {
    state: 'loading',
    failure: null as FailureView | null,
    name: '',
    tag: null as ReturnType<typeof tagOf>,
    shut: '',
    facts: [] as Fact[],
    month: { times: 0, saved: '' },
    deals: [] as { id: string; words: string; covers: string; note: string }[],
    places: [] as { id: string; title: string; note: string }[],
    history: [] as { at: number; words: string; note: string }[],
    file: '',
    act: '' as '' | 'suspend' | 'lift',
    wide: false,
    asking: null as Asking | null,
    reason: '',
    fault: '',
    busy: false,
  },

  onLoad(query: Record<string, string | undefined>) {
    this.desk = decodeURIComponent(query.desk ?? '')
    this.id = query.id ?? ''
    this.setData({ wide: wx.getWindowInfo().windowWidth >= WIDE })
  },
  onShow() {
    void this.load()
  },
  async onPullDownRefresh() {
    await this.load()
    wx.stopPullDownRefresh()
  },

  async load() {
    if (this.data.state !== 'ready') this.setData({ state: 'loading', failure: null })
    try {
      const { merchant, month } = await call('benefits.merchant', { desk: this.desk, id: this.id })
      this.setData({ month: monthOf(month) })
      this.show(merchant)
    } catch (error) {
      this.setData({ state: 'failed', failure: failureView(error) })
    }
  },

  show(merchant: Merchant) {
    const now = Date.now()
    const today = dayOf(now)
    this.setData({
      state: 'ready',
      name: merchant.name,
      tag: tagOf(merchant, today),
      shut: merchant.shut ?? '',
      facts: factsOf(merchant),
      deals: merchant.deals.map(({ id, terms, covers, rules, conditions }) => ({
        id,
        words: sayOffer(terms),
        covers,
        note: [...sayRules({ ...rules, until: '2099-12-31' }, today), ...conditions].join(' · '),
      })),
      places: merchant.places.map(({ id, name, address, phone }) => ({
        id,
        title: address,
        note: [name, phone].join(' · '),
      })),
      history: merchant.history.map(({ at, words, by }) => ({ at, words, note: `${sayWhen(at, now)} · ${by}` })),
      file: merchant.case ?? '',
      act: merchant.state === 'active' ? 'suspend' : merchant.state === 'suspended' ? 'lift' : '',
    })
  },

  /** The licence lies with the application: who looks at it there is written down. */
  openFile() {
    void wx.navigateTo({ url: `/packages/staff/case/case?area=benefits&id=${this.data.file}` })
  },

  begin() {
    if (this.data.act) this.setData({ asking: ASKINGS[this.data.act], reason: '', fault: '' })
  },
  pick(event: WechatMiniprogram.BaseEvent) {
    this.setData({ reason: (event.currentTarget.dataset as { reason: string }).reason, fault: '' })
  },
  write(event: WechatMiniprogram.Input) {
    this.setData({ reason: event.detail.value, fault: '' })
  },
  back() {
    if (!this.data.busy) this.setData({ asking: null })
  },
  async send() {
    const { asking, reason, busy } = this.data
    if (!asking || busy) return
    if (reason.trim().length < 4) return this.setData({ fault: '请写一句为什么，店主看得到' })
    this.setData({ busy: true, fault: '' })
    try {
      const input = { desk: this.desk, id: this.id, reason: reason.trim() }
      const { merchant } = await call(`benefits.${asking.act}`, input)
      this.setData({ asking: null })
      this.show(merchant)
    } catch (error) {
      this.setData({ fault: failureWords(error) })
    }
    this.setData({ busy: false })
  },
})

function monthOf({ times, savedFen }: OutputOf<'benefits.merchant'>['month']) {
  return { times, saved: yuan(savedFen) }
}
