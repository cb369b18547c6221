import type { Block, DoneView } from './apply-view'

/** Where the apply page leads: spread into `Page({ ...awayMethods })`. */

interface AwayPage {
  area: string
  about: string
  data: { block: Block | null; done: DoneView | null; hotline: string }
}

/**
 * An officer's record about a member goes on at her own desk; what she asks for a union is decided above, and what is
 * about a shop is a customer's or the shop's own.
 */
export const isRecord = ({ area, about }: Pick<AwayPage, 'area' | 'about'>): boolean =>
  about !== '' && area === 'membership'

export const awayMethods = {
  openCase(this: AwayPage) {
    const { block, done } = this.data
    const to = done ?? (block?.name === 'underWay' ? block : null)
    const page = isRecord(this) ? '/packages/staff/case/case' : '/packages/cases/story/story'
    if (to) wx.redirectTo({ url: `${page}?area=${to.area}&id=${to.id}` })
  },
  join() {
    wx.redirectTo({ url: '/packages/membership/join/join' })
  },
  callUnion(this: AwayPage) {
    void wx.makePhoneCall({ phoneNumber: this.data.hotline }).catch(() => undefined)
  },
}
