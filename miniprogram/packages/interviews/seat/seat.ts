import { call, type OutputOf } from '../../../client/call'
import { failureView, failureWords, type FailureView } from '../../failure'
import { sayComing } from '../../../rules/days'
import { headOf, type Head } from '../live-view'
import { pollLoop, type PollLoop } from '../poll-loop'
import { codeOf, groupsOf, leavingWords, nextLook, seatName, todayOf, waitingFor } from './seat-view'
import type { SeatGroup, SeatReply } from './seat-view'

type Mine = OutputOf<'interviews.seats'>['sessions']

/** Where an interviewee sits: takes her seat by a code, and finds what she is asked. `?id=` a session, `?code=` */
Page({
  id: '',
  reply: null as SeatReply | null,
  loop: null as PollLoop | null,

  data: {
    state: 'loading',
    failure: null as FailureView | null,
    stale: '',
    code: '',
    fault: '',
    busy: false,
    /** Sessions in which I sit; with one of them open: none are shown. */
    sessions: [] as { id: string; topic: string; when: string; waiting: number }[],
    topic: '',
    head: null as Head | null,
    name: '',
    groups: [] as SeatGroup[],
    open: false,
    leavable: false,
  },

  onLoad(query: Record<string, string | undefined>) {
    this.id = query.id ?? ''
    this.loop = pollLoop(
      () => this.look(),
      (error) => this.setData({ stale: `${failureWords(error)}。先看刚才的` }),
    )
    if (query.code) this.setData({ code: query.code })
    void this.load()
  },
  onShow() {
    if (this.reply) this.loop!.start()
  },
  onHide() {
    this.loop!.stop()
  },
  onUnload() {
    this.loop!.stop()
  },

  async load() {
    try {
      if (!this.id) return await this.readSeats()
      await this.look()
      this.setData({ state: 'ready' })
      this.loop!.start(3000)
    } catch (error) {
      this.setData({ state: 'failed', failure: failureView(error) })
    }
  },
  async readSeats() {
    const { sessions } = await call('interviews.seats', {})
    const going = sessions.filter(({ phase }) => phase !== 'cancelled')
    if (going.length === 1 && !this.data.code) return this.enter(going[0]!.id)
    this.setData({ state: 'ready', open: false, sessions: going.map(lineOf) })
  },
  async enter(id: string) {
    this.id = id
    await this.load()
  },
  /** The newest of the session; answers when to look again. */
  async look() {
    const reply = await call('interviews.seatQuestions', { interview: this.id })
    this.reply = reply
    const { session } = reply
    const over = session.phase === 'closed' || session.phase === 'archived' || session.phase === 'cancelled'
    this.setData({
      open: true,
      stale: '',
      topic: session.topic,
      head: headOf(session, Date.now()),
      name: seatName(reply),
      groups: groupsOf(reply, todayOf()),
      leavable: !over,
    })
    return nextLook(session.phase)
  },

  write(event: WechatMiniprogram.Input) {
    this.setData({ code: event.detail.value, fault: '' })
  },
  async take() {
    const code = codeOf(this.data.code)
    if (code.length < 6) return this.setData({ fault: '请把主持人给的码写全' })
    if (this.data.busy) return
    this.setData({ busy: true, fault: '' })
    try {
      const { interview } = await call('interviews.takeSeat', { code })
      this.setData({ busy: false, code: '' })
      await this.enter(interview)
    } catch (error) {
      this.setData({ busy: false, fault: failureWords(error) })
    }
  },
  openSession(event: WechatMiniprogram.BaseEvent) {
    void this.enter((event.currentTarget.dataset as { id: string }).id)
  },
  answer(event: WechatMiniprogram.BaseEvent) {
    const { id } = event.currentTarget.dataset as { id: string }
    wx.navigateTo({ url: `/packages/interviews/answer/answer?id=${this.id}&question=${id}` })
  },
  openPromises() {
    wx.navigateTo({ url: '/packages/interviews/promises/promises?mine=1' })
  },
  async leave() {
    const { reply } = this
    if (!reply) return
    const { confirm } = await wx.showModal({
      title: '要先走了？',
      content: leavingWords(waitingFor(reply)),
      confirmText: '先走了',
      cancelText: '再坐会儿',
    })
    if (!confirm) return
    try {
      await call('interviews.leaveSeat', { interview: this.id })
      this.loop!.stop()
      this.reply = null
      this.id = ''
      await this.readSeats()
      void wx.showToast({ title: '告诉主持人了', icon: 'none' })
    } catch (error) {
      void wx.showToast({ title: failureWords(error), icon: 'none', duration: 3000 })
    }
  },
})

const lineOf = ({ id, topic, liveFrom, waiting }: Mine[number]) => ({
  id,
  topic,
  when: sayComing(liveFrom, Date.now()),
  waiting,
})
