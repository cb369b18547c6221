import type { Day } from '../../miniprogram/rules/days'
import type { Sealed } from '../kernel/seal'
import type { RowFault } from './check-row'

/** 名册 as it is taken in: read once into chunks, checked and taken chunk by chunk, each call picking up where the last one ended. */
export interface Roster {
  _id: string
  org: string
  fileName: string
  /** `checking` → `checked` → `taking` → `done`. Its entries count for nothing before `done`. */
  state: 'checking' | 'checked' | 'taking' | 'done'
  /** `B 列 身份证号`: what is wrong with a number is said of there. */
  idWhere: string
  /** Rows that hold a person. */
  rows: number
  chunks: number
  /** Chunks that are checked, and taken. */
  checked: number
  taken: number
  /** Rows that cannot be taken in; one row counts once, whatever is wrong with it. */
  faulty: number
  /** Rows of people who are members already. */
  members: number
  /** Entries made, and rows that stood on a roster of the union before. */
  entries: number
  known: number
  /** Of the file: hidden sheets, merged cells ... */
  notes: string[]
  createdAt: Date
  /** It is gone after this day. */
  until: Day
}

/** Rows in a chunk: one call's work. */
export const CHUNK_ROWS = 500

export interface RosterChunk {
  _id: string
  roster: string
  /** From 0. */
  at: number
  /** RosterRow[] as JSON; null once it is taken. */
  rows: Sealed | null
  faults: RowFault[]
  /** It has any. */
  faulty: boolean
  until: Day
}

/** An unfinished roster and its numbers are not kept for long. */
export const UNFINISHED_DAYS = 7
/** Nor is a list of those who did not come (个人信息保护法 第19条). */
export const KEPT_DAYS = 180
