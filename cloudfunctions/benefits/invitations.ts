import type { Coordinates } from '../../miniprogram/rules/places'
import { AppError, forbidden } from '../kernel/errors'
import { anyOfficerAbove } from './merchant-desk'
import type { Caller } from '../kernel/serve'
import type { Category } from './contract'
import { countWrong, giveOut, mayTry, readCode, type SixDigits } from './digits-store'

/** A county's officer invites a shop: a code of six digits that fills in what she knows of it already. */
export interface Invitation extends SixDigits {
  org: string
  /** Post and union: the county's desk reads whose it was. */
  by: string
  shop: string
  category: Category | null
  town: string
  address: string
  place: Coordinates | null
}

const LASTS_MS = 30 * 86_400_000
const COLLECTION = 'merchantInvitations'
const PREFIX = 'minv'

interface Input {
  desk: string
  shop: string
  category?: Category
  town: string
  address: string
  place?: Coordinates
}

/** Three requests and one. */
export async function inviteMerchant(input: Input, { openid, now }: Caller<'provedInQuery'>) {
  const post = await anyOfficerAbove(openid, input.desk)
  if (!post) throw forbidden()
  const { shop, category, town, address, place } = input
  const rest = {
    org: post.org,
    by: `${post.orgName} ${post.title}`,
    shop,
    category: category ?? null,
    town,
    address,
    place: place ?? null,
  }
  const until = new Date(Number(now) + LASTS_MS)
  const { code } = await giveOut<Invitation>(COLLECTION, PREFIX, rest, until, (one) => one.until <= now)
  return { code, until: Number(until) }
}

/** What an invitation fills in. Two requests; one or two more when there is none such. */
export async function readInvitation({ code }: { code: string }, { openid, now }: Caller) {
  await mayTry(openid, now)
  const found = await readCode<Invitation>(COLLECTION, PREFIX, code)
  if (!found || found.until <= now) {
    await countWrong(openid, now)
    throw new AppError('NOT_FOUND', '没有这个邀请码，或者过期了。请工会再给一个，没有也能申请')
  }
  const { shop, category, town, address, place, by } = found
  return { invitation: { code, shop, category, town, address, place, by } }
}

/** The invitation that an application names. Throws AppError. One request. */
export async function invitationFor(code: string, now: Date): Promise<Invitation> {
  const found = await readCode<Invitation>(COLLECTION, PREFIX, code)
  if (!found || found.until <= now) throw new AppError('BAD_INPUT', '邀请码不对，或者过期了。没有就空着，照样能申请')
  return found
}
