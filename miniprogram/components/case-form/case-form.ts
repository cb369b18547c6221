import type { FormFieldView } from '../../../cloudfunctions/kernel/casework/contract'
import type { Faults } from './form'
import { entriesAfter, isFilled, rowsOf, type Rows } from './rows'
import type { Answers, Titles } from './values'

/**
 * Draws the fields of one page of a declared form, those that are asked given the answers so far. Holds nothing:
 * answers come in, what the person does goes out as events, so that one place (the page's draft) knows what was answered.
 *
 * Events: `answer` {name, value, title} on every change, of a list with all its entries; `left` {name, fault} when a
 * box was left, fault null when well, of an entry with the path `members.0.incomeFen` as name; `find` {name} when the
 * union is to be looked for.
 */
Component({
  options: { styleIsolation: 'apply-shared' },
  properties: {
    fields: { type: Array, value: [] as FormFieldView[] },
    answers: { type: Object, value: {} as Answers },
    titles: { type: Object, value: {} as Titles },
    faults: { type: Object, value: {} as Faults },
    /** Of `membership.city`, for fields that ask for a place. */
    districts: { type: Array, value: [] as unknown[] },
    /** Answers of the whole form, when other pages decide what is asked here; these answers otherwise. */
    all: { type: Object, value: null as unknown as Answers },
  },
  data: { rows: [] as Rows },
  observers: {
    'fields, answers, titles, faults, all'(
      fields: FormFieldView[],
      answers: Answers,
      titles: Titles,
      faults: Faults,
      all: Answers | null,
    ) {
      this.setData({ rows: rowsOf(fields, answers, titles ?? {}, faults ?? {}, all ?? answers) })
    },
  },
  methods: {
    answered(event: WechatMiniprogram.CustomEvent<{ value: unknown; title: string }>) {
      const { value, title } = event.detail
      const { name, list, at } = placeOf(event)
      if (!list) return this.triggerEvent('answer', { name, value, title })
      this.giveEntries(list, entriesAfter(this.answersNow()[list], { at, set: { [name]: value } }))
    },
    left(event: WechatMiniprogram.CustomEvent<{ fault: string | null }>) {
      const { path } = placeOf(event)
      this.triggerEvent('left', { name: path, fault: event.detail.fault })
    },
    find(event: WechatMiniprogram.BaseEvent) {
      this.triggerEvent('find', { name: placeOf(event).name })
    },

    addEntry(event: WechatMiniprogram.BaseEvent) {
      const { list } = placeOf(event)
      this.giveEntries(list, entriesAfter(this.answersNow()[list], 'add'))
    },
    /** What was filled in is gone with it, so it is asked first. */
    async dropEntry(event: WechatMiniprogram.BaseEvent) {
      const { list, at } = placeOf(event)
      const before = this.answersNow()[list]
      if (isFilled(before, at)) {
        const { confirm } = await wx.showModal({
          title: `删掉第 ${at + 1} 个？`,
          content: '填的这一份就没了',
          confirmText: '删掉',
        })
        if (!confirm) return
      }
      this.giveEntries(list, entriesAfter(this.answersNow()[list], { drop: at }))
    },

    giveEntries(name: string, value: Answers[]) {
      this.triggerEvent('answer', { name, value, title: '' })
    },
    answersNow(): Answers {
      return this.data.answers as Answers
    },

    /** Brings a field under the eye, by its name or an entry's path. */
    show(path: string) {
      const query = this.createSelectorQuery()
      query.select(`#${fieldId(path)}`).boundingClientRect()
      query.selectViewport().scrollOffset()
      query.exec(([box, view]: [{ top: number } | null, { scrollTop: number }]) => {
        if (box) wx.pageScrollTo({ scrollTop: Math.max(0, view.scrollTop + box.top - 80), duration: 200 })
      })
    },
  },
})

/** Which field an event came from; of an entry `list` and `at` too. */
function placeOf(event: WechatMiniprogram.BaseEvent) {
  return event.currentTarget.dataset as { name: string; path: string; list: string; at: number }
}

const fieldId = (path: string): string => `field-${path.replace(/\./g, '-')}`
