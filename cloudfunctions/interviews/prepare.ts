import type { z } from 'zod'
import { phaseOf } from '../../miniprogram/rules/interview'
import { isDuplicate } from '../kernel/database'
import { AppError, notFound } from '../kernel/errors'
import { idFrom } from '../kernel/ids'
import type { Post } from '../kernel/people'
import type { Caller } from '../kernel/serve'
import { checkHours, sayHours } from './check-hours'
import { checkVersion, isDone, markOf } from './host-act'
import type { hostContract } from './host-contract'
import { hostSession } from './host-view'
import type { Interview, Seat, TellingAll } from './interview'
import { forgetNow } from './read-sessions'
import { freeOrphans } from './seat-store'
import { addSession, changeSession, findForHost } from './session-store'
import { photosOf, seatsFrom, type Photos } from './seats-from'
import { dayOf } from '../../miniprogram/rules/days'

export type Prepared = z.output<(typeof hostContract)['prepare']['in']>

/** A reminder goes out so long before; who moves the hour further away than that is reminded anew. */
export const REMIND_BEFORE_MS = 30 * 60_000

/**
 * Makes a session or changes one, and with `publish` lets workers see it. The same key again changes nothing. Three
 * requests for a new one, seven for a change, and those of its photos.
 */
export async function prepareSession(input: Prepared, { openid, now }: Caller<'provedInQuery'>) {
  const { desk, clientKey } = input
  const id = input.interview ?? idFrom('ivw', openid, clientKey)
  const { post, session } = await findForHost(openid, desk, id, dayOf(now))
  if (input.interview && !session) throw notFound('这一场微访谈')
  const key = idFrom('act', openid, clientKey)
  if (!session) await make(input, id, post, await photosOf(input, id, openid), now)
  else if (input.interview) {
    if (!isDone(session, key)) await change(input, session, key, post, openid, now)
    // Once more where her phone had no answer: what was handed to who is no longer asked is nobody's.
    else await freeOrphans(session, now)
  }
  forgetNow()
  return hostSession(openid, desk, id, now)
}

async function make(input: Prepared, _id: string, post: Post, photos: Photos, now: Date): Promise<void> {
  checkHours(input, now, input.publish)
  const { org, orgName, orgPath, level } = post
  const session: Interview = {
    _id,
    org,
    orgName,
    orgPath,
    level,
    state: input.publish ? 'published' : 'draft',
    ...wordsOf(input),
    names: input.names,
    ...hoursOf(input),
    seats: seatsFrom(input, [], photos, _id),
    remindedAt: null,
    closedAt: null,
    archivedAt: null,
    why: '',
    pinned: null,
    figures: null,
    version: 1,
    createdAt: now,
    publishedAt: input.publish ? now : null,
  }
  try {
    await addSession(session)
  } catch (error) {
    // The same press twice at once: the other one's stands.
    if (!isDuplicate(error)) throw error
  }
}

async function change(input: Prepared, read: Interview, key: string, { name }: Post, openid: string, now: Date) {
  checkVersion(read, input.version)
  changed(input, read, new Map(), now)
  const photos = await photosOf(input, read._id, openid)
  const after = await changeSession(read._id, (session) => {
    if (isDone(session, key)) return null
    checkVersion(session, input.version)
    const fields = changed(input, session, photos, now)
    const tellAll = movesHour(session, fields) ? { tellAll: tellOfHours(session, fields, key, now) } : {}
    return { ...fields, ...tellAll, ...markOf(session, { key, by: name, what: whatChanged(session, fields) }) }
  })
  const gone = read.seats.some((seat) => !after.seats.some(({ id }) => id === seat.id))
  if (gone) await freeOrphans(after, now)
}

type Changed = ReturnType<typeof wordsOf> &
  Partial<Pick<Interview, 'remindedAt' | 'state' | 'publishedAt' | 'names' | 'asksFrom' | 'closesAt'>> &
  Pick<Interview, 'seats' | 'liveFrom' | 'liveUntil'>

/** What becomes of a session: everything of a draft; of one that workers see all but names, hours until it begins. */
function changed(input: Prepared, session: Interview, photos: Photos, now: Date): Changed {
  const phase = phaseOf(session, now)
  if (phase === 'cancelled') throw new AppError('NOT_NOW', '这一场不办了，不能再改。请另开一场')
  if (phase === 'closed' || phase === 'archived') throw new AppError('NOT_NOW', '这一场已经结束，不能再改')
  const seats = seatsFrom(input, session.seats, photos, session._id)
  const said = { ...wordsOf(input), seats }
  if (phase === 'draft') {
    checkHours(input, now, input.publish)
    const published = input.publish ? { state: 'published' as const, publishedAt: now } : {}
    return { ...said, names: input.names, ...hoursOf(input), ...published }
  }
  if (input.names !== session.names)
    throw new AppError('NOT_NOW', '发布以后，工友怎么称呼不能再改：已经有人照原来的问了')
  const same = HOURS.every((name) => input[name] === Number(session[name]))
  if (same) return { ...said, liveFrom: session.liveFrom, liveUntil: session.liveUntil }
  if (phase === 'live' || phase === 'closing')
    throw new AppError('NOT_NOW', '已经开始了，时间不能再改。要久一点，请用“延长”')
  checkHours(input, now, true)
  const again = input.liveFrom !== Number(session.liveFrom) && input.liveFrom - REMIND_BEFORE_MS > Number(now)
  return { ...said, ...hoursOf(input), ...(again && { remindedAt: null }) }
}

const HOURS = ['asksFrom', 'liveFrom', 'liveUntil', 'closesAt'] as const

const hoursOf = ({ asksFrom, liveFrom, liveUntil, closesAt }: Prepared) => ({
  asksFrom: new Date(asksFrom),
  liveFrom: new Date(liveFrom),
  liveUntil: new Date(liveUntil),
  closesAt: new Date(closesAt),
})

const wordsOf = ({ topic, subject, about, departments }: Prepared) => ({
  topic,
  subject,
  about,
  departments: [...new Set(departments)],
})

/** Workers are told of another live hour; when asking begins or after-care ends they read on the page. */
const movesHour = (before: Interview, after: Changed): boolean =>
  before.state === 'published' &&
  (Number(before.liveFrom) !== Number(after.liveFrom) || Number(before.liveUntil) !== Number(after.liveUntil))

const tellOfHours = (
  before: Interview,
  { topic, liveFrom, liveUntil }: Changed,
  key: string,
  at: Date,
): TellingAll => ({
  key,
  title: `微访谈改了时间：${topic}`,
  text: `原来是${sayHours(before.liveFrom, before.liveUntil)}，改到${sayHours(liveFrom, liveUntil)}。您问的都还在`,
  at,
  // WeChat lets us knock once for a reminder, and that one is still to come.
  knock: false,
  done: '',
})

/** For another host whose change came too late. */
function whatChanged(before: Interview, after: Changed): string {
  if (before.state === 'draft') return after.state === 'published' ? '发布了这一场' : '改了草稿'
  if (movesHour(before, after)) return `把时间改到了${sayHours(after.liveFrom, after.liveUntil)}`
  return JSON.stringify(before.seats.map(nameOf)) === JSON.stringify(after.seats.map(nameOf))
    ? '改了这一场写的话'
    : '改了来答的人'
}

const nameOf = ({ id, name, title, department, photo }: Seat) => [id, name, title, department, photo?.id]
