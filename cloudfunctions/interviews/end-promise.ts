import type { z } from 'zod'
import { hideNumbers } from '../../miniprogram/rules/hide-numbers'
import { checkText } from '../kernel/content-check'
import { newPerson } from '../kernel/people'
import type { Caller } from '../kernel/serve'
import { changePromise, checkStands, findMyPromise } from './change-promise'
import { keptEntry } from './entries'
import type { seatContract } from './seat-contract'
import { takePictures } from './take-files'
import * as tell from './tell'
import { promiseOf } from './views'

type Input = z.output<(typeof seatContract)['endPromise']['in']>

/**
 * It is done, or it cannot be done and why: for all to read, and whoever asked or follows is told. Eight requests at
 * most, two a picture. The same again is once.
 */
export async function endPromise(input: Input, { openid, now }: Caller<'provedInQuery'>) {
  const found = await findMyPromise(openid, input.promise, input.desk)
  const { promise, session } = found
  const how = hideNumbers(input.how).text
  if (promise.state === input.as && promise.how === how) return { promise: promiseOf(promise) }
  checkStands(promise, input.version)
  await checkText(openid, how)
  const person = newPerson(openid, new Date(0))._id
  const { files: uploads, clientKey, as } = input
  const files = uploads.length > 0 ? await takePictures(person, clientKey, `${promise._id}/end`, uploads) : []
  const ended = { ...promise, how, state: as }
  const after = await changePromise(found, now, {
    fields: { state: as, how, files, endedAt: now },
    shown: { state: as },
    tell: (question) => (as === 'kept' ? tell.kept(question, ended, now) : tell.dropped(question, ended, now)),
    ...(as === 'kept' && { entry: (question) => keptEntry(promise, session, question, now) }),
  })
  return { promise: promiseOf(after) }
}
