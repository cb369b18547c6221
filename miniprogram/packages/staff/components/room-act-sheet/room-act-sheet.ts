import type { FormFieldView } from '../../../../../cloudfunctions/kernel/casework/contract'
import type { Faults } from '../../../../components/case-form/form'
import type { Answers } from '../../../../components/case-form/values'
import type { Outcome } from '../../../../rules/interview'
import { pickReason } from '../../case/prepare-act'
import { ANSWER_EFFECTS, answerBeginning, answerFields, faultsOfAnswer, givenOf } from '../../interviews/answer-form'
import type { ActGiven } from '../../interviews/perform'
import { similarFirst } from '../../interviews/room-state'
import { OUTCOME_TAGS, REASONS, type ActName, type Question, type Session } from '../../interviews/room-view'

/**
 * What an act on a question wants before it is pressed: a reason, the question it goes into, a department, an
 * interviewee, an answer. Events: `send` { given }, `back`.
 */
Component({
  options: { addGlobalClass: true },
  properties: {
    /** Empty keeps the sheet away. */
    act: { type: String, value: '' },
    question: { type: Object, value: null as unknown as Record<string, unknown> },
    session: { type: Object, value: null as unknown as Record<string, unknown> },
    /** For a merge: questions it may go into; null while they are being fetched. */
    others: { type: Array, value: null as unknown as unknown[] },
    busy: { type: Boolean, value: false },
    refused: { type: String, value: '' },
    wide: { type: Boolean, value: false },
  },
  data: {
    title: '',
    effect: '',
    go: '',
    note: '',
    reasons: [] as string[],
    choices: [] as Choice[],
    chosen: '',
    /** Nothing is chosen yet: an empty choice is one too. */
    picked: false,
    fields: [] as FormFieldView[],
    answers: {} as Answers,
    faults: {} as Faults,
    fault: '',
    texts: [] as Choice[],
    text: '',
  },
  observers: {
    act() {
      const { act } = this.data
      const { question, session } = this.given()
      if (!act || !question || !session) return
      const words = sheetWords(act as ActName, question)
      const fields = act === 'answer' ? answerFields(session) : []
      const texts =
        act === 'correct'
          ? question.answers.map(({ id, name, kind, text }) => ({
              value: id,
              title: `${name}：${text.slice(0, 24)}`,
              note: OUTCOME_TAGS[kind].text,
            }))
          : []
      this.setData({
        ...words,
        note: '',
        reasons: act === 'return' || act === 'refuse' ? REASONS[act] : [],
        choices: choicesOf(act as ActName, question, session),
        chosen:
          act === 'tag'
            ? question.department
            : act === 'hand'
              ? (question.seat ?? '')
              : (texts[texts.length - 1]?.value ?? ''),
        picked: act === 'tag' || act === 'hand',
        fields,
        answers: act === 'answer' ? answerBeginning(question, session) : {},
        faults: {},
        fault: '',
        texts: texts.length > 1 ? texts : [],
        text: question.answers[question.answers.length - 1]?.text ?? '',
        ...(act === 'answer' && { effect: ANSWER_EFFECTS.answered }),
      })
      this.likely()
    },
    others() {
      this.likely()
    },
  },
  methods: {
    given() {
      return {
        question: this.data.question as unknown as Question | null,
        session: this.data.session as unknown as Session | null,
      }
    },
    /** Those that ask much the same stand first. */
    likely() {
      const { question } = this.given()
      const others = this.data.others as unknown as Question[] | null
      if (this.data.act !== 'merge' || !question || !others) return
      const choices = similarFirst(question.text, others).map(({ question: { id, text, votes, outcome }, like }) => ({
        value: id,
        title: text,
        note: [like ? '很像' : '', `${votes} 人想问`, outcome ? OUTCOME_TAGS[outcome].text : '']
          .filter(Boolean)
          .join('，'),
      }))
      this.setData({ choices })
    },
    choose(event: WechatMiniprogram.BaseEvent) {
      const { value } = event.currentTarget.dataset as { value: string }
      this.setData({ chosen: value, picked: true, fault: '' })
      const answer = this.given().question?.answers.find(({ id }) => id === value)
      if (this.data.act === 'correct' && answer) this.setData({ text: answer.text })
    },
    pick(event: WechatMiniprogram.BaseEvent) {
      const { reason } = event.currentTarget.dataset as { reason: string }
      this.setData({ note: pickReason(this.data.reasons, this.data.note, reason), fault: '' })
    },
    write(event: WechatMiniprogram.Input) {
      this.setData({ note: event.detail.value, fault: '' })
    },
    rewrite(event: WechatMiniprogram.Input) {
      this.setData({ text: event.detail.value, fault: '' })
    },
    answered(event: WechatMiniprogram.CustomEvent<{ name: string; value: unknown }>) {
      const { name, value } = event.detail
      const answers = { ...this.data.answers, [name]: value }
      this.setData({ answers, faults: {}, fault: '', effect: ANSWER_EFFECTS[answers.kind as Outcome] })
    },
    left(event: WechatMiniprogram.CustomEvent<{ name: string; fault: string | null }>) {
      const { name, fault } = event.detail
      if (fault) this.setData({ faults: { ...this.data.faults, [name]: fault } })
    },
    back() {
      if (!this.data.busy) this.triggerEvent('back')
    },
    send() {
      if (this.data.busy) return
      const given = this.prepared()
      if (given) this.triggerEvent('send', { given })
    },
    /** Null, with what is missing said. */
    prepared(): ActGiven | null {
      const { act, note, chosen, picked, answers, fields, text } = this.data
      const why = note.trim()
      const missing = (fault: string) => {
        this.setData({ fault })
        return null
      }
      switch (act as ActName) {
        case 'return':
        case 'refuse':
          return [...why].length < 2 ? missing('写明原因，问的人要看的') : { why }
        case 'merge':
          return picked ? { into: chosen } : missing('请选合并到哪一条')
        case 'tag':
          return { department: chosen }
        case 'hand':
          return { seat: chosen || null }
        case 'correct':
          if ([...text.trim()].length < 2) return missing('请写改成什么')
          return [...why].length < 2
            ? missing('写明为什么更正，谁都看得到')
            : { correct: { answer: chosen, text: text.trim(), why } }
        default: {
          const faults = faultsOfAnswer(fields, answers, Date.now())
          if (Object.keys(faults).length === 0) return { answer: givenOf(answers) }
          this.setData({ faults, fault: '上面有一项没填好，请再看一遍' })
          return null
        }
      }
    },
  },
})

interface Choice {
  value: string
  title: string
  note: string
}

function choicesOf(act: ActName, question: Question, session: Session): Choice[] {
  if (act === 'tag')
    return [
      ...session.departments.map((one) => ({ value: one, title: one, note: '' })),
      { value: '', title: '不标', note: '' },
    ]
  if (act !== 'hand') return []
  const seats = session.seats.filter(({ left }) => !left)
  const people = seats.map(({ id, name, title, here }) => ({
    value: id,
    title: name,
    note: `${title}${here ? '，到了' : '，还没到'}`,
  }))
  return [...people, { value: '', title: '不交给谁', note: '谁都能答' }]
}

function sheetWords(act: ActName, { name, askers }: Question) {
  const all = askers > 1 ? `${askers} 位问的人` : name
  const words: Partial<Record<ActName, { title: string; effect: string; go: string }>> = {
    return: { title: '退回去改', effect: `${name}收到您写的话，改好能再交一次。别人看不到这一条。`, go: '退回' },
    refuse: { title: '不放，写明原因', effect: `${all}收到您写的话。别人看不到这一条。`, go: '不放' },
    merge: { title: '合并到哪一条', effect: '两边问的人都留着，一人算一次，都会收到消息。合并了分不开。', go: '合并' },
    tag: { title: '归哪个部门', effect: '大家看得到，以后按部门查得到。', go: '标上' },
    hand: { title: '交给谁答', effect: '排到这位的最前面。不交，来答的人谁都能答。', go: '就这样' },
    correct: { title: '更正答复', effect: '原来写的留着，谁都看得到改了什么、为什么。', go: '更正' },
    answer: { title: '记答复', effect: '', go: '记下来，公布' },
  }
  return words[act] ?? { title: '', effect: '', go: '' }
}
