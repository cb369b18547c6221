import type { Day } from '../../miniprogram/rules/days'
import type { NamesOutside, Outcome, PromiseState, Subject, Timetable } from '../../miniprogram/rules/interview'
import type { NumberKind } from '../../miniprogram/rules/hide-numbers'
import type { Level } from '../kernel/people'
import type { SoundFile } from '../kernel/take-in-files'
import type { PaperFile } from '../kernel/vault'

/** What the area keeps. */

/** A session 微访谈: a topic, who answers, and its hours. */
export interface Interview extends Timetable {
  _id: string
  /** The union whose officers hold it. Its members and those of unions below may ask; anybody may watch. */
  org: string
  orgName: string
  orgPath: string
  level: Level
  topic: string
  subject: Subject
  about: string
  /** Tags for questions: who it concerns. */
  departments: string[]
  names: NamesOutside
  seats: Seat[]
  asksFrom: Date
  liveFrom: Date
  liveUntil: Date
  /** The end of after-care: what is unanswered then becomes an application. */
  closesAt: Date
  remindedAt: Date | null
  closedAt: Date | null
  archivedAt: Date | null
  /** Why it is not held; empty else. */
  why: string
  /** The question held up for all to see. */
  pinned: string | null
  /** As they were at closing; promises go on (see promises). Null before. */
  figures: Figures | null
  /** Goes up with each change by a host. */
  version: number
  createdAt: Date
  publishedAt: Date | null
  /** The newest change by a host; absent: there was none since it was made. */
  last?: HostAct
  /** What everybody who asked or follows is being told of; absent or null: nothing. */
  tellAll?: TellingAll | null
}

/** A host's change of a session: her own retry is known by it, and others read what happened. */
export interface HostAct {
  key: string
  /** The session's version after it. */
  version: number
  /** The host's name. */
  by: string
  /** `改了时间` */
  what: string
}

/** Something that everybody is told who asked in a session, follows it or one of its questions, or sits in it. */
export interface TellingAll {
  /** Names the messages, so that nobody has two. */
  key: string
  title: string
  text: string
  at: Date
  /** WeChat knocks too: only where no other knock is to come. */
  knock: boolean
  /** How far it came: where the next portion begins. Empty: at the beginning. */
  done: string
}

/** An interviewee's seat. Who takes it proves so by a code from the host. */
export interface Seat {
  id: string
  name: string
  /** `市总工会副主席` */
  title: string
  department: string
  photo: PaperFile | null
  /** Who took it; who left stays named until somebody else is invited. */
  openid: string | null
  /** Keyed hash of the code that takes it or took it, so that the same code of the same person is once; null: none was shown. */
  code: string | null
  left: boolean
}

/** 人 and 条 (questions) are different units. */
export interface Figures {
  /** Questions that were let in, merged ones too. */
  asked: number
  /** 人: distinct askers. */
  askers: number
  /** What they came to, merged ones counted with the one they went into. */
  outcomes: Record<Outcome, number>
  /** Minutes from letting in to the first answer, the middle one; null: none was answered. */
  medianMinutes: number | null
}

export interface Question {
  _id: string
  interview: string
  /** The n-th of this member in this session, from 0: with MOST_QUESTIONS a limit that no race passes. */
  slot: number
  clientKey: string
  openid: string
  person: string
  membership: string
  /** Inside. */
  name: string
  unionName: string
  /** The member's own union, for figures. */
  org: string
  orgPath: string
  /** Outside: `工友 7412` or `林＊兰`. */
  by: string
  /** With numbers of persons hidden; what was typed is not kept. */
  text: string
  hidden: NumberKind[]
  files: CheckedFile[]
  /** WeChat's word on the text; `review`: the host looks twice. */
  verdict: 'pass' | 'review'
  state: 'waiting' | 'accepted' | 'returned' | 'refused' | 'merged' | 'withdrawn'
  /** Of a return, refusal. */
  why: string
  /** The question it was merged into. */
  root: string | null
  department: string
  /** The interviewee it was handed to. */
  seat: string | null
  /** It was let in once: who watches has seen it. */
  shown: boolean
  /** Everybody who asked it, herself first; moved to the other when merged. */
  askers: { question: string; openid: string; by: string }[]
  /** Keyed hashes of the persons who asked or voted, each once (see voterKey). */
  voters: string[]
  votes: number
  answers: Answer[]
  /** What it came to; null: not answered yet. */
  outcome: Outcome | null
  /** With `later`: the day. */
  laterBy: Day | null
  /** The application it became. */
  case: string | null
  at: Date
  acceptedAt: Date | null
  answeredAt: Date | null
  /** Anything about it changed, votes too; what pollers follow. */
  touchedAt: Date
  /** More than its votes changed. */
  changedAt: Date
  /** Goes up with each act of host or interviewee, not with votes. */
  version: number
  /** Askers and followers have something to be told: see tell-askers.ts. Null: nothing. */
  tell: Telling | null
  /** For the archive's search; empty until the session is closed. */
  keys: string[]
}

/**
 * Something to be told. `of`: only to who asked these questions and follows the question itself: one that was merged,
 * whose askers stand in another by now.
 */
export interface Telling {
  title: string
  text: string
  at: Date
  of?: string[]
}

/** A picture of a worker's; outside it shows once WeChat has passed it. */
export interface CheckedFile extends PaperFile {
  /** WeChat's trace of the check; the verdict comes with it. */
  trace: string
  verdict: 'pending' | 'pass' | 'review' | 'risky'
}

export interface Answer {
  id: string
  seat: string
  name: string
  title: string
  kind: Outcome
  text: string
  files: PaperFile[]
  voice: (SoundFile & { seconds: number }) | null
  /** With `promised`; what became of it is kept here too. */
  promise: { id: string; what: string; who: string; by: Day; state: PromiseState } | null
  /** With `later`. */
  due: Day | null
  at: Date
  /** What it said before it was corrected, oldest first. */
  corrections: { text: string; at: Date; why: string }[]
}

/** What was promised to workers, by whom and by when. Public. */
export interface Commitment {
  _id: string
  interview: string
  topic: string
  question: string
  questionText: string
  /** The interviewee from whose seat it was made. */
  seat: string
  org: string
  orgName: string
  orgPath: string
  what: string
  who: string
  department: string
  by: Day
  state: PromiseState
  /** Days it was moved to, oldest first, each with its reason. */
  moves: { from: Day; to: Day; why: string; at: Date }[]
  /** How it was kept, or why it is given up. */
  how: string
  files: PaperFile[]
  endedAt: Date | null
  /** The day of which its people were last reminded. */
  remindedOn: Day | null
  version: number
  createdAt: Date
}

/** Somebody wants to be told: of a session's beginning (`question` null) or of a question's answer. */
export interface Follow {
  _id: string
  openid: string
  interview: string
  question: string | null
  at: Date
  /** The newest answer she was told of, or the reminder; null: nothing yet. */
  toldAt: Date | null
}
