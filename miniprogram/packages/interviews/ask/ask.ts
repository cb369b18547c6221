import { call, CallFailure, newClientKey } from '../../../client/call'
import { PhotoSending } from '../../../client/photo-sending'
import type { Page as Picture } from '../../../client/photos'
import { loadCity } from '../../../client/session'
import { askToTell } from '../../../client/subscriptions'
import { dayOf } from '../../../rules/days'
import { MOST_PICTURES } from '../../../rules/interview'
import { failureWords } from '../../failure'
import { templatesOf } from '../../filling'
import { MyVotes } from '../my-votes'
import { readMine } from '../live/start'
import { dropDraft, keepDraft, keptDraft } from './ask-draft'
import { alikeOf, faultOf, hiddenWords, namedWords, roomWords, type Alike } from './ask-view'

const LOOK_AFTER_MS = 700

/** Asks a question in a session; what is much the same is offered first. `?id=`, `&names=`, `&text=` of one that was returned. */
Page({
  id: '',
  sending: null as PhotoSending | null,
  votes: new MyVotes(),
  alike: [] as Parameters<typeof alikeOf>[0],
  looking: undefined as ReturnType<typeof setTimeout> | undefined,
  templates: [] as string[],

  data: {
    text: '',
    room: '',
    fault: '',
    trouble: '',
    pages: [] as Picture[],
    most: MOST_PICTURES,
    similar: [] as Alike[],
    busy: false,
    progress: '',
    named: '',
    /** It was sent: what was hidden, and what comes next. */
    done: false,
    covered: '',
    telling: false,
  },

  onLoad(query: Record<string, string | undefined>) {
    this.id = query.id ?? ''
    this.votes = new MyVotes()
    this.setData({ named: namedWords(query.names) })
    const kept = keptDraft(this.id)
    this.sending = new PhotoSending(kept?.clientKey ?? newClientKey())
    const text = query.text ? decodeURIComponent(query.text) : (kept?.text ?? '')
    if (text) this.write(text)
    void this.begin()
  },
  onUnload() {
    clearTimeout(this.looking)
  },
  async begin() {
    const mine = await readMine(this.id)
    if (mine) this.votes.know(mine.voted)
    this.templates = templatesOf((await loadCity()).value ?? {})
  },

  type(event: WechatMiniprogram.Input) {
    this.write(event.detail.value)
  },
  write(text: string) {
    this.setData({ text, fault: '', trouble: '', room: roomWords(text) })
    keepDraft(this.id, { clientKey: this.sending!.clientKey, text })
    clearTimeout(this.looking)
    this.looking = setTimeout(() => void this.look(), LOOK_AFTER_MS)
  },
  /** What others asked before is a hint: without a network there is none. */
  async look() {
    const { text } = this.data
    if ([...text.trim()].length < 4) return this.offer([])
    const found = await call('interviews.similar', { interview: this.id, text: text.trim().slice(0, 300) }).catch(
      () => null,
    )
    if (found && text === this.data.text) this.offer(found.questions)
  },
  offer(questions: Parameters<typeof alikeOf>[0]) {
    this.alike = questions
    this.setData({ similar: alikeOf(questions, this.votes.voted, dayOf(Date.now())) })
  },

  async join(event: WechatMiniprogram.BaseEvent) {
    const { id } = event.currentTarget.dataset as { id: string }
    const question = this.alike.find((one) => one.id === id)
    if (!question) return
    const fault = await this.votes.cast(question, () => this.offer(this.alike))
    if (fault) return void wx.showToast({ title: failureWords(fault), icon: 'none', duration: 3000 })
    void wx.showToast({ title: '跟着问了，有人答了告诉您', icon: 'none' })
    void call('interviews.follow', { question: id, on: true }).catch(() => undefined)
  },
  open(event: WechatMiniprogram.BaseEvent) {
    const { id } = event.currentTarget.dataset as { id: string }
    wx.navigateTo({ url: `/packages/interviews/question/question?id=${id}&interview=${this.id}` })
  },
  changed(event: WechatMiniprogram.CustomEvent<{ pages: Picture[] }>) {
    this.setData({ pages: event.detail.pages })
  },

  async send() {
    const { text, pages, busy } = this.data
    if (busy) return
    const fault = faultOf(text)
    if (fault) return this.setData({ fault })
    this.setData({ busy: true, trouble: '', progress: '' })
    try {
      const sent = pages.length > 0 ? await this.sending!.send(pages, (percent) => this.say(percent)) : null
      const { question } = await call('interviews.ask', {
        interview: this.id,
        clientKey: this.sending!.clientKey,
        text: text.trim(),
        files: sent?.fileIds ?? [],
      })
      dropDraft(this.id)
      this.setData({ busy: false, done: true, covered: hiddenWords(question.hidden), progress: '' })
    } catch (error) {
      // What got there may be gone: it goes up again next time, under the same key.
      if (error instanceof CallFailure && !error.offline) this.sending!.forget()
      this.setData({ busy: false, trouble: failureWords(error), progress: '' })
    }
  },
  say(percent: number) {
    const progress = percent < 100 ? `照片传了 ${percent}%` : ''
    if (progress !== this.data.progress) this.setData({ progress })
  },

  async tell() {
    // WeChat asks only within the tap.
    this.setData({ telling: await askToTell(this.templates) })
    this.back()
  },
  back() {
    if (getCurrentPages().length > 1) return void wx.navigateBack()
    wx.redirectTo({ url: `/packages/interviews/live/live?id=${this.id}` })
  },
})
