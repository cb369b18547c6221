import { caseworkActions, kindFinder } from '../kernel/casework/actions'
import { caseworkTimer } from '../kernel/casework/tick'
import { action, serve, type Action, type TimerJob } from '../kernel/serve'
import { contract } from './contract'
import { findNearby, readOffer, searchOffers } from './find-offers'
import { findNew, keepOffer, readKept } from './keep-offers'
import { readFigures } from './read-figures'
import { rollUpSavings } from './figures'
import { mySums, rateUse } from './my-sums'
import { readOfflineKit } from './offline-kit'
import { declared as kinds } from './kinds/index.generated'
import { merchantActions, thenFollow } from './merchant-actions'
import { merchantsTimer } from './merchants-day'
import { readCounter } from './read-counter'
import { counterReceipts, mySavings } from './receipts'
import { redeemOffer } from './redeem-offer'
import { syncUses } from './sync-uses'
import { undoSaving } from './undo-saving'
import { readShopHere, useHere } from './use-here'
import { verifyCard } from './verify-card'

const casework = thenFollow(caseworkActions('benefits', kinds))

/** The function `benefits`: partner merchants' offers, the card at the counter, what it saved. */
export const actions: Record<string, Action> = {
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
  shopHere: action('member', contract.shopHere, readShopHere),
  figures: action('provedInQuery', contract.figures, readFigures),
  mySums: action('member', contract.mySums, mySums),
  rateUse: action('member', contract.rateUse, rateUse),
  useHere: action('member', contract.useHere, useHere),
  redeem: action('provedInQuery', contract.redeem, redeemOffer),
  undo: action('clerk', contract.undo, undoSaving),
  counterReceipts: action('clerk', contract.counterReceipts, counterReceipts),
  mySavings: action('member', contract.mySavings, mySavings),
  ...merchantActions,
  ...casework,
}

/** What cards saved, for unions: a minute behind. */
const figuresTimer: TimerJob = { name: 'figures', cron: '30 * * * * * *', run: rollUpSavings }

export const timers: TimerJob[] = [caseworkTimer('benefits', kindFinder(kinds)), merchantsTimer, figuresTimer]

export const main = serve('benefits', actions, timers)
