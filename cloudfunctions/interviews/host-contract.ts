import { z } from 'zod'
import { MOST_DEPARTMENTS, MOST_SEATS } from '../../miniprogram/rules/interview'
import { clientKey } from '../kernel/casework/contract'
import {
  after,
  desk,
  figures,
  id,
  questionView,
  seatView,
  sessionLine,
  sessionView,
  subject,
  version,
  why,
  words,
} from './schemas'

/** Officers of the union that holds a session: prepare it, keep its hours, let questions in. */

const moment = z.int().min(0).max(8.64e15)
const hostSeat = seatView.extend({ /** A code for it was shown and not used yet. */ invited: z.boolean() })
/** A session as its hosts read it. */
export const hostView = sessionView.extend({
  seats: z.array(hostSeat),
  version: z.number(),
  /** Questions by what the host has to do with them. */
  counts: z.object({ waiting: z.number(), open: z.number(), settled: z.number(), away: z.number() }),
  figures: figures.nullable(),
})
export type HostView = z.infer<typeof hostView>

/** A question as a host reads it: who asked, what WeChat said, what others read. */
export const roomQuestion = questionView.extend({
  standing: z.enum(['waiting', 'accepted', 'returned', 'refused', 'merged', 'withdrawn']),
  why: z.string(),
  name: z.string(),
  unionName: z.string(),
  /** WeChat was not sure: look twice. */
  look: z.boolean(),
  hidden: z.array(z.string()),
  /** The application it became. */
  case: z.string().nullable(),
  version: z.number(),
})
export type RoomQuestion = z.infer<typeof roomQuestion>

export const hostContract = {
  /** The sessions of my union, drafts too, newest first. */
  hostList: {
    in: z.strictObject({ desk, after }),
    out: z.object({ orgName: z.string(), sessions: z.array(sessionLine), next: z.string().nullable() }),
  },
  hostRead: { in: z.strictObject({ desk, interview: id }), out: z.object({ session: hostView }) },
  /**
   * Makes a session, or changes it (`interview`, `version`), and with `publish` lets workers see it. Once it is
   * published everybody who asked or follows is told of another hour. MOVED_ON: another host changed it meanwhile.
   */
  prepare: {
    in: z.strictObject({
      desk,
      clientKey,
      interview: id.optional(),
      version: version.optional(),
      publish: z.boolean(),
      topic: words(30, '请写谈什么'),
      subject,
      about: words(300, '请写几句，请大家来问什么'),
      departments: z.array(words(20, '请写部门的名字')).max(MOST_DEPARTMENTS, `最多 ${MOST_DEPARTMENTS} 个部门`),
      names: z.enum(['pseudonym', 'masked']),
      asksFrom: moment,
      liveFrom: moment,
      liveUntil: moment,
      /** The last day of after-care ends then. */
      closesAt: moment,
      seats: z
        .array(
          z.strictObject({
            /** Of a seat that is there already. */
            id: id.optional(),
            name: words(20, '请写姓名'),
            title: words(30, '请写职务'),
            department: z.string().trim().max(20),
            /** An upload of this phone; absent: as it is. Empty: none. */
            photo: z.string().max(300).optional(),
          }),
        )
        .min(1, '请至少写一位来答的人')
        .max(MOST_SEATS, `最多 ${MOST_SEATS} 位`),
    }),
    out: z.object({ session: hostView }),
  },
  /** A code that takes a seat, to be passed on by hand; the one shown before is dead. */
  seatCode: {
    in: z.strictObject({ desk, interview: id, seat: id }),
    out: z.object({ code: z.string(), session: hostView }),
  },
  /** Somebody went away: her seat is empty, what was handed to her goes back to the hosts. */
  emptySeat: { in: z.strictObject({ desk, interview: id, seat: id }), out: z.object({ session: hostView }) },
  /** Will not be held; whoever asked or follows is told why. */
  cancel: { in: z.strictObject({ desk, interview: id, version, why }), out: z.object({ session: hostView }) },
  /** Begin now, a quarter of an hour more, or end now. */
  keepTime: {
    in: z.strictObject({ desk, interview: id, version, act: z.enum(['begin', 'extend', 'end']) }),
    out: z.object({ session: hostView }),
  },
  /** Closes it before after-care ends: what is unanswered becomes applications. */
  close: {
    in: z.strictObject({ desk, interview: id, version }),
    out: z.object({ session: hostView, left: z.number() }),
  },
  /** Puts it into the archive: nothing in it is corrected any more. */
  archiveSession: { in: z.strictObject({ desk, interview: id, version }), out: z.object({ session: hostView }) },
  /** The record as a document, in parts that fit one ticket each (see documents.render). */
  record: { in: z.strictObject({ desk, interview: id }), out: z.object({ tickets: z.array(z.string()) }) },

  /** Questions at the host's desk. `waiting`: to be let in, oldest first; `open`: no answer yet, most votes first; `settled`; `away`: returned, refused, merged, withdrawn. */
  room: {
    in: z.strictObject({ desk, interview: id, show: z.enum(['waiting', 'open', 'settled', 'away']), after }),
    out: z.object({ questions: z.array(roomQuestion), next: z.string().nullable() }),
  },
  /**
   * One act on one question. `return`: she may ask it anew in other words; `refuse`: over; both with a reason she
   * reads. MOVED_ON: another host was quicker; its words say what she did.
   */
  moderate: {
    in: z.strictObject({
      desk,
      question: id,
      version,
      act: z.enum(['accept', 'return', 'refuse', 'tag', 'hand']),
      why: why.optional(),
      department: z.string().trim().max(20).optional(),
      /** With `hand`; null takes it back. */
      seat: id.nullable().optional(),
    }),
    out: z.object({ question: roomQuestion }),
  },
  /** Two that ask the same become one: all askers and voters go along, once each, and are told. */
  merge: {
    in: z.strictObject({ desk, question: id, version, into: id }),
    out: z.object({ question: roomQuestion, into: roomQuestion }),
  },
  /** Holds one question up for all to see; absent: none. */
  pin: {
    in: z.strictObject({ desk, interview: id, question: id.optional() }),
    out: z.object({ pinned: z.string().nullable() }),
  },
}
