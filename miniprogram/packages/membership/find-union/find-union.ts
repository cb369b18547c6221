import { call } from '../../../client/call'
import { loadCity, type City } from '../../../client/session'
import { failureView, failureWords, type FailureView } from '../../failure'
import { UnionSearch, unionLine, type SearchState, type Union, type UnionLine } from './search'

type Way = 'name' | 'place' | 'industry'
interface Choice {
  code: string
  name: string
}

/**
 * Finds a union by name (its own or an employer's), by place, or by industry, and hands the choice to the page that
 * opened this one over the event `chosen`. Place and industry always lead to a union: nobody is turned away.
 */
Page({
  city: null as City | null,
  search: null as UnionSearch | null,

  data: {
    state: 'loading',
    failure: null as FailureView | null,
    way: 'name' as Way,
    text: '',
    found: { name: 'idle' } as SearchState,
    lines: [] as UnionLine[],
    /** The choices of the present question: districts, then towns, or industries. */
    choices: [] as Choice[],
    /** What was chosen on the way: `环翠区`. */
    chosenPlace: '',
    district: '',
    answerFor: '',
  },

  onLoad() {
    this.search = new UnionSearch(
      (input) => call('membership.findUnion', input),
      (found) => this.show(found),
    )
    void this.load()
  },

  onUnload() {
    this.search?.stop()
  },

  async load() {
    this.setData({ state: 'loading', failure: null })
    const { value: city, failure } = await loadCity()
    if (!city) return this.setData({ state: 'failed', failure: failureView(failure) })
    this.city = city
    this.setData({ state: 'ready' })
  },

  show(found: SearchState) {
    this.setData({ found, lines: found.name === 'found' ? found.unions.map(unionLine) : [] })
  },

  /* ---- by name ---- */

  type(event: WechatMiniprogram.Input) {
    this.setData({ text: event.detail.value })
    this.search!.type(event.detail.value)
  },

  searchNow() {
    if ([...this.data.text.trim()].length >= 2) void this.search!.search(this.data.text.trim())
  },

  clear() {
    this.setData({ text: '' })
    this.search!.type('')
  },

  /* ---- by place, by industry ---- */

  startPlace() {
    this.turnTo('place', this.city!.districts, '')
  },

  startIndustry() {
    this.turnTo('industry', this.city!.industries, '')
  },

  backToName() {
    this.turnTo('name', [], '')
    if (this.data.text) this.search!.type(this.data.text)
  },

  turnTo(way: Way, choices: Choice[], district: string) {
    this.search!.stop()
    const chosenPlace = this.city!.districts.find((one) => one.code === district)?.name ?? ''
    this.setData({ way, choices: choices.map(({ code, name }) => ({ code, name })), district, chosenPlace })
    this.show({ name: 'idle' })
    wx.pageScrollTo({ scrollTop: 0, duration: 0 })
  },

  choose(event: WechatMiniprogram.BaseEvent) {
    const { code, name } = event.currentTarget.dataset as Choice
    const district = this.city!.districts.find((one) => one.code === code)
    if (this.data.way === 'place' && !this.data.district && district) return this.turnTo('place', district.towns, code)
    this.setData({ answerFor: this.data.chosenPlace + name })
    return this.lookFor(this.data.way === 'place' ? { town: code } : { industry: code })
  },

  lastAsked: null as { town?: string; industry?: string } | null,

  async lookFor(input: { town?: string; industry?: string }) {
    this.lastAsked = input
    this.show({ name: 'searching' })
    try {
      const { unions } = await call('membership.unionsForMe', input)
      if (this.lastAsked === input) this.show({ name: 'found', unions })
    } catch (error) {
      if (this.lastAsked === input) this.show({ name: 'failed', words: failureWords(error), offline: false })
    }
  },

  again() {
    if (this.data.way === 'name') void this.search!.search(this.data.text.trim())
    else if (this.lastAsked) void this.lookFor(this.lastAsked)
  },

  /** Other towns, other industries. */
  chooseAgain() {
    this.lastAsked = null
    if (this.data.way === 'place') this.startPlace()
    else this.startIndustry()
  },

  /* ---- the choice ---- */

  pick(event: WechatMiniprogram.BaseEvent) {
    const { id } = event.currentTarget.dataset as { id: string }
    const line = this.data.lines.find((one) => one.id === id)
    if (!line) return
    this.getOpenerEventChannel().emit?.('chosen', line.union satisfies Union)
    wx.navigateBack()
  },
})
