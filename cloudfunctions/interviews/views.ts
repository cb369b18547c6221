import { phaseOf, type Phase } from '../../miniprogram/rules/interview'
import { NUMBER_WORDS } from '../../miniprogram/rules/hide-numbers'
import { temporaryAddress } from '../kernel/files'
import type { Answer, Commitment, Interview, Question } from './interview'
import type { AnswerView, MyQuestion, PromiseView, QuestionView, SessionLine, SessionView } from './schemas'
import type { RoomQuestion } from './host-contract'
import type { SeatQuestion } from './seat-contract'

/** How what is kept is read from outside, and by those who see more. No account leaves here. */

const PHOTO_SECONDS = 3600

export function lineOf(one: Interview, now: Date): SessionLine {
  const { _id, orgName, topic, subject, asksFrom, liveFrom, liveUntil } = one
  return {
    id: _id,
    orgName,
    topic,
    subject,
    phase: phaseOf(one, now),
    asksFrom: Number(asksFrom),
    liveFrom: Number(liveFrom),
    liveUntil: Number(liveUntil),
  }
}

/** With addresses of the photos: one file request where there are any. */
export async function sessionOf(one: Interview, now: Date): Promise<SessionView> {
  const pictured = one.seats.flatMap(({ photo }) => (photo ? [photo.id] : []))
  const addresses = await temporaryAddress(pictured, PHOTO_SECONDS)
  const { about, departments, names, closesAt, why, pinned } = one
  return {
    ...lineOf(one, now),
    org: one.org,
    about,
    departments,
    names,
    closesAt: Number(closesAt),
    why,
    pinned,
    seats: one.seats.map(({ id, name, title, department, photo, openid, left }) => ({
      id,
      name,
      title,
      department,
      photo: photo ? addresses[pictured.indexOf(photo.id)]! : '',
      here: openid !== null && !left,
      left,
    })),
  }
}

/** A question as everybody reads it. Pictures that WeChat has not passed do not count. */
export function questionOf(one: Question): QuestionView {
  return {
    id: one._id,
    interview: one.interview,
    state: one.state === 'merged' ? 'merged' : one.state === 'accepted' ? 'open' : 'gone',
    root: one.root,
    text: one.text,
    by: one.by,
    askers: one.askers.length,
    votes: one.votes,
    pictures: one.files.filter(({ verdict }) => verdict === 'pass').length,
    department: one.department,
    seat: one.seat,
    outcome: one.outcome,
    laterBy: one.laterBy,
    at: Number(one.at),
    answers: one.answers.map(answerOf),
  }
}

function answerOf({ id, name, title, kind, text, files, voice, promise, due, at, corrections }: Answer): AnswerView {
  return {
    id,
    name,
    title,
    kind,
    text,
    pictures: files.length,
    voiceSeconds: voice?.seconds ?? 0,
    promise,
    due,
    at: Number(at),
    corrections: corrections.map((one) => ({ ...one, at: Number(one.at) })),
  }
}

const hiddenWords = ({ hidden }: Question) => hidden.map((kind) => NUMBER_WORDS[kind])

/** For who asked it. */
export const myQuestionOf = (one: Question): MyQuestion => ({
  ...questionOf(one),
  standing: one.state,
  why: one.why,
  hidden: hiddenWords(one),
  case: one.case,
})

/** For hosts: who asked, and all pictures. */
export const roomQuestionOf = (one: Question): RoomQuestion => ({
  ...questionOf(one),
  pictures: one.files.filter(({ verdict }) => verdict !== 'risky').length,
  standing: one.state,
  why: one.why,
  name: one.name,
  unionName: one.unionName,
  look: one.verdict === 'review' || one.files.some(({ verdict }) => verdict === 'review'),
  hidden: hiddenWords(one),
  case: one.case,
  version: one.version,
})

/** For interviewees: as outside, with the version their answer names. */
export const seatQuestionOf = (one: Question): SeatQuestion => ({ ...questionOf(one), version: one.version })

export function promiseOf(one: Commitment): PromiseView {
  const { _id, interview, topic, question, questionText, orgName, what, who, department, by, state, how, version } = one
  return {
    id: _id,
    interview,
    topic,
    question,
    questionText,
    orgName,
    what,
    who,
    department,
    by,
    state,
    moves: one.moves.map((move) => ({ ...move, at: Number(move.at) })),
    how,
    pictures: one.files.length,
    endedAt: one.endedAt && Number(one.endedAt),
    version,
  }
}

/** Workers see it from its publication on; what is called off too, so that a link says why. */
export const isPublic = (phase: Phase): boolean => phase !== 'draft'
