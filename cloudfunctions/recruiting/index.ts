import { action, serve } from '../kernel/serve'
import { findClean } from './clean-ones'
import { contract } from './contract'
import { closeEvent, readEvent, readEventCode, readEvents } from './events'
import { openEvent } from './open-event'
import { printRoll } from './print-roll'
import { readStall } from './read-stall'

/** The function `recruiting`: joining by the thousand, at a stall and from rosters. */
export const actions = {
  openEvent: action('provedInQuery', contract.openEvent, openEvent),
  closeEvent: action('provedInQuery', contract.closeEvent, closeEvent),
  events: action('provedInQuery', contract.events, readEvents),
  event: action('provedInQuery', contract.event, readEvent),
  eventCode: action('provedInQuery', contract.eventCode, readEventCode),
  clean: action('provedInQuery', contract.clean, findClean),
  roll: action('provedInQuery', contract.roll, printRoll),
  stall: action('signedIn', contract.stall, readStall),
}

export const main = serve('recruiting', actions)
