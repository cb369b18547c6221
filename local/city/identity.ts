import type { Sex } from './names'
import { addDays, daysBetween, type Day } from '../../miniprogram/rules/days'
import { checkCharacter } from '../../miniprogram/rules/id-number'

/**
 * Numbers that look right, pass every check, and cannot belong to anybody.
 *
 * ID numbers: GB/T 2260 has no province 99, so no resident's number begins with it. Foreigners' permanent residence
 * numbers do begin with 9, but the next two digits are the province that issued them, and there is no province 90; the
 * three after that are a country, and none of 001-003 is a country's.
 *
 * Mobile numbers: 1990000xxxx, the very first ten thousand of a block, which operators keep for tests. Beyond ten
 * thousand people they repeat; nothing in the product takes a phone number for an identity.
 *
 * Landlines: 0631-000xxxx. No local number begins with 0.
 */
const AREAS = {
  member: '990001',
  /** Personas and applicants: apart from the members, so that their numbers never meet. */
  other: '990002',
  test: '990003',
}
export type Who = keyof typeof AREAS

const FIRST_BIRTHDAY: Day = '1966-01-01'
const BIRTHDAYS = daysBetween(FIRST_BIRTHDAY, '2006-01-01')
/** Sequence numbers of one sex on one day. */
const PLACES = 499
const ROOM = BIRTHDAYS * PLACES
/** Prime, so that stepping by it meets every place once before it meets one twice. */
const STRIDE = 3_141_589

export interface Identity {
  idNumber: string
  birthDay: Day
}

/** The ID number of the n-th person: different for every n below seven million. */
export function identityOf(index: number, sex: Sex, who: Who): Identity {
  const place = (index * STRIDE) % ROOM
  const born = addDays(FIRST_BIRTHDAY, Math.floor(place / PLACES))
  return { birthDay: born, idNumber: idNumberOf(who, born, place % PLACES, sex) }
}

/** `place` 0-498; odd sequence numbers are men's. */
export function idNumberOf(who: Who, born: Day, place: number, sex: Sex): string {
  const sequence = String(2 * place + (sex === 'male' ? 1 : 2)).padStart(3, '0')
  const first17 = `${AREAS[who]}${born.replace(/-/g, '')}${sequence}`
  return first17 + checkCharacter(first17)
}

export function mobileOf(index: number): string {
  return `1990000${String(index % 10_000).padStart(4, '0')}`
}

/** `areaCode`: the city's, `0631`. */
export function landlineOf(areaCode: string, index: number): string {
  return `${areaCode}-000${String(index % 10_000).padStart(4, '0')}`
}

/**
 * Eight digits of a card number, different for every n below a hundred million. The factor shares no divisor with
 * 100,000,000, so that neighbours' cards do not look alike and none meets another.
 */
export function cardDigitsOf(index: number): string {
  return String((index * 61_803_399 + 10_482_911) % 100_000_000).padStart(8, '0')
}

/** The n-th ID number that nobody in the city has: for tests that join people. */
export function someId(nth: number): string {
  return idNumberOf('test', addDays(FIRST_BIRTHDAY, (nth * 37) % BIRTHDAYS), nth % PLACES, 'female')
}
