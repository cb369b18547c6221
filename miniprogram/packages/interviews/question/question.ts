import { call, type OutputOf } from '../../../client/call'
import { loadKept } from '../../../client/load'
import { loadCity } from '../../../client/session'
import { askToTell } from '../../../client/subscriptions'
import { dayOf } from '../../../rules/days'
import { failureView, failureWords, type FailureView } from '../../failure'
import { templatesOf } from '../../filling'
import { readMine } from '../live/start'
import {
  askersWords,
  countWords,
  mayWithdraw,
  standingOf,
  tagOf,
  type Mine,
  type MyQuestion,
  type Tag,
} from '../question-view'
import type { ShareCard } from '../components/share-picture/lay-out'
import { answerSlip, questionCard, type AnswerSlip } from './answer-view'
import { hiddenWords } from '../ask/ask-view'

type Reply = OutputOf<'interviews.question'>

/** One question with all that was answered, from a list, a message or a shared card; of mine where it stands. `?id=` */
Page({
  id: '',
  reply: null as Reply | null,
  mine: null as Mine | null,
  own: null as MyQuestion | null,
  templates: [] as string[],

  data: {
    state: 'loading',
    stale: '',
    failure: null as FailureView | null,
    question: '',
    topic: '',
    text: '',
    by: '',
    votes: '',
    tag: null as Tag | null,
    gone: '',
    standing: null as Tag | null,
    why: '',
    covered: '',
    pictures: '',
    answers: [] as AnswerSlip[],
    case: '',
    card: null as ShareCard | null,
    root: '',
    again: false,
    withdrawable: false,
    followable: false,
    /** What she is told of: the answer, or that the promise was kept. */
    followOn: '',
    followed: false,
  },

  onLoad(query: Record<string, string | undefined>) {
    this.id = query.id ?? ''
    this.setData({ question: this.id })
  },
  onShow() {
    void this.load()
  },
  onShareAppMessage() {
    return {
      title: this.data.text.slice(0, 40),
      path: `/packages/interviews/question/question?id=${this.id}`,
      imageUrl: '/assets/share.png',
    }
  },

  async load() {
    const { value, failure, stale } = await loadKept(`question:${this.id}`, () =>
      call('interviews.question', { question: this.id }),
    )
    if (!value) return this.setData({ state: 'failed', failure: failureView(failure) })
    this.reply = value
    this.setData({ stale })
    this.show()
    const mine = await readMine(value.session.id)
    this.mine = mine
    this.own = mine?.questions.find(({ id }) => id === this.id) ?? null
    this.show()
    this.templates = templatesOf((await loadCity()).value ?? {})
  },

  show() {
    if (!this.reply) return
    const { session, question }: Reply = this.reply
    const { own, mine } = this
    const today = dayOf(Date.now())
    const standing = own && standingOf(own)
    const merged = question.state === 'merged' && question.root
    this.setData({
      state: 'ready',
      topic: session.topic,
      text: question.text,
      by: askersWords(question),
      votes: `一共 ${countWords(question.votes)} 人想知道`,
      tag: standing ? null : tagOf(question, today),
      gone: goneWords(question.state, own),
      standing,
      why: own?.why ?? '',
      covered: hiddenWords(own?.hidden ?? []),
      pictures: question.pictures > 0 ? `看照片（${question.pictures} 张）` : '',
      answers: question.answers.map((one) => answerSlip(one, today)),
      case: own?.case ?? '',
      card: question.state === 'open' ? questionCard(session.topic, question) : null,
      root: merged ? question.root! : '',
      again: own?.standing === 'returned' && (mine?.left ?? 0) > 0,
      withdrawable: own !== null && own.state !== 'merged' && mayWithdraw(own),
      followable: mine !== null && question.state === 'open' && question.outcome !== 'answered' && !own,
      followOn: question.outcome === 'promised' ? '办成了' : '有人答了',
      followed: mine?.followed.includes(this.id) ?? false,
    })
  },

  async follow() {
    const on = !this.data.followed
    // WeChat asks only within the tap.
    if (on) await askToTell(this.templates)
    await this.try(async () => {
      await call('interviews.follow', { question: this.id, on })
      this.setData({ followed: on })
    })
  },
  async withdraw() {
    const { confirm } = await wx.showModal({
      title: '收回这个问题？',
      content: '收回了就不放出来了。这一场还能问的次数不会还回来。',
      confirmText: '收回',
      cancelText: '不收回',
    })
    if (!confirm) return
    await this.try(async () => {
      await call('interviews.withdrawQuestion', { question: this.id })
      await this.load()
    })
  },
  /** The same words are there to be put otherwise. */
  askAnew() {
    const { id } = this.reply!.session
    wx.navigateTo({ url: `/packages/interviews/ask/ask?id=${id}&text=${encodeURIComponent(this.data.text)}` })
  },

  async openPictures(event: WechatMiniprogram.BaseEvent) {
    const { answer } = event.currentTarget.dataset as { answer?: string }
    await this.try(async () => {
      const files = await call('interviews.files', { question: this.id })
      const urls = answer ? files.answers.find((one) => one.answer === answer)?.pictures : files.pictures
      if (urls?.length) void wx.previewImage({ urls })
      else void wx.showToast({ title: '照片还在检查，过一会儿再看', icon: 'none' })
    })
  },
  openCase() {
    wx.navigateTo({ url: `/packages/cases/story/story?area=interviews&id=${this.data.case}` })
  },
  openRoot() {
    wx.redirectTo({ url: `/packages/interviews/question/question?id=${this.data.root}` })
  },
  openPromises() {
    wx.navigateTo({ url: `/packages/interviews/promises/promises?interview=${this.reply!.session.id}` })
  },
  openSession() {
    wx.navigateTo({ url: `/packages/interviews/live/live?id=${this.reply!.session.id}` })
  },

  async try(act: () => Promise<void>) {
    try {
      await act()
    } catch (error) {
      void wx.showToast({ title: failureWords(error), icon: 'none', duration: 3000 })
    }
  },
})

function goneWords(state: Reply['question']['state'], own: MyQuestion | null): string {
  if (state === 'merged') return '和一样的问题合到一起了'
  return state === 'gone' && !own ? '这个问题撤下了' : ''
}
