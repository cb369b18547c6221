import { call, CallFailure, newClientKey } from '../../../client/call'
import { openDocument } from '../../../client/open-document'
import { failureView, failureWords, type FailureView } from '../../failure'
import { copyWords, groupLines, stopWords, type GroupLine } from './data-view'

/** More calls than this for one copy: something is wrong, and a button is better than waiting for ever. */
const MOST_CALLS = 200

/** Everything the union holds about me, and what I may do with it. */
Page({
  /** One wish for a copy: pressed again after a break it goes on. */
  copyKey: '',
  ticket: '',
  jsonUrl: '',

  data: {
    state: 'loading',
    failure: null as FailureView | null,
    groups: [] as GroupLine[],
    open: '',
    agreed: false,
    stops: [] as string[],
    copying: '',
    copied: false,
    copyFault: '',
    asking: false,
    busy: false,
    fault: '',
  },

  onShow() {
    void this.load()
  },

  async load() {
    if (this.data.state !== 'ready') this.setData({ state: 'loading', failure: null })
    try {
      const { groups, agreed, phoneGoes } = await call('membership.myData', {})
      this.setData({
        state: groups.length > 0 ? 'ready' : 'empty',
        groups: groupLines(groups),
        agreed,
        stops: stopWords(phoneGoes),
      })
    } catch (error) {
      this.setData({ state: 'failed', failure: failureView(error) })
    }
  },

  toggle(event: WechatMiniprogram.BaseEvent) {
    const { key } = event.currentTarget.dataset as { key: string }
    this.setData({ open: this.data.open === key ? '' : key })
  },
  go(event: WechatMiniprogram.BaseEvent) {
    void wx.navigateTo({ url: (event.currentTarget.dataset as { url: string }).url })
  },
  goNotice() {
    void wx.navigateTo({ url: '/packages/membership/notice/notice' })
  },

  async copy() {
    if (this.data.copying) return
    this.copyKey ||= newClientKey().slice(0, 40)
    this.setData({ copying: copyWords(0, 0), copyFault: '', copied: false })
    try {
      for (let calls = 0; calls < MOST_CALLS; calls += 1) {
        const made = await call('membership.copyMyData', { clientKey: this.copyKey })
        if (made.done) return this.keepCopy(made.ticket!, made.json!.url)
        this.setData({ copying: copyWords(made.count, made.total) })
      }
      throw new CallFailure('NOT_DONE', '还没装完。再点一次，接着装')
    } catch (error) {
      if (error instanceof CallFailure && error.code === 'TICKET_EXPIRED') this.copyKey = ''
      this.setData({ copyFault: failureWords(error) })
    } finally {
      this.setData({ copying: '' })
    }
  },
  keepCopy(ticket: string, url: string) {
    Object.assign(this, { ticket, jsonUrl: url, copyKey: '' })
    // In large type it stands below the edge.
    this.setData({ copied: true }, () => wx.pageScrollTo({ selector: '.copied', offsetTop: -120, duration: 200 }))
  },
  async openCopy() {
    await openDocument(this.ticket)
  },
  copyAddress() {
    void wx.setClipboardData({ data: this.jsonUrl }).catch(() => undefined)
  },

  ask() {
    this.setData({ asking: true, fault: '' })
  },
  back() {
    if (!this.data.busy) this.setData({ asking: false })
  },
  async withdraw() {
    if (this.data.busy) return
    this.setData({ busy: true, fault: '' })
    try {
      await call('membership.withdrawConsent', {})
      this.setData({ asking: false })
      void wx.showToast({ title: '收回了', icon: 'success' })
      await this.load()
    } catch (error) {
      this.setData({ fault: failureWords(error) })
    } finally {
      this.setData({ busy: false })
    }
  },
})
