import { readCursor, writeCursor } from '../kernel/database'
import { notFound } from '../kernel/errors'
import { temporaryAddress } from '../kernel/files'
import type { Caller } from '../kernel/serve'
import { findOwn } from './ask-store'
import { openOf } from './news'
import { findWatched } from './poll'
import type { Question } from './interview'
import type { QuestionView } from './schemas'
import { findQuestionAtDesk } from './store'
import { lineOf, questionOf } from './views'
import { findShown } from './watch-store'

/** Questions as everybody reads them. */

const PAGE = 20
const ADDRESS_SECONDS = 600

type Order = 'votes' | 'newest'
type Place = [rank: number, id: string]

/**
 * A page of what was let in, of what the instance knows: at most one request. Votes go on while one turns pages; what
 * rose past the cursor comes with the next poll.
 */
export async function readQuestions(
  { interview, order, after }: { interview: string; order: Order; after?: string },
  { now }: Caller<'anyone'>,
) {
  const { questions } = await findWatched(interview, now)
  const open = openOf(questions.values())
  const sorted = order === 'votes' ? open : open.sort((a, b) => b.at - a.at || (a.id < b.id ? -1 : 1))
  const rank = (one: QuestionView) => (order === 'votes' ? one.votes : one.at)
  const place = readCursor<Place>(after, ['number', 'string'])
  const from = place ? placeAfter(sorted, place, rank) : 0
  const page = sorted.slice(from, from + PAGE)
  const last = page[PAGE - 1]
  return { questions: page, next: last ? writeCursor([rank(last), last.id]) : null }
}

/** Behind the question of the cursor where it still stands, else behind those of its rank. */
function placeAfter(sorted: QuestionView[], [value, id]: Place, rank: (one: QuestionView) => number): number {
  const at = sorted.findIndex((one) => one.id === id)
  if (at >= 0 && rank(sorted[at]!) === value) return at + 1
  const lower = sorted.findIndex((one) => rank(one) < value)
  return lower < 0 ? sorted.length : lower
}

/** One question, shown or her own. One request; two for what was never shown. */
async function findReadable(openid: string, id: string) {
  const found = (await findShown(id)) ?? (openid ? await findOwn(openid, id) : null)
  if (!found) throw notFound('这个问题')
  return found
}

export async function readQuestion({ question: id }: { question: string }, { openid, now }: Caller<'anyone'>) {
  const { session, question } = await findReadable(openid, id)
  return { session: lineOf(session, now), question: questionOf(question) }
}

async function findForHost(openid: string, desk: string, id: string): Promise<Question> {
  const found = await findQuestionAtDesk(openid, desk, id)
  if (!found) throw notFound('这个问题')
  return found.question
}

/**
 * Addresses for ten minutes of pictures that WeChat passed (a host's and her own: all that it did not refuse), and of what goes with each answer. Nothing of
 * a question that is no longer shown, but to who asked it. One request more for the addresses.
 */
export async function openFiles(
  { question: id, desk }: { question: string; desk?: string },
  { openid }: Caller<'anyone'>,
) {
  const question = desk === undefined ? (await findReadable(openid, id)).question : await findForHost(openid, desk, id)
  const all = desk !== undefined || (openid !== '' && question.openid === openid)
  const shown = question.state === 'accepted' || all
  // Those that WeChat refused are not there any more.
  const pictures = shown ? question.files.filter(({ verdict }) => (all ? verdict !== 'risky' : verdict === 'pass')) : []
  const answers = shown ? question.answers : []
  const ids = [...pictures, ...answers.flatMap(({ files, voice }) => (voice ? [...files, voice] : files))].map(
    (file) => file.id,
  )
  const addresses = await temporaryAddress(ids, ADDRESS_SECONDS)
  const address = (file: { id: string }) => addresses[ids.indexOf(file.id)]!
  return {
    pictures: pictures.map(address),
    answers: answers.map((answer) => ({
      answer: answer.id,
      pictures: answer.files.map(address),
      voice: answer.voice ? address(answer.voice) : '',
    })),
  }
}
