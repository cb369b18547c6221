import { z } from 'zod'
import type { Applicant, OrgLink } from '../kernel/casework/case'
import { field } from '../kernel/casework/kind'
import { AppError } from '../kernel/errors'
import { chainOfOrg } from '../kernel/orgs'
import * as store from './merchant-store'
import type { Merchant } from './merchants'

/** What the applications of a merchant that is there have in common. */

export interface ShopFacts {
  merchant: string
  shop: string
  /** Last day of the agreement, as it was asked. */
  until: string
}

/** The shop it is about; the page that leads here names it. */
export const shopField = (page: number) =>
  z
    .string({ message: '请从“我的店”里点进来' })
    .min(3, '请从“我的店”里点进来')
    .max(60, '请从“我的店”里点进来')
    .meta(field({ label: '哪家店', widget: 'shop', page }))

/** Throws AppError when it is not the applicant's. One request. */
export async function ownShop(id: unknown, { openid }: Pick<Applicant, 'openid'>): Promise<Merchant> {
  const shop = await store.findOwned(openid, String(id))
  if (!shop) throw new AppError('FORBIDDEN', '只有店主能办。请从“我的店”里点进来')
  return shop
}

/** It begins with the union that approved the merchant. */
export async function shopChain(
  { org, name }: Merchant,
  now: Date,
): Promise<{ chain: OrgLink[]; name: string; titles: Record<string, string> }> {
  const chain = await chainOfOrg(org, now)
  if (!chain || chain.length === 0) throw new AppError('NOT_FOUND', '没找到签协议的工会。请打 12351')
  return { chain, name, titles: { merchant: name } }
}
