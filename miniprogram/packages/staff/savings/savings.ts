import { call, type OutputOf } from '../../../client/call'
import { loadKept } from '../../../client/load'
import { loadMe, type Me } from '../../../client/session'
import { failureView, type FailureView } from '../../failure'
import { figuresView, type FiguresView } from './figures-view'

type Post = Me['posts'][number]

/** What members' cards saved at my union and below it, a minute behind. `?desk=ORG/officer` */
Page({
  wanted: '',

  data: {
    state: 'loading',
    stale: '',
    failure: null as FailureView | null,
    posts: [] as Post[],
    at: 0,
    orgName: '',
    view: null as FiguresView | null,
  },

  onLoad(query: Record<string, string | undefined>) {
    this.wanted = query.desk ?? ''
    void this.load()
  },

  async load() {
    this.setData({ state: 'loading', failure: null })
    const { value: me, failure } = await loadMe()
    if (!me) return this.setData({ state: 'failed', failure: failureView(failure) })
    const posts = me.posts.filter(({ desk }) => desk.endsWith('/officer'))
    if (posts.length === 0) return this.setData({ state: 'empty' })
    const at = Math.max(
      0,
      posts.findIndex(({ desk }) => desk === this.wanted),
    )
    this.setData({ posts, at })
    await this.read()
  },

  async read() {
    const { desk } = this.data.posts[this.data.at]!
    const { value, failure, stale } = await loadKept<OutputOf<'benefits.figures'>>(`card-figures:${desk}`, () =>
      call('benefits.figures', { desk }),
    )
    if (!value) return this.setData({ state: 'failed', failure: failureView(failure) })
    this.setData({ state: 'ready', stale, orgName: value.orgName, view: figuresView(value) })
  },

  choose(event: WechatMiniprogram.BaseEvent) {
    this.setData({ at: Number((event.currentTarget.dataset as { at: number }).at), state: 'loading' })
    void this.read()
  },
})
