import { action, type Action } from '../kernel/serve'
import { ask } from './ask'
import { followQuestion, readMine, withdrawQuestion } from './mine'
import { poll } from './poll'
import { openFiles, readQuestion, readQuestions } from './read-questions'
import { findSimilar } from './similar'
import { vote } from './vote'
import { watchContract as contract } from './watch-contract'

/** Workers watch, ask and vote. */
export const watchActions: Record<string, Action> = {
  poll: action('anyone', contract.poll, poll),
  questions: action('anyone', contract.questions, readQuestions),
  question: action('anyone', contract.question, readQuestion),
  files: action('anyone', contract.files, openFiles),
  mine: action('signedIn', contract.mine, readMine),
  similar: action('anyone', contract.similar, findSimilar),
  ask: action('provedInQuery', contract.ask, ask),
  withdrawQuestion: action('signedIn', contract.withdrawQuestion, withdrawQuestion),
  vote: action('provedInQuery', contract.vote, vote),
  follow: action('signedIn', contract.follow, followQuestion),
}
