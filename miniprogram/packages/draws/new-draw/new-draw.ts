import { call, newClientKey } from '../../../client/call'
import type { Faults } from '../../../components/case-form/form'
import type { Answers } from '../../../components/case-form/values'
import { addDays, dayOf } from '../../../rules/days'
import { failureWords } from '../../failure'
import { closesAtOf, faultsOfDraw, FIELDS } from './new-draw-form'

/** Opens a draw. `?desk=` */
Page({
  desk: '',
  /** One press, one draw, however often it is sent. */
  clientKey: '',

  data: { fields: FIELDS, answers: {} as Answers, faults: {} as Faults, busy: false, trouble: '' },

  onLoad(query: Record<string, string | undefined>) {
    this.desk = decodeURIComponent(query.desk ?? '')
    this.clientKey = newClientKey()
    this.setData({ answers: { closesOn: addDays(dayOf(Date.now()), 7), hour: '20', groups: [] } })
  },

  answered(event: WechatMiniprogram.CustomEvent<{ name: string; value: unknown }>) {
    const { name, value } = event.detail
    this.setData({ answers: { ...this.data.answers, [name]: value }, faults: {}, trouble: '' })
  },
  left(event: WechatMiniprogram.CustomEvent<{ name: string; fault: string | null }>) {
    const { name, fault } = event.detail
    if (fault) this.setData({ faults: { ...this.data.faults, [name]: fault } })
  },

  async open() {
    const { answers, busy } = this.data
    const faults = faultsOfDraw(answers, Date.now())
    if (Object.keys(faults).length > 0) return this.setData({ faults })
    if (busy) return
    this.setData({ busy: true, trouble: '' })
    const said = (name: string) => String(answers[name] ?? '').trim()
    try {
      const { draw } = await call('draws.open', {
        desk: this.desk,
        clientKey: this.clientKey,
        title: said('title'),
        what: said('what'),
        seats: Number(answers.seats),
        closesAt: closesAtOf(answers),
        groups: answers.groups as [],
        series: said('series'),
        collect: said('collect'),
      })
      wx.redirectTo({ url: `/packages/draws/result/result?desk=${encodeURIComponent(this.desk)}&id=${draw.id}` })
    } catch (error) {
      this.setData({ busy: false, trouble: failureWords(error) })
    }
  },
})
