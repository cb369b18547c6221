import { call, CallFailure, newClientKey } from '../../../client/call'
import { PhotoSending } from '../../../client/photo-sending'
import type { Page as Picture } from '../../../client/photos'
import type { Recording } from '../../../client/record-voice'
import type { Faults } from '../../../components/case-form/form'
import type { Answers } from '../../../components/case-form/values'
import { MOST_PICTURES, type Outcome } from '../../../rules/interview'
import { failureView, failureWords, type FailureView } from '../../failure'
import { answerSlip, type AnswerSlip } from '../question/answer-view'
import { askersWords, countWords } from '../question-view'
import { todayOf, type SeatQuestion, type SeatReply } from '../seat/seat-view'
import { beginning, CHOICES, dropDraft, faultsOfAnswer, fieldsOf, givenOf, keepDraft, keptDraft } from './answer-form'

/** An interviewee answers a question in one of four ways, or corrects what she said. `?id=` the session, `?question=` */
Page({
  id: '',
  question: '',
  reply: null as SeatReply | null,
  asked: null as SeatQuestion | null,
  sending: new PhotoSending('answer-none'),

  data: {
    state: 'loading',
    failure: null as FailureView | null,
    text: '',
    by: '',
    votes: '',
    /** What was answered before. */
    before: [] as AnswerSlip[],
    /** Mine of those, to be corrected. */
    mine: '',
    correcting: false,
    corrected: '',
    why: '',
    choices: CHOICES,
    kind: '' as Outcome | '',
    fields: fieldsOf(''),
    answers: {} as Answers,
    faults: {} as Faults,
    pages: [] as Picture[],
    voice: null as Recording | null,
    most: MOST_PICTURES,
    may: false,
    busy: false,
    trouble: '',
    button: '',
  },

  onLoad(query: Record<string, string | undefined>) {
    this.id = query.id ?? ''
    this.question = query.question ?? ''
    const kept = keptDraft(this.question)
    this.sending = new PhotoSending(kept?.clientKey ?? newClientKey())
    if (kept) this.setData({ answers: kept.answers })
    void this.load(kept?.kind ?? '')
  },

  retry() {
    void this.load(this.data.kind)
  },
  async load(kind: Outcome | '') {
    try {
      const reply = await call('interviews.seatQuestions', { interview: this.id })
      const asked = reply.questions.find(({ id }) => id === this.question)
      if (!asked) return this.leave('这个问题不在了，回列表看看')
      this.reply = reply
      this.asked = asked
      this.show(kind)
    } catch (error) {
      this.setData({ state: 'failed', failure: failureView(error) })
    }
  },
  show(kind: Outcome | '') {
    const asked = this.asked!
    const { session, seat }: SeatReply = this.reply!
    const mySeat = session.seats.find((one) => one.id === seat)
    const mine = [...asked.answers].reverse().find((one) => one.name === mySeat?.name)
    this.setData({
      state: 'ready',
      text: asked.text,
      by: askersWords(asked),
      votes: `${countWords(asked.votes)} 人想知道`,
      before: asked.answers.map((one) => answerSlip(one, todayOf())),
      mine: mine?.id ?? '',
      corrected: mine?.text ?? '',
      may: asked.outcome === null || asked.outcome === 'later' || asked.outcome === 'promised',
      answers: { ...beginning(mySeat), ...this.data.answers },
    })
    this.choose(kind)
  },

  chosen(event: WechatMiniprogram.BaseEvent) {
    this.choose((event.currentTarget.dataset as { kind: Outcome }).kind)
    this.keep()
  },
  choose(kind: Outcome | '') {
    const button = CHOICES.find((one) => one.kind === kind)?.button ?? ''
    this.setData({ kind, fields: fieldsOf(kind), faults: {}, trouble: '', button })
  },
  answered(event: WechatMiniprogram.CustomEvent<{ name: string; value: unknown }>) {
    const { name, value } = event.detail
    this.setData({ answers: { ...this.data.answers, [name]: value }, faults: {}, trouble: '' })
    this.keep()
  },
  left(event: WechatMiniprogram.CustomEvent<{ name: string; fault: string | null }>) {
    const { name, fault } = event.detail
    if (fault) this.setData({ faults: { ...this.data.faults, [name]: fault } })
  },
  changed(event: WechatMiniprogram.CustomEvent<{ pages: Picture[] }>) {
    this.setData({ pages: event.detail.pages })
  },
  spoken(event: WechatMiniprogram.CustomEvent<{ recording: Recording | null }>) {
    this.setData({ voice: event.detail.recording, trouble: '' })
  },
  keep() {
    const { kind, answers } = this.data
    keepDraft(this.question, { clientKey: this.sending.clientKey, kind, answers })
  },

  async send() {
    const { kind, answers, busy } = this.data
    if (!kind || busy) return
    const faults = faultsOfAnswer(kind, answers, this.data.voice !== null, Date.now())
    if (Object.keys(faults).length > 0) return this.setData({ faults })
    this.setData({ busy: true, trouble: '' })
    try {
      const { files, voice } = await this.sendUp(kind)
      await call('interviews.answer', {
        question: this.question,
        version: this.asked!.version,
        clientKey: this.sending.clientKey,
        files,
        ...(voice && { voice }),
        ...givenOf(kind, answers),
      })
      dropDraft(this.question)
      this.leave('发出去了，问的人都收到消息')
    } catch (error) {
      await this.refused(error)
    }
  },
  /** What goes with it: pictures, and what was spoken last. With what is passed on nothing does. */
  async sendUp(kind: Outcome) {
    const { pages, voice } = this.data
    if (kind === 'referred' || (pages.length === 0 && !voice)) return { files: [], voice: null }
    const { fileIds } = await this.sending.send(voice ? [...pages, voice] : pages, () => undefined)
    const file = voice ? fileIds[pages.length]! : ''
    return { files: fileIds.slice(0, pages.length), voice: voice && { file, seconds: voice.seconds } }
  },
  /** Somebody was quicker: what she did is fetched, and what was typed stays. */
  async refused(error: unknown) {
    // What got there may be gone: it goes up again next time, under the same key.
    if (error instanceof CallFailure && !error.offline) this.sending.forget()
    if (error instanceof CallFailure && error.code === 'MOVED_ON') await this.load(this.data.kind)
    this.setData({ busy: false, trouble: failureWords(error) })
  },

  correct() {
    this.setData({ correcting: true, trouble: '' })
  },
  rewrite(event: WechatMiniprogram.Input) {
    this.setData({ corrected: event.detail.value, trouble: '' })
  },
  writeWhy(event: WechatMiniprogram.Input) {
    this.setData({ why: event.detail.value, trouble: '' })
  },
  async sendCorrection() {
    const { mine, corrected, why, busy } = this.data
    if (busy) return
    if ([...corrected.trim()].length < 2) return this.setData({ trouble: '请写改成什么' })
    if ([...why.trim()].length < 2) return this.setData({ trouble: '请写一句，为什么更正' })
    this.setData({ busy: true, trouble: '' })
    try {
      const sent = { question: this.question, version: this.asked!.version, answer: mine }
      await call('interviews.correct', { ...sent, text: corrected.trim(), why: why.trim() })
      this.leave('更正了，原来写的还看得到')
    } catch (error) {
      await this.refused(error)
    }
  },

  leave(words: string) {
    void wx.showToast({ title: words, icon: 'none', duration: 2500 })
    if (getCurrentPages().length > 1) return void wx.navigateBack()
    wx.redirectTo({ url: `/packages/interviews/seat/seat?id=${this.id}` })
  },
})
