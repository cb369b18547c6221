import { action, type Action } from '../kernel/serve'
import { endPromise } from './end-promise'
import { movePromise } from './move-promise'
import { openPromiseFiles, readMyPromises, readPromises } from './read-promises'
import { seatContract } from './seat-contract'

/** What was promised, and what becomes of it. */
export const promiseActions: Record<string, Action> = {
  promises: action('anyone', seatContract.promises, readPromises),
  promiseFiles: action('anyone', seatContract.promiseFiles, openPromiseFiles),
  myPromises: action('provedInQuery', seatContract.myPromises, readMyPromises),
  endPromise: action('provedInQuery', seatContract.endPromise, endPromise),
  movePromise: action('provedInQuery', seatContract.movePromise, movePromise),
}
