import { call } from '../../client/call'

/** Offers I keep: in the cloud, so that they are on my next phone too; their ids here, so that a star is drawn at once. */

const KEY = 'kept-offers'

const ids = (): string[] => (wx.getStorageSync(KEY) as string[] | '') || []

export const isKept = (id: string): boolean => ids().includes(id)

/** Throws CallFailure; then nothing is changed here. */
export async function keepOffer(id: string, keep: boolean): Promise<void> {
  await call('benefits.keepOffer', { offerId: id, keep })
  const others = ids().filter((one) => one !== id)
  wx.setStorageSync(KEY, keep ? [id, ...others].slice(0, 500) : others)
}

/** What the cloud says I keep. */
export function learnKept(some: string[]): void {
  wx.setStorageSync(KEY, [...new Set([...some, ...ids()])].slice(0, 500))
}

/** Where a complaint about a shop begins. */
export const complaintPage = ({ merchantId, merchantName }: { merchantId: string; merchantName: string }): string =>
  `/packages/cases/apply/apply?area=benefits&kind=benefitComplaint&about=${merchantId}.${encodeURIComponent(merchantName)}`
