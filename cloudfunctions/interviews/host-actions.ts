import { action, type Action } from '../kernel/serve'
import { cancelSession } from './cancel'
import { hostContract } from './host-contract'
import { keepTime } from './keep-time'
import { prepareSession } from './prepare'
import { listAtDesk, readForHost } from './read-sessions'
import { emptySeat, seatCode } from './take-seat'

/** Hosts: officers of the union that holds a session. */
export const hostActions: Record<string, Action> = {
  hostList: action('provedInQuery', hostContract.hostList, listAtDesk),
  hostRead: action('provedInQuery', hostContract.hostRead, readForHost),
  prepare: action('provedInQuery', hostContract.prepare, prepareSession),
  seatCode: action('provedInQuery', hostContract.seatCode, seatCode),
  emptySeat: action('provedInQuery', hostContract.emptySeat, emptySeat),
  cancel: action('provedInQuery', hostContract.cancel, cancelSession),
  keepTime: action('provedInQuery', hostContract.keepTime, keepTime),
}
