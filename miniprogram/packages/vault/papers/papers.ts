import { call, CallFailure } from '../../../client/call'
import { loadKept } from '../../../client/load'
import { openPaper } from '../../../client/open-paper'
import { pendingUploads, type Paper } from '../../../client/uploads'
import type { PaperType } from '../../../rules/papers'
import { failureView, type FailureView } from '../../failure'
import { KINDS, removeWords, shelfLines, type ShelfLine } from './shelf'

/** My papers: what I have photographed once, until when it counts; add, look, remove. */
Page({
  papers: [] as Paper[],

  data: {
    state: 'loading',
    stale: '',
    failure: null as FailureView | null,
    folder: '',
    lines: [] as ShelfLine[],
    kinds: KINDS,
    choosing: false,
    types: [] as string[],
    busy: false,
    fault: '',
  },

  onShow() {
    void this.load()
  },

  async onPullDownRefresh() {
    await this.load()
    wx.stopPullDownRefresh()
  },

  /** Rows already on the screen stay while they are read again. */
  async load() {
    const { value, failure, stale } = await loadKept('papers', () => call('vault.mine', {}))
    if (!value) {
      if (this.data.state !== 'ready') this.setData({ state: 'failed', failure: failureView(failure) })
      return
    }
    this.setData({ state: 'ready', stale, folder: value.folder })
    this.show(value.papers)
    // What was cut before is offered as soon as the tray stands.
    const waiting = pendingUploads()[0]
    if (waiting && !this.data.busy) this.setData({ types: [waiting.type] })
  },

  retry() {
    this.setData({ state: 'loading' })
    void this.load()
  },

  show(papers: Paper[]) {
    this.papers = papers
    this.setData({ lines: shelfLines(papers, Date.now()) })
  },

  add() {
    this.setData({ choosing: true, fault: '' })
  },

  closeKinds() {
    this.setData({ choosing: false })
  },

  chooseKind(event: WechatMiniprogram.BaseEvent) {
    const type = event.currentTarget.dataset.type as PaperType
    this.setData({ choosing: false, types: [type] }, () => {
      const tray = this.selectComponent('#tray') as unknown as { start(): void }
      tray.start()
    })
  },

  phase(event: WechatMiniprogram.CustomEvent<{ phase: string }>) {
    this.setData({ busy: event.detail.phase !== 'idle' })
  },

  added(event: WechatMiniprogram.CustomEvent<{ paper: Paper }>) {
    const { paper } = event.detail
    this.show([paper, ...this.papers.filter(({ id }) => id !== paper.id)])
    void wx.showToast({ title: '收好了', icon: 'success' })
    void this.load()
  },

  async press(event: WechatMiniprogram.BaseEvent) {
    const { id, title } = event.currentTarget.dataset as { id: string; title: string }
    const { tapIndex } = await wx.showActionSheet({ itemList: ['看一眼', '删掉'] }).catch(() => ({ tapIndex: -1 }))
    if (tapIndex === 0) await openPaper(id)
    if (tapIndex === 1) await this.remove(id, title)
  },

  async remove(paperId: string, title: string) {
    const { confirm } = await wx.showModal({
      title: '',
      content: removeWords(title),
      confirmText: '删掉',
      cancelText: '留着',
    })
    if (!confirm) return
    this.setData({ fault: '' })
    try {
      await call('vault.remove', { paperId })
      this.show(this.papers.filter(({ id }) => id !== paperId))
    } catch (error) {
      this.setData({ fault: error instanceof CallFailure ? error.words : '没删成。请再试一次' })
    }
  },

  goLooks() {
    void wx.navigateTo({ url: '/packages/vault/looks/looks' })
  },
})
