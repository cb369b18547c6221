import { call } from '../../../client/call'
import { formKey, loadForm, type Form } from '../../../client/forms'
import { keptValue, loadKept } from '../../../client/load'
import type { City } from '../../../client/session'
import type { Paper } from '../../../client/uploads'
import { faultsOf, faultsWhileTyping, type Faults } from '../../../components/case-form/form'
import type { Answers } from '../../../components/case-form/values'
import { dayOf } from '../../../rules/days'
import { failureWords } from '../../failure'
import { stepBars } from '../../filling'
import { keepNumbers, keptNumbers } from './kept-numbers'
import { questionPages, type QuestionPage } from './questions'
import { papersLine, reckon, type PapersLine, type Reckoning } from './reckoning'

/**
 * The hardship pre-check: a few questions, the desk's own rule, the sum on a slip. All on this phone: while she answers
 * nothing is sent and nothing is fetched. It never decides.
 */
Page({
  city: null as City | null,
  pages: [] as QuestionPage[],

  data: {
    /** `fetch`: the city's standards were never kept here. */
    phase: 'ask' as 'fetch' | 'ask' | 'answer',
    step: 0,
    stepWords: '',
    bars: [] as { at: number; on: boolean }[],
    title: '',
    help: '',
    fields: [] as QuestionPage['fields'],
    answers: {} as Answers,
    faults: {} as Faults,
    busy: false,
    trouble: '',
    result: null as Reckoning | null,
    papers: null as PapersLine | null,
    showPapers: false,
    showOthers: false,
    hotline: '12351',
  },

  onLoad() {
    const city = keptValue<City>('city')
    // What an older version of the app kept has no standards in it.
    if (!city?.hardship) return this.setData({ phase: 'fetch' })
    this.begin(city)
  },

  /** Before the check begins: the standards, and what the papers are; nothing of hers goes with it. */
  async fetchStandards() {
    if (this.data.busy) return
    this.setData({ busy: true, trouble: '' })
    const [{ value, failure, stale }] = await Promise.all([
      loadKept('city', () => call('membership.city', {})),
      loadForm('hardship'),
    ])
    this.setData({ busy: false })
    if (value?.hardship && !stale) return this.begin(value)
    this.setData({ trouble: failureWords(failure) || '没取到。不是您的错，请再试一次' })
  },

  begin(city: City) {
    this.city = city
    this.pages = questionPages(city)
    this.setData({ answers: keptNumbers(), hotline: city.hotline })
    this.goTo(0)
  },

  goTo(step: number) {
    const page = this.pages[step]!
    this.setData({
      phase: 'ask',
      step,
      ...stepBars(step, this.pages.length),
      title: page.title,
      help: page.help,
      fields: page.fields,
      faults: {},
      trouble: '',
    })
    wx.pageScrollTo({ scrollTop: 0, duration: 0 })
  },

  answered(event: WechatMiniprogram.CustomEvent<{ name: string; value: unknown }>) {
    const { name, value } = event.detail
    const answers = { ...this.data.answers, [name]: value }
    const field = this.data.fields.find((one) => one.name === name)
    const faults = field ? faultsWhileTyping(this.data.faults, field, value, Date.now()) : this.data.faults
    keepNumbers(answers)
    this.setData({ answers, faults })
  },
  left(event: WechatMiniprogram.CustomEvent<{ name: string; fault: string | null }>) {
    const { name, fault } = event.detail
    if (fault) this.setData({ faults: { ...this.data.faults, [name]: fault } })
  },

  next() {
    const faults = faultsOf(this.data.fields, this.data.answers, Date.now())
    const first = Object.keys(faults)[0]
    if (first) {
      this.setData({ faults })
      return (this.selectComponent('#questions') as unknown as { show(path: string): void }).show(first)
    }
    if (this.data.step + 1 < this.pages.length) return this.goTo(this.data.step + 1)
    this.answer()
  },
  back() {
    this.goTo(this.data.step - 1)
  },

  answer() {
    const { answers } = this.data
    try {
      const result = reckon(answers, this.city!.hardship, dayOf(Date.now()))
      const form = keptValue<Form>(formKey('hardship'))
      const held = keptValue<{ papers: Paper[] }>('papers')?.papers ?? []
      const papers = papersLine(form?.evidence ?? null, held, answers)
      this.setData({ phase: 'answer', result, papers, showPapers: false, showOthers: false })
      wx.pageScrollTo({ scrollTop: 0, duration: 0 })
    } catch {
      // The city has no standard that holds today for this district.
      this.setData({ trouble: '这个区的低保标准还没有，算不了。申请照样能交' })
    }
  },

  change() {
    this.goTo(0)
  },
  togglePapers() {
    this.setData({ showPapers: !this.data.showPapers })
  },
  toggleOthers() {
    this.setData({ showOthers: !this.data.showOthers })
  },
  go(event: WechatMiniprogram.BaseEvent) {
    wx.navigateTo({ url: (event.currentTarget.dataset as { url: string }).url })
  },
  apply() {
    wx.navigateTo({ url: '/packages/cases/apply/apply?kind=hardship&from=precheck' })
  },
  callUnion() {
    void wx.makePhoneCall({ phoneNumber: this.data.hotline }).catch(() => undefined)
  },
})
