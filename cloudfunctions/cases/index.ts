import { caseworkActions, kindFinder } from '../kernel/casework/actions'
import { caseworkTimer } from '../kernel/casework/tick'
import { action, serve, type TimerJob } from '../kernel/serve'
import { allowKin, readAuthorities, recordSpoken, revokeAuthority, takeAuthority } from './authority'
import { readBoard, rollUpBoard } from './board'
import { contract } from './contract'
import { dropDraft, keepDraft, readDraft } from './drafts'
import { kinds } from './kinds'
import { readForOthers, readMine, readQueue } from './lists'
import { objectTo, readNotice, readNotices } from './notices'

/** The function `cases`: applications of every kind as lists, and those kinds whose outcome no other area acts on. */
export const actions = {
  mine: action('signedIn', contract.mine, readMine),
  forOthers: action('signedIn', contract.forOthers, readForOthers),
  queue: action('provedInQuery', contract.queue, readQueue),
  keepDraft: action('signedIn', contract.keepDraft, keepDraft),
  draft: action('signedIn', contract.draft, readDraft),
  dropDraft: action('signedIn', contract.dropDraft, dropDraft),
  authorities: action('signedIn', contract.authorities, readAuthorities),
  allowKin: action('signedIn', contract.allowKin, allowKin),
  takeAuthority: action('signedIn', contract.takeAuthority, takeAuthority),
  recordSpoken: action('provedInQuery', contract.recordSpoken, recordSpoken),
  revoke: action('signedIn', contract.revoke, revokeAuthority),
  notices: action('provedInQuery', contract.notices, readNotices),
  notice: action('provedInQuery', contract.notice, readNotice),
  object: action('provedInQuery', contract.object, objectTo),
  board: action('anyone', contract.board, readBoard),
  ...caseworkActions('cases', kinds),
}

const casework = caseworkTimer('cases', kindFinder(kinds))

/** One timer: the cases' day, then once a day the public board. */
export const timers: TimerJob[] = [
  {
    ...casework,
    async run(now) {
      try {
        await casework.run(now)
      } finally {
        await rollUpBoard(now)
      }
    },
  },
]

export const main = serve('cases', actions, timers)
