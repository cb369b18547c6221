import { action, serve } from '../kernel/serve'
import { contract } from './contract'
import { findNearby, readOffer, searchOffers } from './find-offers'
import { readCounter } from './read-counter'
import { counterReceipts, mySavings } from './receipts'
import { redeemOffer } from './redeem-offer'
import { undoSaving } from './undo-saving'
import { verifyCard } from './verify-card'

/** The function `benefits`: partner merchants' offers, the card at the counter, what it saved. */
export const actions = {
  nearby: action('anyone', contract.nearby, findNearby),
  search: action('anyone', contract.search, searchOffers),
  offer: action('anyone', contract.offer, readOffer),
  counter: action('clerk', contract.counter, readCounter),
  verify: action('clerk', contract.verify, verifyCard),
  redeem: action('provedInQuery', contract.redeem, redeemOffer),
  undo: action('clerk', contract.undo, undoSaving),
  counterReceipts: action('clerk', contract.counterReceipts, counterReceipts),
  mySavings: action('member', contract.mySavings, mySavings),
}

export const main = serve('benefits', actions)
