import { action, serve, type TimerJob } from '../kernel/serve'
import { beginRoster } from './begin-roster'
import { checkRoster } from './check-roster'
import { findClean } from './clean-ones'
import { contract } from './contract'
import { closeEvent, readEvent, readEventCode, readEvents } from './events'
import { openEvent } from './open-event'
import { printRoll } from './print-roll'
import { fetchFaults, fetchTemplate, readFaults, readRoster, readRosters } from './read-rosters'
import { readStall } from './read-stall'
import { sweep } from './sweep'
import { takeRoster } from './take-roster'

/** The function `recruiting`: joining by the thousand, at a stall and from rosters. */
export const actions = {
  openEvent: action('provedInQuery', contract.openEvent, openEvent),
  closeEvent: action('provedInQuery', contract.closeEvent, closeEvent),
  events: action('provedInQuery', contract.events, readEvents),
  event: action('provedInQuery', contract.event, readEvent),
  eventCode: action('provedInQuery', contract.eventCode, readEventCode),
  clean: action('provedInQuery', contract.clean, findClean),
  roll: action('provedInQuery', contract.roll, printRoll),
  beginRoster: action('provedInQuery', contract.beginRoster, beginRoster),
  checkRoster: action('provedInQuery', contract.checkRoster, checkRoster),
  takeRoster: action('provedInQuery', contract.takeRoster, takeRoster),
  rosters: action('provedInQuery', contract.rosters, readRosters),
  roster: action('provedInQuery', contract.roster, readRoster),
  faults: action('provedInQuery', contract.faults, readFaults),
  fetchFaults: action('provedInQuery', contract.fetchFaults, fetchFaults),
  template: action('signedIn', contract.template, fetchTemplate),
  stall: action('signedIn', contract.stall, readStall),
}

/** Early in the morning, some thousand entries a run. */
export const timers: TimerJob[] = [{ name: 'sweep', cron: '0 23 2-5 * * * *', run: sweep }]

export const main = serve('recruiting', actions, timers)
