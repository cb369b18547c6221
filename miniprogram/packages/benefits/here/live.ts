import type { OutputOf } from '../../../client/call'
import { sayTime } from '../../../rules/days'
import { yuan } from '../../../rules/money'
import { wordOfDay } from '../../word-of-day'

/** What the phone shows after a use that its owner recorded herself: live for a minute, then a receipt. Pure. */

type Used = OutputOf<'benefits.useHere'>

export interface LiveView {
  merchantName: string
  offers: string[]
  bill: string
  saved: string
  pay: string
  time: string
  gift: boolean
  word: string
  hex: string
}

export function liveView({ receipt, also, word }: Used): LiveView {
  const all = also ? [receipt, also] : [receipt]
  const { words, hex } = wordOfDay(word)
  return {
    merchantName: receipt.merchantName,
    offers: all.map(({ offerWords, covers }) => `${offerWords} · ${covers}`),
    bill: yuan(receipt.together?.billFen ?? receipt.billFen),
    saved: yuan(all.reduce((sum, { discountFen }) => sum + discountFen, 0)),
    pay: yuan(receipt.together?.payFen ?? receipt.payFen),
    time: sayTime(receipt.at),
    gift: all.some(({ giftFen }) => giftFen > 0),
    word: words,
    hex,
  }
}

/** The cloud's clock to the second and what is left of the minute. `offset`: cloud time minus phone time. */
export function clockAt({ until }: Pick<Used, 'until'>, offset: number, phoneNow: number) {
  const now = phoneNow + offset
  const left = Math.max(0, Math.ceil((until - now) / 1000))
  const second = String(Math.floor(now / 1000) % 60).padStart(2, '0')
  return { clock: `${sayTime(now)}:${second}`, left }
}
