import { action, type Action } from '../kernel/serve'
import { listSessions, readNow, readSession } from './read-sessions'
import { remindMe } from './remind'
import { watchContract } from './watch-contract'

/** Everybody: find a session, read it, be reminded of it. */
export const sessionActions: Record<string, Action> = {
  now: action('anyone', watchContract.now, readNow),
  list: action('anyone', watchContract.list, listSessions),
  session: action('anyone', watchContract.session, readSession),
  remindMe: action('signedIn', watchContract.remindMe, remindMe),
}
