import { call } from '../../../client/call'
import { failureView, failureWords, type FailureView } from '../../failure'
import { clerkLines, leftWords, saidCode, type ClerkLine } from './clerks-view'

const EVERY_MS = 5000

/** Who stands at my counter: a code for a new one, taken away at once, the shop handed over. `?merchant=ID` */
Page({
  id: '',
  until: 0,
  timer: 0,

  data: {
    state: 'loading',
    failure: null as FailureView | null,
    shopName: '',
    lines: [] as ClerkLine[],
    code: '',
    shown: '',
    left: '',
    busy: false,
    trouble: '',
  },

  onLoad(query: Record<string, string | undefined>) {
    this.id = query.merchant ?? ''
    void this.load()
  },
  onShow() {
    this.timer = setInterval(() => void this.watch(), EVERY_MS) as unknown as number
  },
  onHide() {
    clearInterval(this.timer)
  },
  onUnload() {
    clearInterval(this.timer)
  },

  async load() {
    if (this.data.state !== 'ready') this.setData({ state: 'loading', failure: null })
    try {
      await this.read()
    } catch (error) {
      this.setData({ state: 'failed', failure: failureView(error) })
    }
  },
  async read() {
    const { shop, staff } = await call('benefits.myShop', { merchantId: this.id })
    const came = staff.length > this.data.lines.length && this.data.code !== ''
    this.setData({ state: 'ready', shopName: shop.name, lines: clerkLines(staff) })
    if (came) this.putAway()
  },

  /** While a code is shown: whether somebody used it, and how long it still serves. */
  async watch() {
    if (!this.data.code) return
    const left = leftWords(this.until, Date.now())
    if (!left) return this.putAway()
    this.setData({ left })
    await this.read().catch(() => undefined)
  },
  putAway() {
    this.setData({ code: '', shown: '', left: '' })
  },

  async show() {
    if (this.data.busy) return
    this.setData({ busy: true, trouble: '' })
    try {
      const { code, shown, until } = await call('benefits.clerkCode', { merchantId: this.id })
      this.until = until
      this.setData({ code: saidCode(code), shown, left: leftWords(until, Date.now()) })
    } catch (error) {
      this.setData({ trouble: failureWords(error) })
    }
    this.setData({ busy: false })
  },

  async act(event: WechatMiniprogram.BaseEvent) {
    const { id, name } = event.currentTarget.dataset as { id: string; name: string }
    const { tapIndex } = await wx
      .showActionSheet({ alertText: name, itemList: ['移走，马上不能再核对会员卡', '把店交给这位店员'] })
      .catch(() => ({ tapIndex: -1 }))
    if (tapIndex === 0) await this.send(`移走${name}？`, '移走', () => call('benefits.removeClerk', this.of(id)))
    if (tapIndex !== 1) return
    const given = await this.send(`把店交给${name}？`, '交出去', () => call('benefits.handOver', this.of(id)))
    if (given) void wx.reLaunch({ url: '/pages/me/me' })
  },
  of(clerk: string) {
    return { merchantId: this.id, clerk }
  },

  async send(title: string, confirmText: string, act: () => Promise<unknown>): Promise<boolean> {
    const content = confirmText === '移走' ? '要再来，重新出一个码就行。' : '以后优惠、协议由对方管，您还是店员。'
    const { confirm } = await wx.showModal({ title, content, confirmText })
    if (!confirm) return false
    try {
      await act()
      if (confirmText === '移走') await this.read()
      return true
    } catch (error) {
      this.setData({ trouble: failureWords(error) })
      return false
    }
  },
})
