import { call } from '../../../client/call'
import { loadCity, type City } from '../../../client/session'
import { CATEGORIES } from '../../../client/categories'
import { faultsOf, type Faults } from '../../../components/case-form/form'
import { plainField } from '../../../components/case-form/plain-field'
import type { Answers } from '../../../components/case-form/values'
import { sayShortDay, dayOf } from '../../../rules/days'
import { failureWords } from '../../failure'

const FIELDS = [
  plainField({ name: 'shop', label: '店名', widget: 'text', maxLength: 24, help: '招牌上怎么写就怎么填' }),
  plainField({
    name: 'category',
    label: '做什么生意',
    widget: 'choice',
    required: false,
    options: CATEGORIES.map(({ key, name }) => ({ value: key, label: name, note: '' })),
  }),
  plainField({ name: 'town', label: '在哪个镇街', widget: 'place' }),
  plainField({ name: 'address', label: '哪条路，多少号', widget: 'text', maxLength: 40 }),
  plainField({
    name: 'spot',
    label: '在地图上点一下',
    widget: 'spot',
    required: false,
    help: '您在店门口的话，点“我现在的位置”',
  }),
]

/** An officer invites a shop: what she knows goes into its form by six digits. `?desk=` */
Page({
  desk: '',

  data: {
    fields: FIELDS,
    answers: {} as Answers,
    faults: {} as Faults,
    districts: [] as City['districts'],
    code: '',
    shop: '',
    until: '',
    busy: false,
    trouble: '',
  },

  onLoad(query: Record<string, string | undefined>) {
    this.desk = decodeURIComponent(query.desk ?? '')
    void loadCity().then(({ value }) => this.setData({ districts: value?.districts ?? [] }))
  },

  answered(event: WechatMiniprogram.CustomEvent<{ name: string; value: unknown }>) {
    const { name, value } = event.detail
    this.setData({ answers: { ...this.data.answers, [name]: value }, faults: {}, trouble: '' })
  },
  left(event: WechatMiniprogram.CustomEvent<{ name: string; fault: string | null }>) {
    const { name, fault } = event.detail
    if (fault) this.setData({ faults: { ...this.data.faults, [name]: fault } })
  },

  async invite() {
    const { answers, busy } = this.data
    const faults = faultsOf(FIELDS, answers, Date.now())
    if (Object.keys(faults).length > 0) return this.setData({ faults })
    if (busy) return
    this.setData({ busy: true, trouble: '' })
    try {
      const { shop, category, town, address, spot } = answers as Record<string, string>
      const { code, until } = await call('benefits.inviteMerchant', {
        desk: this.desk,
        shop: shop!.trim(),
        town: town!,
        address: address!.trim(),
        ...(category && { category: category as 'eat' }),
        ...(spot && { place: placeOf(spot) }),
      })
      this.setData({ code: `${code.slice(0, 3)} ${code.slice(3)}`, shop, until: sayShortDay(dayOf(until)) })
    } catch (error) {
      this.setData({ trouble: failureWords(error) })
    }
    this.setData({ busy: false })
  },
  another() {
    this.setData({ code: '', answers: {}, faults: {} })
  },
})

function placeOf(spot: string) {
  const [latitude, longitude] = spot.split(',').map(Number) as [number, number]
  return { latitude, longitude }
}
