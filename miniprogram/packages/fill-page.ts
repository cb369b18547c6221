import type { City } from '../client/session'
import { askToTell } from '../client/subscriptions'
import { templatesOf } from './filling'
import type { FormFilling } from './fill-form'

/** What the pages do alike on which a form is filled in (joining, applying): spread into `Page({ ...fillMethods })`. */

interface FillPage {
  data: { step: number }
  filling: FormFilling | null
  city: City | null
  setData(data: object): void
  goTo(step: number): void
  selectComponent(selector: string): unknown
}

export const fillMethods = {
  tickNotice(this: FillPage, event: WechatMiniprogram.CustomEvent<{ ticked: boolean }>) {
    this.setData({ noticeTicked: event.detail.ticked, trouble: '' })
  },
  meetingTrouble(this: FillPage, event: WechatMiniprogram.CustomEvent<{ words: string }>) {
    fillMethods.sayTrouble.call(this, event.detail.words)
  },

  answered(this: FillPage, event: WechatMiniprogram.CustomEvent<{ name: string; value: unknown; title: string }>) {
    this.setData(this.filling!.answer(event.detail, Date.now()))
  },
  left(this: FillPage, event: WechatMiniprogram.CustomEvent<{ name: string; fault: string | null }>) {
    this.setData(this.filling!.left(event.detail))
  },
  findUnion(this: FillPage, event: WechatMiniprogram.CustomEvent<{ name: string }>) {
    const { name } = event.detail
    const chosen = (union: { id: string; name: string }) =>
      this.setData(this.filling!.answer({ name, value: union.id, title: union.name }, Date.now()))
    wx.navigateTo({ url: '/packages/membership/find-union/find-union', events: { chosen } })
  },

  /** What is wrong with the questions of this step is shown, the first of it under the eye; true: nothing is. */
  isWellAnswered(this: FillPage): boolean {
    const wrong = this.filling!.check(this.data.step, Date.now())
    if (!wrong) return true
    this.setData({ faults: wrong.faults })
    const form = this.selectComponent('#questions') as { show(path: string): void }
    form.show(wrong.first)
    return false
  },
  back(this: FillPage) {
    this.goTo(this.data.step - 1)
  },
  change(this: FillPage, event: WechatMiniprogram.BaseEvent) {
    const step = Number((event.currentTarget.dataset as { step: number }).step)
    // The phone number is not for changing here.
    if (step > 0) this.goTo(step)
  },
  /** True: every consent that is wanted is given. */
  isAgreed(this: FillPage): boolean {
    const wrong = this.filling!.checkConsents(Date.now())
    if (!wrong) return true
    wx.pageScrollTo({ selector: '#consents', duration: 200 })
    this.setData({ faults: wrong.faults })
    return false
  },

  /** A trouble stands at the end of the page; it is brought under the eye. */
  sayTrouble(this: FillPage, trouble: string) {
    this.setData({ trouble })
    wx.nextTick(() => wx.pageScrollTo({ selector: '#trouble', duration: 200 }))
  },

  /** WeChat asks only after a tap, so the offer is a button. */
  async beTold(this: FillPage) {
    if (await askToTell(templatesOf(this.city ?? {}))) this.setData({ told: 'yes' })
  },
  goHome() {
    wx.switchTab({ url: '/pages/home/home' })
  },
  openServices() {
    wx.switchTab({ url: '/pages/services/services' })
  },
}
