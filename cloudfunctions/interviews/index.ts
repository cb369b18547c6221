import { caseworkActions, kindFinder } from '../kernel/casework/actions'
import { caseworkTimer } from '../kernel/casework/tick'
import { serve, type Action, type PushJob, type TimerJob } from '../kernel/serve'
import { answerActions } from './answer-actions'
import { archiveActions } from './archive-actions'
import { closeTimer, putOffTimer } from './close'
import { hostActions } from './host-actions'
import { declared as kinds } from './kinds/index.generated'
import { pictureVerdict } from './picture-verdict'
import { promiseActions } from './promise-actions'
import { remindTimer } from './remind'
import { promisesTimer } from './remind-promises'
import { roomActions } from './room-actions'
import { seatActions } from './seat-actions'
import { sessionActions } from './session-actions'
import { tellTimer } from './tell-askers'
import { watchActions } from './watch-actions'

/** The function `interviews`: leaders answer workers on a set day, and what they promised. */
export const actions: Record<string, Action> = {
  ...sessionActions,
  ...watchActions,
  ...hostActions,
  ...roomActions,
  ...seatActions,
  ...answerActions,
  ...promiseActions,
  ...archiveActions,
  ...caseworkActions('interviews', kinds),
}

export const timers: TimerJob[] = [
  remindTimer,
  tellTimer,
  promisesTimer,
  closeTimer,
  putOffTimer,
  caseworkTimer('interviews', kindFinder(kinds)),
]

export const pushes: PushJob[] = [pictureVerdict]

export const main = serve('interviews', actions, timers, pushes)
