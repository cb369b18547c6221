import type { Block, DoneView } from './apply-view'

/** Where the apply page leads: spread into `Page({ ...awayMethods })`. */

interface AwayPage {
  about: string
  data: { block: Block | null; done: DoneView | null; hotline: string }
}

export const awayMethods = {
  openCase(this: AwayPage) {
    const { block, done } = this.data
    const to = done ?? (block?.name === 'underWay' ? block : null)
    // An officer's record goes on at her desk.
    const page = this.about ? '/packages/staff/case/case' : '/packages/cases/story/story'
    if (to) wx.redirectTo({ url: `${page}?area=${to.area}&id=${to.id}` })
  },
  join() {
    wx.redirectTo({ url: '/packages/membership/join/join' })
  },
  callUnion(this: AwayPage) {
    void wx.makePhoneCall({ phoneNumber: this.data.hotline }).catch(() => undefined)
  },
}
