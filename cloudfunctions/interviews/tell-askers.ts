import { idFrom } from '../kernel/ids'
import { log, originOf } from '../kernel/log'
import { knock, leaveMessage } from '../kernel/messages'
import type { TimerJob } from '../kernel/serve'
import { citySettings } from '../kernel/settings'
import type { Question, Telling } from './interview'
import * as store from './tell-store'

/**
 * Tells everybody who asked or follows a question what became of it. An act only leaves word in the question (`tell`):
 * no answer waits for three hundred messages. Each message is named by question, moment, words and account, so that
 * whatever is cut off is begun again and nobody is told twice; a newer word takes the place of one not told yet.
 */

const QUESTIONS_A_RUN = 30
/** A function has seconds: what is left is told a minute later. */
const MOST_A_RUN = 600
const PORTION = 50
const AT_ONCE = 10

export const tellTimer: TimerJob = { name: 'tell', cron: '0 * * * * * *', run: tellAskers }

/** Requests: one, and for each question two, one a person and two a portion of fifty. */
export async function tellAskers(now: Date): Promise<void> {
  let left = MOST_A_RUN
  let failed = 0
  for (const question of await store.findToTell(QUESTIONS_A_RUN)) {
    if (left <= 0) return
    try {
      left -= await tellOf(question, left, now)
    } catch (error) {
      failed += 1
      log({ event: 'tell-failed', area: 'interviews', id: question._id, ...originOf(error) })
    }
  }
  if (failed > 0) throw new Error('some questions were not told of')
}

/** The one asker of a question that was never shown. What fails is left to the timer: the act itself is done. */
export async function tellAtOnce(question: Question, now: Date): Promise<void> {
  try {
    await tellOf(question, PORTION, now)
  } catch (error) {
    log({ event: 'tell-failed', area: 'interviews', id: question._id, ...originOf(error) })
  }
}

/** Tells up to `most` people; how many it told. Clears the word where everybody has been told. */
async function tellOf(question: Question, most: number, now: Date): Promise<number> {
  const { tell } = question
  if (!tell) return 0
  const to = await recipientsOf(question, tell)
  const askers = await tellAll(question, tell, to.askers, most, now)
  const followers = askers < most ? await tellFollowers(question, tell, to.family, most - askers, now) : 0
  if (askers + followers < most) await store.clearTell(question, tell.at)
  return askers + followers
}

/**
 * Who asked, and the questions whose followers are told. The askers of a question hold the names of all that were
 * merged into it, so that whoever followed one of those is told too. Of one that was merged, its askers stand in the
 * question it went into, or in the one that went into.
 */
async function recipientsOf(question: Question, tell: Telling): Promise<{ askers: string[]; family: string[] }> {
  if (!tell.of)
    return { askers: accounts(question), family: [question._id, ...question.askers.map((one) => one.question)] }
  let at: Pick<Question, 'askers' | 'state' | 'root'> | null = question
  while (at?.state === 'merged' && at.root) at = await store.findAskers(at.root)
  const moved = new Set(tell.of)
  const askers = at?.askers.filter((one) => moved.has(one.question)) ?? []
  return { askers: accounts({ askers }), family: [question._id, ...tell.of] }
}

/** Each account once; one that was deleted reads nothing any more. */
const accounts = ({ askers }: Pick<Question, 'askers'>) =>
  [...new Set(askers.map(({ openid }) => openid))].filter((openid) => openid && !openid.startsWith('gone_'))

async function tellAll(question: Question, tell: Telling, openids: string[], most: number, now: Date): Promise<number> {
  let told = 0
  for (let from = 0; from < openids.length && told < most; from += PORTION) {
    const portion = openids.slice(from, from + PORTION)
    const before = await store.findTold(portion.map((openid) => messageId(question, tell, openid)))
    const missing = portion.filter((openid) => !before.has(messageId(question, tell, openid)))
    told += await tellEach(question, tell, missing.slice(0, most - told), now)
  }
  return told
}

/** Marks each portion as told, so that the next run goes on behind it. */
async function tellFollowers(
  question: Question,
  tell: Telling,
  family: string[],
  most: number,
  now: Date,
): Promise<number> {
  const said = { ...tell, title: toFollower(tell.title), text: toFollower(tell.text) }
  let told = 0
  while (told < most) {
    const portion = await store.findFollowersToTell([...new Set(family)], tell.at, Math.min(PORTION, most - told))
    if (portion.length === 0) break
    await tellEach(question, said, [...new Set(portion.map(({ openid }) => openid))], now, tell)
    await store.markTold(
      portion.map(({ _id }) => _id),
      tell.at,
    )
    told += portion.length
  }
  return told
}

/** Titles are written for who asked. */
const toFollower = (words: string) => words.replace(/^您问的/, '您关注的').replace(/您的一票还在，/, '')

/** `named`: what the messages are named by, where the words differ: who asked and follows is told once. */
async function tellEach(
  question: Question,
  tell: Telling,
  openids: string[],
  now: Date,
  named: Telling = tell,
): Promise<number> {
  for (let from = 0; from < openids.length; from += AT_ONCE)
    await Promise.all(
      openids
        .slice(from, from + AT_ONCE)
        .map((openid) => tellOne(question, tell, openid, messageId(question, named, openid), now)),
    )
  return openids.length
}

const messageId = ({ _id }: Question, { at, text }: Telling, openid: string) =>
  idFrom('msg', _id, Number(at), text, openid)

async function tellOne(question: Question, tell: Telling, openid: string, id: string, now: Date): Promise<void> {
  const { title, text, at } = tell
  const link = linkOf(question)
  const isNew = await leaveMessage({ _id: id, openid, title, text, at, unread: true, link })
  // A knock is one of few that she allowed: kept for what became of it, not spent on what was merged.
  if (!isNew || tell.of) return
  const { messageTemplates } = await citySettings(Number(now))
  await knock({ openid, templateId: messageTemplates.caseNews, title, text, page: link.slice(1) })
}

const linkOf = ({ _id, state, root }: Question) =>
  `/packages/interviews/question/question?id=${state === 'merged' && root ? root : _id}`
