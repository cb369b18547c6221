import { faultOf } from '../case-form/faults'
import { boxText, readTyped, spotText, type PlainField } from '../case-form/values'
import { fieldView, placeAt, placeName, placeWheels, toggled, type District, type FieldView } from './field-view'

/**
 * One question of a declared form, whatever its widget but `list`. Holds nothing: the answer comes in, what the person
 * does goes out.
 *
 * Events: `answer` {value, title} on every change, `title` what one reads of an id; `left` {fault} when a box was left,
 * fault null when well; `find` when the union is to be looked for.
 */
Component({
  options: { styleIsolation: 'apply-shared' },
  properties: {
    field: { type: Object, value: {} as Record<string, unknown> },
    value: { type: null, value: null },
    /** What one reads of the answer where it is an id. */
    title: { type: String, value: '' },
    fault: { type: String, value: '' },
    /** Of `membership.city`, for places. */
    districts: { type: Array, value: [] as unknown[] },
  },
  data: {
    view: {} as FieldView,
    wheels: [] as string[][],
    at: [0, 0] as [number, number],
  },
  observers: {
    'field, value, title, districts'(field: PlainField, value: unknown, title: string, districts: District[]) {
      if (!field || !field.widget) return
      this.setData({ view: fieldView(field, value, title, districts) })
      if (field.widget === 'place') this.setData(placeWheels(districts, placeAt(districts, value)))
    },
  },
  methods: {
    fieldNow(): PlainField {
      return this.data.field as unknown as PlainField
    },
    districtsNow(): District[] {
      return this.data.districts as District[]
    },
    answer(value: unknown, title = '') {
      this.triggerEvent('answer', { value, title })
    },

    type(event: WechatMiniprogram.Input) {
      this.answer(readTyped(this.fieldNow().widget, event.detail.value))
    },
    leave() {
      const { value } = this.data
      const field = this.fieldNow()
      // An empty box that was only walked through is no fault yet; going on will name it.
      if (boxText(field.widget, value).trim())
        this.triggerEvent('left', { fault: faultOf({ ...field, required: true }, value, Date.now()) })
    },
    choose(event: WechatMiniprogram.BaseEvent) {
      const option = (event.currentTarget.dataset as { value: string }).value
      this.answer(this.data.view.many ? toggled(this.data.value, option) : option)
    },
    consent() {
      this.answer(this.data.value !== true)
    },
    chooseDay(event: WechatMiniprogram.CustomEvent<{ value: string }>) {
      this.answer(event.detail.value)
    },
    turnWheel(event: WechatMiniprogram.CustomEvent<{ column: number; value: number }>) {
      const { column, value } = event.detail
      if (column === 0) this.setData(placeWheels(this.districtsNow(), [value, 0]))
    },
    choosePlace(event: WechatMiniprogram.CustomEvent<{ value: number[] }>) {
      const [district = 0, town = 0] = event.detail.value
      const code = this.districtsNow()[district]?.towns[town]?.code
      if (code) this.answer(code, placeName(this.districtsNow(), code))
    },
    /** Closing the map changes nothing; where it cannot be opened, the words under the field say what to do. */
    async chooseSpot() {
      try {
        const { latitude, longitude } = await wx.chooseLocation({})
        this.answer(spotText({ latitude, longitude }))
      } catch {
        this.triggerEvent('left', { fault: null })
      }
    },
    find() {
      this.triggerEvent('find', {})
    },
  },
})
