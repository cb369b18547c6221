import { call } from '../../../client/call'
import { openDocument } from '../../../client/open-document'
import { failureView, failureWords, type FailureView } from '../../failure'
import { approveAll, wayOf } from './approve-all'
import { pictureOf, shownEvent, type EventShown } from './event-view'

/** Counts move while people scan. */
const EVERY_MS = 10_000

/** One joining event: its code for the stall, its counts, the committee's answer to all at once, the roll. `?desk= &id=` */
Page({
  desk: '',
  id: '',
  timer: 0,
  gone: false,

  data: {
    state: 'loading',
    failure: null as FailureView | null,
    shown: null as EventShown | null,
    orgName: '',
    /** The picture that WeChat scans. */
    image: '',
    approving: false,
    percent: 0,
    progress: '',
    result: '',
    trouble: '',
  },

  onLoad(query: Record<string, string | undefined>) {
    this.desk = decodeURIComponent(query.desk ?? '')
    this.id = query.id ?? ''
    void this.load()
  },
  onShow() {
    this.timer = setInterval(() => void this.refresh(), EVERY_MS) as unknown as number
    if (this.data.state === 'ready') void this.refresh()
  },
  onHide() {
    clearInterval(this.timer)
  },
  onUnload() {
    this.gone = true
    clearInterval(this.timer)
  },

  async load() {
    this.setData({ state: 'loading', failure: null })
    const { desk, id: event } = this
    try {
      const [read, drawn] = await Promise.all([
        call('recruiting.event', { desk, event }),
        // Without the picture the digits do.
        call('recruiting.eventCode', { desk, event }).catch(() => null),
      ])
      const image = drawn ? pictureOf(drawn.image) : ''
      this.setData({ state: 'ready', shown: shownEvent(read), orgName: read.orgName, image })
    } catch (error) {
      this.setData({ state: 'failed', failure: failureView(error) })
    }
  },

  /** A reading that fails leaves the last counts: the next one comes by itself. */
  async refresh() {
    if (this.data.state !== 'ready' || this.data.approving) return
    const read = await call('recruiting.event', { desk: this.desk, event: this.id }).catch(() => null)
    if (read && !this.data.approving) this.setData({ shown: shownEvent(read) })
  },

  async approve() {
    const whole = this.data.shown?.clean ?? 0
    if (this.data.approving || whole === 0) return
    const { confirm } = await wx.showModal({
      title: `同意 ${whole} 人入会`,
      content: '每个人马上收到会员卡。身份证号有疑问的不在里面，要一个一个看。',
      confirmText: '全部同意',
    })
    if (!confirm) return
    this.setData({ approving: true, percent: 0, progress: '正在办…', result: '', trouble: '' })
    try {
      const so = await approveAll(wayOf(this.desk, this.id), ({ seen, approved }) => {
        const percent = Math.min(99, Math.round((100 * seen) / Math.max(whole, seen, 1)))
        this.setData({ percent, progress: `同意了 ${approved} 人，还在办…` })
        return !this.gone
      })
      const held = so.heldBack > 0 ? `，${so.heldBack} 人要一个一个看` : ''
      this.setData({ result: `同意了 ${so.approved} 人${held}` })
    } catch (error) {
      this.setData({ trouble: `${failureWords(error)}。办好的都算数，再按一次接着办` })
    }
    this.setData({ approving: false })
    await this.refresh()
  },

  print() {
    void this.printPart(1)
  },
  choosePart(event: WechatMiniprogram.PickerChange) {
    void this.printPart(Number(event.detail.value) + 1)
  },
  async printPart(part: number) {
    this.setData({ trouble: '' })
    try {
      const { ticket } = await call('recruiting.roll', { desk: this.desk, event: this.id, part })
      await openDocument(ticket)
    } catch (error) {
      this.setData({ trouble: failureWords(error) })
    }
  },

  look(event: WechatMiniprogram.BaseEvent) {
    const { id, area } = event.currentTarget.dataset as { id: string; area: string }
    wx.navigateTo({ url: `/packages/staff/case/case?area=${area}&id=${id}` })
  },

  async close() {
    const { confirm } = await wx.showModal({
      title: '停用入会码？',
      content: '停了就不能再扫。交上来的申请都还在，照样能同意。',
      confirmText: '停用',
    })
    if (!confirm) return
    try {
      await call('recruiting.closeEvent', { desk: this.desk, event: this.id })
      await this.refresh()
    } catch (error) {
      this.setData({ trouble: failureWords(error) })
    }
  },
})
