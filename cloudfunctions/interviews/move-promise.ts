import type { z } from 'zod'
import { dayOf } from '../../miniprogram/rules/days'
import { LONGEST_PROMISE_DAYS } from '../../miniprogram/rules/interview'
import { AppError } from '../kernel/errors'
import type { Caller } from '../kernel/serve'
import { checkDay } from './answer'
import { changePromise, checkStands, findMyPromise } from './change-promise'
import type { seatContract } from './seat-contract'
import * as tell from './tell'
import { promiseOf } from './views'

type Input = z.output<(typeof seatContract)['movePromise']['in']>

/** Another day, with the reason, for all to read: the first day stays. Seven requests. The same again is once. */
export async function movePromise(input: Input, { openid, now }: Caller<'provedInQuery'>) {
  const found = await findMyPromise(openid, input.promise, input.desk)
  const { promise } = found
  const { to, why, version } = input
  if (promise.state === 'open' && promise.by === to) {
    const last = promise.moves[promise.moves.length - 1]
    if (last?.to === to && last.why === why) return { promise: promiseOf(promise) }
    throw new AppError('BAD_INPUT', '日子没有变。请选另一天')
  }
  checkStands(promise, version)
  checkDay(to, dayOf(now), LONGEST_PROMISE_DAYS)
  const after = await changePromise(found, now, {
    fields: { by: to, remindedOn: null, moves: [...promise.moves, { from: promise.by, to, why, at: now }] },
    shown: { by: to },
    tell: (question) => tell.moved(question, promise, to, why, now),
  })
  return { promise: promiseOf(after) }
}
