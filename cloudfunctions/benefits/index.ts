import { action, serve } from '../kernel/serve'
import { contract } from './contract'
import { findNearby, readOffer, searchOffers } from './find-offers'
import { findNew, keepOffer, readKept } from './keep-offers'
import { readOfflineKit } from './offline-kit'
import { readCounter } from './read-counter'
import { counterReceipts, mySavings } from './receipts'
import { redeemOffer } from './redeem-offer'
import { syncUses } from './sync-uses'
import { undoSaving } from './undo-saving'
import { verifyCard } from './verify-card'

/** The function `benefits`: partner merchants' offers, the card at the counter, what it saved. */
export const actions = {
  nearby: action('anyone', contract.nearby, findNearby),
  search: action('anyone', contract.search, searchOffers),
  offer: action('anyone', contract.offer, readOffer),
  newOffers: action('anyone', contract.newOffers, findNew),
  keepOffer: action('signedIn', contract.keepOffer, keepOffer),
  keptOffers: action('signedIn', contract.keptOffers, readKept),
  counter: action('clerk', contract.counter, readCounter),
  verify: action('clerk', contract.verify, verifyCard),
  offlineKit: action('provedInQuery', contract.offlineKit, readOfflineKit),
  sync: action('provedInQuery', contract.sync, syncUses),
  redeem: action('provedInQuery', contract.redeem, redeemOffer),
  undo: action('clerk', contract.undo, undoSaving),
  counterReceipts: action('clerk', contract.counterReceipts, counterReceipts),
  mySavings: action('member', contract.mySavings, mySavings),
}

export const main = serve('benefits', actions)
