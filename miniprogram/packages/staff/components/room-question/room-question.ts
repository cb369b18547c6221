import { call } from '../../../../client/call'
import { failureWords } from '../../../failure'
import {
  actsOf,
  answerLines,
  effectOf,
  flagsOf,
  showOf,
  tagOf,
  waitedWords,
  type Act,
  type AnswerLine,
  type Question,
  type Session,
  type Tag,
} from '../../interviews/room-view'

/**
 * One question at the host's desk: what was asked and by whom, what was answered, what may be done with it now.
 * Events: `act` { act }; `next` when it is not here any more.
 */
Component({
  options: { addGlobalClass: true },
  properties: {
    desk: { type: String, value: '' },
    question: { type: Object, value: null as unknown as Record<string, unknown> },
    session: { type: Object, value: null as unknown as Record<string, unknown> },
    /** Somebody else has moved it: nothing may be pressed. */
    moved: { type: Boolean, value: false },
    notice: { type: String, value: '' },
    noticeTone: { type: String, value: '' },
    busy: { type: Boolean, value: false },
    wide: { type: Boolean, value: false },
    /** What comes next; empty: nothing. */
    nextWords: { type: String, value: '' },
  },
  data: {
    shown: null as Shown | null,
    opening: false,
    fault: '',
  },
  observers: {
    'question, session, moved'() {
      const question = this.data.question as unknown as Question | null
      const session = this.data.session as unknown as Session | null
      if (!question || !session) return this.setData({ shown: null })
      const other = this.data.shown?.id !== question.id
      this.setData({ shown: shownQuestion(question, session, Date.now()), ...(other && { fault: '' }) })
    },
  },
  methods: {
    press(event: WechatMiniprogram.BaseEvent) {
      this.triggerEvent('act', { act: (event.currentTarget.dataset as { act: string }).act })
    },
    next() {
      this.triggerEvent('next')
    },
    async pictures() {
      if (this.data.opening || !this.data.shown) return
      this.setData({ opening: true, fault: '' })
      try {
        const { pictures } = await call('interviews.files', { question: this.data.shown.id, desk: this.data.desk })
        if (pictures.length > 0) await wx.previewImage({ urls: pictures })
        else this.setData({ fault: '照片没了，微信检查时拿掉了' })
      } catch (error) {
        this.setData({ fault: failureWords(error) })
      } finally {
        this.setData({ opening: false })
      }
    },
  },
})

interface Shown {
  id: string
  text: string
  name: string
  unionName: string
  outside: string
  asked: string
  votes: number
  flags: Tag[]
  pictures: number
  tag: Tag | null
  department: string
  seat: string
  why: string
  answers: AnswerLine[]
  lead: Act | null
  others: Act[]
  effect: string
  pinned: boolean
}

function shownQuestion(question: Question, session: Session, now: number): Shown {
  const { id, text, name, unionName, by, votes, pictures, department, seat, why, askers } = question
  return {
    id,
    text,
    name,
    unionName,
    outside: askers > 1 ? `外面叫“${by}”，一共 ${askers} 位问的` : `外面叫“${by}”`,
    asked: waitedWords(question.at, now),
    votes,
    flags: flagsOf(question).filter(({ icon }) => icon !== 'camera'),
    pictures,
    tag: tagOf(question, session),
    department,
    seat: session.seats.find((one) => one.id === seat)?.name ?? '',
    why,
    answers: answerLines(question, now),
    ...actsOf(question, session),
    effect: showOf(question) === 'waiting' || showOf(question) === 'open' ? effectOf(question) : '',
    pinned: session.pinned === id,
  }
}
