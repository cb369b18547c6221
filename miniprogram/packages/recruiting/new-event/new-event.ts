import { call, newClientKey } from '../../../client/call'
import { faultsOf, type Faults } from '../../../components/case-form/form'
import type { Answers } from '../../../components/case-form/values'
import { dayOf } from '../../../rules/days'
import { failureWords } from '../../failure'
import { afterChange, beginning, daysFaults, FIELDS } from './new-event-form'

/** Opens a joining event. `?desk=` */
Page({
  desk: '',
  /** One press, one event, however often it is sent. */
  clientKey: '',

  data: { fields: FIELDS, answers: {} as Answers, faults: {} as Faults, busy: false, trouble: '' },

  onLoad(query: Record<string, string | undefined>) {
    this.desk = decodeURIComponent(query.desk ?? '')
    this.clientKey = newClientKey()
    this.setData({ answers: beginning(dayOf(Date.now())) })
  },

  answered(event: WechatMiniprogram.CustomEvent<{ name: string; value: unknown }>) {
    const { name, value } = event.detail
    this.setData({ answers: afterChange(this.data.answers, name, value), faults: {}, trouble: '' })
  },

  left(event: WechatMiniprogram.CustomEvent<{ name: string; fault: string | null }>) {
    const { name, fault } = event.detail
    if (fault) this.setData({ faults: { ...this.data.faults, [name]: fault } })
  },

  async open() {
    const { answers, busy } = this.data
    const faults = { ...faultsOf(FIELDS, answers, Date.now()), ...daysFaults(answers, dayOf(Date.now())) }
    if (Object.keys(faults).length > 0) return this.setData({ faults })
    if (busy) return
    this.setData({ busy: true, trouble: '' })
    try {
      const day = (name: string) => String(answers[name])
      const { event } = await call('recruiting.openEvent', {
        desk: this.desk,
        clientKey: this.clientKey,
        title: String(answers.title).trim(),
        place: String(answers.place).trim(),
        from: day('from'),
        to: day('to'),
        codeUntil: day('codeUntil'),
      })
      const desk = encodeURIComponent(this.desk)
      wx.redirectTo({ url: `/packages/recruiting/event/event?desk=${desk}&id=${event.id}` })
    } catch (error) {
      this.setData({ busy: false, trouble: failureWords(error) })
    }
  },
})
