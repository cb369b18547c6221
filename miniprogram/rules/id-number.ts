import { dayOf, type Day } from './days'

/**
 * Resident identity numbers (公民身份号码), GB 11643-1999: 6 digits of area, 8 of birth date, 3 of sequence
 * (odd = male), 1 check character by ISO 7064 MOD 11-2.
 */

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
const CHECKS = '10X98765432'

/** Minimum working age (劳动法 第15条: 禁止用人单位招用未满十六周岁的未成年人). */
export const MINIMUM_AGE = 16

export type IdNumberFault = 'shape' | 'birthDate' | 'checksum' | 'tooYoung'

const FAULT_WORDS: Record<IdNumberFault, string> = {
  shape: '身份证号是 18 位。请对着身份证再看一遍',
  birthDate: '身份证号里的出生日期不对。请再看一遍中间 8 位',
  checksum: '身份证号有一位不对。请对着身份证再看一遍',
  tooYoung: '满 16 周岁才能入会',
}

/** Full-width digits, spaces and a small x are what people type; the number itself is the same. */
export function tidyIdNumber(text: string): string {
  return text
    .replace(/[０-９]/g, (digit) => String.fromCharCode(digit.charCodeAt(0) - 0xfee0))
    .replace(/[ｘＸx]/g, 'X')
    .replace(/[\s-]/g, '')
}

export function checkCharacter(first17: string): string {
  const sum = WEIGHTS.reduce((total, weight, index) => total + weight * Number(first17[index]), 0)
  return CHECKS[sum % 11]!
}

/** The birth date in a tidy number, or null when it names no day. */
export function birthDay(idNumber: string): Day | null {
  const day = `${idNumber.slice(6, 10)}-${idNumber.slice(10, 12)}-${idNumber.slice(12, 14)}`
  const moment = Date.parse(`${day}T00:00:00Z`)
  return Number.isNaN(moment) || new Date(moment).toISOString().slice(0, 10) !== day ? null : day
}

/** Full years of age on a day. */
export function ageOn(birth: Day, today: Day): number {
  const years = Number(today.slice(0, 4)) - Number(birth.slice(0, 4))
  return today.slice(5) < birth.slice(5) ? years - 1 : years
}

/** What is wrong with a tidy ID number on a day, or null. Future and pre-1900 birth dates are faults of the date. */
export function idNumberFault(idNumber: string, now: Date | number): IdNumberFault | null {
  if (!/^\d{17}[\dX]$/.test(idNumber)) return 'shape'
  const today = dayOf(now)
  const birth = birthDay(idNumber)
  if (!birth || birth < '1900-01-01' || birth > today) return 'birthDate'
  if (checkCharacter(idNumber) !== idNumber[17]) return 'checksum'
  return ageOn(birth, today) < MINIMUM_AGE ? 'tooYoung' : null
}

export function sayIdNumberFault(fault: IdNumberFault): string {
  return FAULT_WORDS[fault]
}
