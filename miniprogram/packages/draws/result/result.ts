import { call, type OutputOf } from '../../../client/call'
import { failureView, failureWords, type FailureView } from '../../failure'
import { groupHandle } from '../../../rules/draw'
import { closingWords, groupWords } from '../draw-view'

type Read = OutputOf<'draws.deskRead'>

/** One draw at its desk: how many take part, who won, who has fetched it. `?desk= &id=` */
Page({
  desk: '',
  id: '',

  data: {
    state: 'loading',
    failure: null as FailureView | null,
    draw: null as Read['draw'] | null,
    entered: 0,
    winners: [] as (Read['winners'][number] & { number: string })[],
    closing: '',
    groups: '',
    trouble: '',
    marking: '',
  },

  onLoad(query: Record<string, string | undefined>) {
    this.desk = decodeURIComponent(query.desk ?? '')
    this.id = query.id ?? ''
    void this.load()
  },

  async load() {
    try {
      const { draw, entered, winners } = await call('draws.deskRead', { desk: this.desk, draw: this.id })
      const words = { closing: closingWords(draw), groups: groupWords(draw) }
      const numbered = winners.map((one) => ({ ...one, number: groupHandle(one.handle) }))
      this.setData({ state: 'ready', failure: null, draw, entered, winners: numbered, ...words })
    } catch (error) {
      this.setData({ state: 'failed', failure: failureView(error) })
    }
  },

  async collect(event: WechatMiniprogram.BaseEvent) {
    const { handle } = event.currentTarget.dataset as { handle: string }
    if (this.data.marking) return
    this.setData({ marking: handle, trouble: '' })
    try {
      await call('draws.collected', { desk: this.desk, draw: this.id, handle })
      await this.load()
    } catch (error) {
      this.setData({ trouble: failureWords(error) })
    } finally {
      this.setData({ marking: '' })
    }
  },
})
