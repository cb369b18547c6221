import { createHash } from 'node:crypto'
import { archiveKeys } from '../../cloudfunctions/interviews/archive-keys'
import { figuresOf } from '../../cloudfunctions/interviews/figures'
import type { Answer, Commitment, Interview, Question, Seat } from '../../cloudfunctions/interviews/interview'
import { promiseFrom } from '../../cloudfunctions/interviews/promise-store'
import { pseudonymOf, voterKey } from '../../cloudfunctions/interviews/voter'
import { idFrom } from '../../cloudfunctions/kernel/ids'
import type { Membership } from '../../cloudfunctions/kernel/memberships'
import type { Org } from '../../cloudfunctions/kernel/orgs'
import { addDays, dayOf, startOfDay } from '../../miniprogram/rules/days'
import { LAST, LIVE, NEXT, type AskedPlot, type SessionPlot } from './interview-plots'
import { openidOf, personas } from './personas'

/** Micro-interviews of the city's union: one that is live, one next week, one last month with what was promised. */

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

export interface InterviewDocuments {
  interviews: Interview[]
  interviewQuestions: Question[]
  interviewPromises: Commitment[]
}

/** `members`: who may have asked, of them the first ones did. */
export function buildInterviews(orgs: Org[], members: Membership[], now: Date): InterviewDocuments {
  const city = orgs.find(({ level }) => level === 'city')!
  const made: InterviewDocuments = { interviews: [], interviewQuestions: [], interviewPromises: [] }
  const asking = members.filter(({ state }) => state === 'active')
  if (asking.length === 0) return made
  const at = Number(now)
  const next = startOfDay(addDays(dayOf(now), 7)) + 15 * HOUR
  const last = startOfDay(addDays(dayOf(now), -25)) + 15 * HOUR
  const hours = [
    { plot: LAST, from: last, until: last + HOUR, asksFrom: last - 3 * DAY, closedAt: last + 3 * DAY },
    { plot: LIVE, from: at - 22 * MINUTE, until: at + 38 * MINUTE, asksFrom: at - 3 * DAY, closedAt: null },
    { plot: NEXT, from: next, until: next + HOUR, asksFrom: at - DAY, closedAt: null },
  ]
  for (const [i, one] of hours.entries()) new Session(city, one.plot, one, asking, i, now).addTo(made)
  return made
}

interface Times {
  from: number
  until: number
  asksFrom: number
  closedAt: number | null
}

class Session {
  private readonly session: Interview

  constructor(
    city: Org,
    private readonly plot: SessionPlot,
    private readonly times: Times,
    private readonly members: Membership[],
    private readonly nth: number,
    private readonly now: Date,
  ) {
    const { topic, subject, about, departments } = plot
    const id = idFrom('ivw', 'demonstration', topic)
    const { from, until, asksFrom, closedAt } = times
    this.session = {
      ...{ _id: id, org: city._id, orgName: city.name, orgPath: city.path, level: city.level, state: 'published' },
      ...{ topic, subject, about, departments, names: 'pseudonym' },
      seats: plot.seats.map((seat, i) => seatOf(seat, idFrom('seat', id, i))),
      ...{ asksFrom: new Date(asksFrom), liveFrom: new Date(from), liveUntil: new Date(until) },
      closesAt: new Date(closedAt ?? until + 3 * DAY),
      remindedAt: from < Number(now) ? new Date(from - 30 * MINUTE) : null,
      ...{ closedAt: closedAt === null ? null : new Date(closedAt), archivedAt: null, why: '', pinned: null },
      ...{ figures: null, version: 1, createdAt: new Date(asksFrom - 2 * DAY), publishedAt: new Date(asksFrom - DAY) },
    }
  }

  addTo(made: InterviewDocuments): void {
    const questions = this.plot.questions.map((one, n) => this.question(one, n, made))
    const merged = questions.flatMap(({ joined }) => joined)
    const asked = questions.map(({ question }) => question)
    const all = [...asked, ...merged]
    if (this.session.closedAt) this.session.figures = figuresOf(all)
    made.interviews.push(this.session)
    made.interviewQuestions.push(...all)
  }

  private question(plot: AskedPlot, n: number, made: InterviewDocuments) {
    const at = new Date(Math.min(Number(this.now) - MINUTE, this.times.from - (40 - n) * 3 * MINUTE))
    const own = this.ask(plot.text, n, at)
    const joined = Array.from({ length: plot.joined ?? 0 }, (_one, i) => ({
      ...this.ask(plot.text, 40 + n * 20 + i, at),
      ...{ state: 'merged' as const, root: own._id, acceptedAt: at, askers: [] },
    }))
    const answer = plot.kind ? this.answer(plot, own._id, at, n) : null
    const answeredAt = answer?.at ?? null
    const question: Question = {
      ...own,
      ...(plot.waits ? {} : { state: 'accepted', shown: true, acceptedAt: new Date(Number(at) + 4 * MINUTE) }),
      department: plot.department ?? '',
      seat: plot.seat === undefined ? null : this.session.seats[plot.seat]!.id,
      askers: [
        { question: own._id, openid: own.openid, by: own.by },
        ...joined.map((one) => ({ question: one._id, openid: one.openid, by: one.by })),
      ],
      ...this.votes(own, plot.votes),
      ...(answer && { answers: [answer], outcome: answer.kind, laterBy: answer.due, answeredAt }),
      touchedAt: answeredAt ?? at,
      changedAt: answeredAt ?? at,
    }
    if (answer?.promise) made.interviewPromises.push(this.promise(plot, question, answer))
    if (this.session.closedAt) question.keys = archiveKeys(question, this.session.subject)
    return { question, joined }
  }

  private ask(text: string, n: number, at: Date): Question {
    const member = this.members[(this.nth * 7 + n) % this.members.length]!
    const { _id: interview } = this.session
    const key = voterKey(interview, member)
    // The same member asks more than once where the city is small.
    const slot = Math.floor(n / this.members.length)
    const _id = idFrom('ivq', interview, key, slot)
    const by = pseudonymOf(interview, member)
    const { openid, person, _id: membership, name, orgName, org, orgPath } = member
    return {
      ...{ _id, interview, slot, clientKey: `demonstration-${n}`, openid, person, membership, name },
      ...{ unionName: orgName, org, orgPath, by, text, hidden: [], files: [], verdict: 'pass', state: 'waiting' },
      ...{ why: '', root: null, department: '', seat: null, shown: false, askers: [{ question: _id, openid, by }] },
      ...{ voters: [key], votes: 1, answers: [], outcome: null, laterBy: null, case: null, at, acceptedAt: null },
      ...{ answeredAt: null, touchedAt: at, changedAt: at, version: 1, tell: null, keys: [] },
    }
  }

  /** Voters besides the asker are nobody: no key of theirs is one of a person's. */
  private votes({ _id, voters }: Question, votes: number): Pick<Question, 'voters' | 'votes'> {
    const others = Array.from({ length: votes - 1 }, (_one, i) => digest(`${_id}:${i}`))
    return { voters: [...voters, ...others], votes }
  }

  private answer(plot: AskedPlot, question: string, asked: Date, n: number): Answer {
    const seat = this.session.seats[plot.seat ?? 0]!
    const day = dayOf(this.times.from)
    const { kind, promise, due } = plot
    const at = Math.max(
      Number(asked) + 6 * MINUTE,
      Math.min(Number(this.now) - MINUTE, this.times.from + (n + 1) * 2 * MINUTE),
    )
    return {
      ...{ id: idFrom('ans', question), seat: seat.id, name: seat.name, title: seat.title, kind: kind! },
      ...{ text: plot.answer ?? '', files: [], voice: null, due: due === undefined ? null : addDays(day, due) },
      promise: promise
        ? {
            ...{ id: idFrom('prm', question), what: promise.what, who: promise.who, by: addDays(day, promise.days) },
            state: promise.state ?? 'open',
          }
        : null,
      ...{ at: new Date(at), corrections: [] },
    }
  }

  private promise({ promise }: AskedPlot, question: Question, answer: Answer): Commitment {
    const made = promiseFrom(this.session, question, answer, answer.at)
    if (promise?.state !== 'kept') return made
    const endedAt = new Date(startOfDay(addDays(made.by, -1)) + 10 * HOUR)
    return { ...made, state: 'kept', how: promise.how ?? '', endedAt }
  }
}

function seatOf({ name, title, department, persona }: SessionPlot['seats'][number], id: string): Seat {
  const sits = persona ? openidOf(personas.find((one) => one.id === persona)!) : null
  return { id, name, title, department, photo: null, openid: sits, code: null, left: false }
}

const digest = (text: string) => createHash('sha256').update(text).digest('hex').slice(0, 16)
