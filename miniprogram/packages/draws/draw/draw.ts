import { call, CallFailure } from '../../../client/call'
import { failureView, failureWords, type FailureView } from '../../failure'
import { groupHandle, verifyDraw, type DrawEntry, type Verified } from '../../../rules/draw'
import { closingWords, groupWords, resultWords, tagOf, type Draw, type Mine, type Tag } from '../draw-view'

/** One draw: take part, my number, how it came out, and working it out again on this phone. `?id=` */
Page({
  id: '',

  data: {
    state: 'loading',
    failure: null as FailureView | null,
    draw: null as Draw | null,
    mine: null as Mine,
    number: '',
    closing: '',
    groups: '',
    tag: null as Tag | null,
    result: '',
    busy: false,
    trouble: '',
    open: false,
    checking: false,
    checked: null as Verified | null,
  },

  onLoad(query: Record<string, string | undefined>) {
    this.id = query.id ?? ''
    void this.load()
  },

  async load() {
    this.setData({ state: 'loading', failure: null })
    try {
      this.show(await call('draws.read', { draw: this.id }))
    } catch (error) {
      this.setData({ state: 'failed', failure: failureView(error) })
    }
  },

  show({ draw, mine }: { draw: Draw; mine: Mine }) {
    this.setData({
      state: 'ready',
      draw,
      mine,
      number: mine ? groupHandle(mine.handle) : '',
      closing: closingWords(draw),
      groups: groupWords(draw),
      tag: tagOf(draw, mine),
      result: resultWords(draw, mine),
    })
  },

  enter() {
    return this.act('draws.enter')
  },
  async leave() {
    const { confirm } = await wx.showModal({
      title: '不参加了？',
      content: '截止前还能再报名，号码不变。',
      cancelText: '接着参加',
      confirmText: '不参加了',
    })
    if (confirm) await this.act('draws.leave')
  },

  async act(action: 'draws.enter' | 'draws.leave') {
    if (this.data.busy) return
    this.setData({ busy: true, trouble: '' })
    try {
      this.show(await call(action, { draw: this.id }))
    } catch (error) {
      this.setData({ trouble: failureWords(error) })
    } finally {
      this.setData({ busy: false })
    }
  },

  fold() {
    this.setData({ open: !this.data.open })
  },

  /** Fetches the published list and works the draw out on this phone, with the rule the union used. */
  async check() {
    const { draw, checking } = this.data
    if (!draw || checking) return
    this.setData({ checking: true, trouble: '', checked: null })
    try {
      const { entries, winners } = await fetchProof(this.id)
      this.setData({ checked: verifyDraw({ ...draw, winners }, entries) })
    } catch (error) {
      this.setData({ trouble: error instanceof CallFailure ? error.message : '没算成，请再试一次' })
    } finally {
      this.setData({ checking: false })
    }
  },
})

async function fetchProof(draw: string): Promise<{ entries: DrawEntry[]; winners: string[] }> {
  const entries: DrawEntry[] = []
  for (let after: string | undefined; ;) {
    const page = await call('draws.proof', { draw, after })
    entries.push(...page.entries)
    if (!page.next) return { entries, winners: page.winners }
    after = page.next
  }
}
