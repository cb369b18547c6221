import { randomBytes } from 'node:crypto'
import { toBase32 } from '../../miniprogram/rules/base32'
import { phaseOf } from '../../miniprogram/rules/interview'
import { AppError, notFound } from '../kernel/errors'
import { idFrom } from '../kernel/ids'
import { leaveMessage } from '../kernel/messages'
import { deskOf, findCrew } from '../kernel/people'
import { blindIndex } from '../kernel/seal'
import type { Caller } from '../kernel/serve'
import { hostSession, readAtDesk } from './host-view'
import type { Interview, Seat } from './interview'
import { roomLink, sessionLink } from './links'
import { ensurePerson, findBySeatCode, findMySessions, freeQuestions } from './seat-store'
import { changeSession } from './session-store'
import { findInterview } from './store'
import { lineOf } from './views'

/** Who sits where: seats are taken by a code, left, and emptied. */

const CODE_LETTERS = 10
/** Only this hash is kept; a copy of the database takes no seat. */
const hashOf = (code: string): string => blindIndex('code', `seat:${code}`)
/** As it is written down and typed again: small letters, spaces, and letters that look like others. */
const tidy = (code: string): string =>
  code
    .toUpperCase()
    .replace(/[^0-9A-Z]/g, '')
    .replace(/O/g, '0')
    .replace(/[IL]/g, '1')

/** Everything as it is, but one seat. */
const withSeat = ({ seats }: Interview, id: string, change: Partial<Seat>): Pick<Interview, 'seats'> => ({
  seats: seats.map((seat) => (seat.id === id ? { ...seat, ...change } : seat)),
})

function seatIn({ seats }: Interview, id: string): Seat {
  const seat = seats.find((one) => one.id === id)
  if (!seat) throw notFound('这个座位')
  return seat
}

function checkGoesOn(session: Interview, now: Date): void {
  const phase = phaseOf(session, now)
  if (phase === 'cancelled') throw new AppError('NOT_NOW', '这一场不办了')
  if (phase === 'closed' || phase === 'archived') throw new AppError('NOT_NOW', '这一场已经结束了')
}

interface AtSeat {
  desk: string
  interview: string
  seat: string
}

/** A new code, shown once; the one before is dead. Six requests. Throws ALREADY where somebody sits. */
export async function seatCode({ desk, interview, seat }: AtSeat, { openid, now }: Caller<'provedInQuery'>) {
  await readAtDesk(openid, desk, interview, now)
  const code = toBase32(randomBytes(7)).slice(0, CODE_LETTERS)
  await changeSession(interview, (session) => {
    checkGoesOn(session, now)
    const { openid: sits, left, name } = seatIn(session, seat)
    if (sits !== null && !left) throw new AppError('ALREADY', `${name}已经坐下了。要换人，请先空出这个座位`)
    return withSeat(session, seat, { code: hashOf(code), openid: null })
  })
  return { code, ...(await hostSession(openid, desk, interview, now)) }
}

/** The caller takes the seat of a code. Six requests; two when she sits in it already. */
export async function takeSeat({ code }: { code: string }, { openid, now }: Caller<'signedIn'>) {
  const hash = hashOf(tidy(code))
  const found = await findBySeatCode(hash)
  if (!found) throw notFound('这个码。请对一对，或请主持人再给一个')
  await ensurePerson(openid, now)
  let taken = ''
  await changeSession(found._id, (session) => {
    const seat = session.seats.find((one) => one.code === hash)
    if (!seat) throw notFound('这个码。请对一对，或请主持人再给一个')
    taken = seat.id
    checkGoesOn(session, now)
    if (seat.openid === openid && !seat.left) return null
    if (seat.left && seat.openid !== null) throw new AppError('NOT_NOW', '您已经离开了座位。要回来，请主持人再给一个码')
    if (seat.openid !== null) throw new AppError('ALREADY', '这个码别人用过了。请主持人再给一个')
    const other = session.seats.find((one) => one.openid === openid)
    if (other && !other.left) throw new AppError('ALREADY', `您已经坐在“${other.name}”的座位上了，一人只坐一个`)
    const before = other ? withSeat(session, other.id, { openid: null }) : {}
    return withSeat({ ...session, ...before }, seat.id, { openid, left: false })
  })
  return { interview: found._id, seat: taken }
}

/** Whoever sits there does no longer, and her code is dead; what was handed to her goes back. Seven requests. */
export async function emptySeat({ desk, interview, seat }: AtSeat, { openid, now }: Caller<'provedInQuery'>) {
  await readAtDesk(openid, desk, interview, now)
  let sat: Seat | null = null
  const session = await changeSession(interview, (current) => {
    checkGoesOn(current, now)
    sat = seatIn(current, seat)
    const begun = current.state === 'published' && now >= current.liveFrom
    const left = sat.left || (begun && sat.openid !== null)
    return withSeat(current, seat, { openid: null, code: null, left })
  })
  await freeQuestions(interview, seat, now)
  await tellWhoSat(session, sat, now)
  return hostSession(openid, desk, interview, now)
}

async function tellWhoSat({ _id, topic }: Interview, sat: Seat | null, at: Date): Promise<void> {
  if (!sat?.openid || sat.left) return
  await leaveMessage({
    _id: idFrom('msg', _id, sat.id, 'emptied', sat.code ?? ''),
    openid: sat.openid,
    title: `您不用再答了：${topic}`,
    text: '主持人把您的座位空出来了，交给您的问题也转走了。要是弄错了，请找主持人再要一个码',
    at,
    unread: true,
    link: sessionLink(_id),
  })
}

/** She has to go: what was handed to her goes back, and the hosts are told. Again is the same once. Seven requests and a message a host. */
export async function leaveSeat({ interview }: { interview: string }, { openid, now }: Caller<'signedIn'>) {
  const read = await findInterview(interview)
  const mine = read?.seats.find((seat) => seat.openid === openid)
  if (!read || !mine) throw notFound('您在这一场的座位')
  const session = await changeSession(interview, (current) => {
    checkGoesOn(current, now)
    const seat = current.seats.find((one) => one.openid === openid)
    return seat && !seat.left ? withSeat(current, seat.id, { left: true }) : null
  })
  await freeQuestions(interview, mine.id, now)
  await tellHosts(session, mine, now)
  return {}
}

/** One message for each sitting, however often she presses. */
async function tellHosts({ _id, org, topic }: Interview, { id, name, code }: Seat, at: Date): Promise<void> {
  const desk = deskOf(org, 'officer')
  for (const { openid } of await findCrew([org], 'officer'))
    await leaveMessage({
      _id: idFrom('msg', _id, id, 'left', code ?? '', openid),
      openid,
      title: `${name}先走了：${topic}`,
      text: '交给这一位、还没答的问题，都退回来了。请另外找人答，或者再请一位',
      at,
      unread: true,
      link: roomLink(desk, _id),
    })
}

/** Sessions in which I sit. One request. */
export async function mySeats(_input: object, { openid, now }: Caller<'signedIn'>) {
  const found = await findMySessions(openid)
  return {
    sessions: found.flatMap((session) => {
      const seat = session.seats.find((one) => one.openid === openid && !one.left)
      if (!seat) return []
      const waiting = session.handed.find(({ _id }) => _id === seat.id)?.n ?? 0
      return [{ ...lineOf(session, now), seat: seat.id, waiting }]
    }),
  }
}
