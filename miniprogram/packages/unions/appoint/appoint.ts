import { call, newClientKey } from '../../../client/call'
import { faultsOf, type Faults } from '../../../components/case-form/form'
import { tidyDigits, type Answers } from '../../../components/case-form/values'
import { failureWords } from '../../failure'
import { FIELDS } from './appoint-form'

/** Names an officer of a union. `?desk=DESK&id=ID&name=NAME` */
Page({
  desk: '',
  id: '',
  /** One press, one officer, however often it is sent. */
  clientKey: '',

  data: { name: '', fields: FIELDS, answers: {} as Answers, faults: {} as Faults, busy: false, trouble: '' },

  onLoad(query: Record<string, string | undefined>) {
    this.desk = decodeURIComponent(query.desk ?? '')
    this.id = query.id ?? ''
    this.clientKey = newClientKey()
    this.setData({ name: decodeURIComponent(query.name ?? '') })
  },

  answered(event: WechatMiniprogram.CustomEvent<{ name: string; value: unknown }>) {
    const { name, value } = event.detail
    this.clientKey = newClientKey()
    this.setData({ answers: { ...this.data.answers, [name]: value }, faults: {}, trouble: '' })
  },
  left(event: WechatMiniprogram.CustomEvent<{ name: string; fault: string | null }>) {
    const { name, fault } = event.detail
    if (fault) this.setData({ faults: { ...this.data.faults, [name]: fault } })
  },

  async send() {
    const { answers, busy } = this.data
    const faults = faultsOf(FIELDS, answers, Date.now())
    if (Object.keys(faults).length > 0) return this.setData({ faults })
    if (busy) return
    this.setData({ busy: true, trouble: '' })
    const said = (name: string) => String(answers[name] ?? '').trim()
    try {
      await call('unions.appoint', {
        desk: this.desk,
        union: this.id,
        phone: tidyDigits(said('phone')),
        name: said('name'),
        title: said('title'),
        clientKey: this.clientKey,
      })
      void wx.showToast({ title: '加上了，已经告诉本人', icon: 'none' })
      void wx.navigateBack()
    } catch (error) {
      this.setData({ busy: false, trouble: failureWords(error) })
    }
  },
})
