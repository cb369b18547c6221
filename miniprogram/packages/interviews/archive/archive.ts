import { call, type InputOf, type OutputOf } from '../../../client/call'
import { loadKept } from '../../../client/load'
import { dayOf, sayShortDay } from '../../../rules/days'
import { SUBJECTS, SUBJECT_WORDS, type Subject } from '../../../rules/interview'
import { failureView, failureWords, type FailureView } from '../../failure'
import { rowOf, type Row } from '../question-view'

type Found = OutputOf<'interviews.archive'>['questions'][number]
interface Line extends Row {
  from: string
}

const CHIPS = SUBJECTS.map((subject) => ({ subject, words: SUBJECT_WORDS[subject] }))

/** What was asked and answered before, to be found again by words or by what it is about. `?words=` */
Page({
  next: null as string | null,
  turn: 0,

  data: {
    state: 'loading',
    stale: '',
    failure: null as FailureView | null,
    words: '',
    subject: '' as Subject | '',
    chips: CHIPS,
    /** Those of what was found, the chosen one among them. */
    departments: [] as string[],
    department: '',
    lines: [] as Line[],
    more: false,
    fault: '',
  },

  onLoad(query: Record<string, string | undefined>) {
    if (query.words) this.setData({ words: decodeURIComponent(query.words) })
    void this.load()
  },

  asked(): InputOf<'interviews.archive'> {
    const { words, subject, department } = this.data
    const said = words.trim()
    return { ...(said && { words: said }), ...(subject && { subject }), ...(department && { department }) }
  },
  async load() {
    const asked = this.asked()
    this.turn += 1
    const { turn } = this
    const { value, failure, stale } = await loadKept(`archive:${JSON.stringify(asked)}`, () =>
      call('interviews.archive', asked),
    )
    if (turn !== this.turn) return
    if (!value && failure?.code === 'BAD_INPUT')
      return this.setData({ fault: failureWords(failure), lines: [], more: false })
    if (!value) return this.setData({ state: 'failed', failure: failureView(failure) })
    this.next = value.next
    const departments = departmentsOf(value.questions, this.data.department)
    const lines = value.questions.map(lineOf)
    this.setData({ state: 'ready', stale, fault: '', lines, departments, more: value.next !== null })
  },
  retry() {
    this.setData({ state: 'loading', failure: null })
    void this.load()
  },
  async readMore() {
    if (!this.next) return
    try {
      const page = await call('interviews.archive', { ...this.asked(), after: this.next })
      this.next = page.next
      this.setData({ lines: [...this.data.lines, ...page.questions.map(lineOf)], more: page.next !== null })
    } catch (error) {
      void wx.showToast({ title: failureWords(error), icon: 'none' })
    }
  },

  write(event: WechatMiniprogram.Input) {
    this.setData({ words: event.detail.value, fault: '' })
  },
  search() {
    void this.load()
  },
  clear() {
    this.setData({ words: '' })
    void this.load()
  },
  choose(event: WechatMiniprogram.BaseEvent) {
    const { subject } = event.currentTarget.dataset as { subject: Subject }
    this.setData({ subject: subject === this.data.subject ? '' : subject })
    void this.load()
  },
  chooseDepartment(event: WechatMiniprogram.BaseEvent) {
    const { name } = event.currentTarget.dataset as { name: string }
    this.setData({ department: name === this.data.department ? '' : name })
    void this.load()
  },
  open(event: WechatMiniprogram.BaseEvent) {
    const { id } = event.currentTarget.dataset as { id: string }
    wx.navigateTo({ url: `/packages/interviews/question/question?id=${id}` })
  },
})

const MOST_DEPARTMENTS = 6

const departmentsOf = (found: readonly Found[], chosen: string): string[] =>
  [...new Set([chosen, ...found.map(({ department }) => department)])].filter(Boolean).slice(0, MOST_DEPARTMENTS)

function lineOf(found: Found): Line {
  const reading = {
    seats: [],
    today: dayOf(Date.now()),
    pinned: null,
    voted: new Set<string>(),
    atLeast: new Map<string, number>(),
  }
  return { ...rowOf(found, reading), from: `${sayShortDay(dayOf(found.answeredAt))}，${found.topic}` }
}
