import type { FormFieldView } from '../../../cloudfunctions/kernel/casework/contract'
import { faultOf, groupIdNumber, type Answers, type Faults } from './form'

/**
 * Draws the fields of one page of a declared form. Holds nothing: answers come in, what the person does goes out as
 * events, so that one place (the page's draft) knows what was answered.
 *
 * Events: `answer` {name, value} on every change; `left` {name, fault} when a text was left, fault null when well;
 * `find` {name} when the union is to be looked for.
 */
Component({
  options: { addGlobalClass: true },
  properties: {
    fields: { type: Array, value: [] as FormFieldView[] },
    answers: { type: Object, value: {} as Answers },
    titles: { type: Object, value: {} },
    faults: { type: Object, value: {} as Faults },
  },
  data: { readBack: '' },
  methods: {
    type(event: WechatMiniprogram.Input) {
      const { name, widget } = event.currentTarget.dataset as { name: string; widget: string }
      if (widget === 'idNumber') this.setData({ readBack: groupIdNumber(event.detail.value) })
      this.triggerEvent('answer', { name, value: event.detail.value })
    },
    leave(event: WechatMiniprogram.InputBlur) {
      const { name } = event.currentTarget.dataset as { name: string }
      const field = (this.data.fields as FormFieldView[]).find((one) => one.name === name)
      // An empty field that was only walked through is no fault yet; going on will name it.
      if (field && event.detail.value.trim())
        this.triggerEvent('left', { name, fault: faultOf(field, event.detail.value, Date.now()) })
    },
    choose(event: WechatMiniprogram.BaseEvent) {
      const { name, value } = event.currentTarget.dataset as { name: string; value: string }
      this.triggerEvent('answer', { name, value })
    },
    consent(event: WechatMiniprogram.BaseEvent) {
      const { name } = event.currentTarget.dataset as { name: string }
      this.triggerEvent('answer', { name, value: (this.data.answers as Answers)[name] === 'yes' ? '' : 'yes' })
    },
    find(event: WechatMiniprogram.BaseEvent) {
      this.triggerEvent('find', { name: (event.currentTarget.dataset as { name: string }).name })
    },
  },
})
