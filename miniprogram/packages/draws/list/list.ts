import { call } from '../../../client/call'
import { loadKept } from '../../../client/load'
import { failureView, type FailureView } from '../../failure'
import { closingWords, groupWords, tagOf, type Tag } from '../draw-view'

interface Line {
  id: string
  title: string
  from: string
  line: string
  tag: Tag
}

/** Draws of my union and those above it. */
Page({
  next: null as string | null,

  data: {
    state: 'loading',
    stale: '',
    failure: null as FailureView | null,
    lines: [] as Line[],
    more: false,
  },

  onShow() {
    void this.load()
  },

  async load() {
    const { value, failure, stale } = await loadKept('draws', () => call('draws.list', {}))
    if (!value && failure?.code === 'NOT_A_MEMBER') return this.setData({ state: 'empty' })
    if (!value) return this.setData({ state: 'failed', failure: failureView(failure) })
    this.next = value.next
    const lines = value.draws.map(lineOf)
    this.setData({ state: lines.length > 0 ? 'ready' : 'empty', stale, lines, more: value.next !== null })
  },

  async readMore() {
    if (!this.next) return
    const page = await call('draws.list', { after: this.next }).catch(() => null)
    if (!page) return
    this.next = page.next
    this.setData({ lines: [...this.data.lines, ...page.draws.map(lineOf)], more: page.next !== null })
  },

  go(event: WechatMiniprogram.BaseEvent) {
    const { id } = event.currentTarget.dataset as { id: string }
    wx.navigateTo({ url: `/packages/draws/draw/draw?id=${id}` })
  },
})

type Listed = Awaited<ReturnType<typeof call<'draws.list'>>>['draws'][number]

function lineOf(draw: Listed): Line {
  const { id, title, orgName, mine } = draw
  const groups = groupWords(draw)
  const line = groups ? `${closingWords(draw)}，${groups}` : closingWords(draw)
  return { id, title, from: orgName, line, tag: tagOf(draw, mine) }
}
