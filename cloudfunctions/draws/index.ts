import { action, serve, type TimerJob } from '../kernel/serve'
import { contract } from './contract'
import { listAtDesk, listDraws, markCollected, readAtDesk, readProof } from './list-draws'
import { openDraw } from './open-draw'
import { runDraws } from './run-draws'
import { enterDraw, leaveDraw, readDraw } from './take-part'

/** The function `draws`: scarce goods given out by a draw that anybody can work out again. */
export const actions = {
  open: action('provedInQuery', contract.open, openDraw),
  list: action('member', contract.list, listDraws),
  read: action('member', contract.read, readDraw),
  enter: action('member', contract.enter, enterDraw),
  leave: action('member', contract.leave, leaveDraw),
  proof: action('member', contract.proof, readProof),
  deskList: action('provedInQuery', contract.deskList, listAtDesk),
  deskRead: action('provedInQuery', contract.deskRead, readAtDesk),
  collected: action('provedInQuery', contract.collected, markCollected),
}

export const timers: TimerJob[] = [
  // Each ten minutes, China's time.
  { name: 'draw', cron: '0 */10 * * * * *', run: runDraws },
]

export const main = serve('draws', actions, timers)
