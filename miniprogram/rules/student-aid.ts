import type { Day } from './days'

/**
 * Student aid (金秋助学): a fixed amount by level of school, more for a family with a hardship file than without
 * (rules.md C.3), asked for within a window each year. Levels, amounts and window are the city's terms.
 */

export interface StudentAidTerms {
  levels: {
    id: string
    /** `大学`, as people say it. */
    words: string
    onFileFen: number
    /** 0: this level is for families with a file only. */
    offFileFen: number
  }[]
  /** First and last day of the yearly window, `MM-DD`, both within; over a year end when it closes before it opens. */
  opens: string
  closes: string
}

/** The amount in fen. Throws RangeError when the terms have no such level. */
export function studentAidFen(level: string, onFile: boolean, terms: StudentAidTerms): number {
  const found = terms.levels.find(({ id }) => id === level)
  if (!found) throw new RangeError('no such level of school')
  return onFile ? found.onFileFen : found.offFileFen
}

/** Whether one may ask on `day`. */
export function isOpen(day: Day, { opens, closes }: Pick<StudentAidTerms, 'opens' | 'closes'>): boolean {
  const date = day.slice(5)
  return opens <= closes ? opens <= date && date <= closes : opens <= date || date <= closes
}

/**
 * Under 14, a parent or other guardian consents, under rules of their own (个人信息保护法 第31条). From the fourteenth
 * birthday on, a child consents herself; one born on 29 February has it on 1 March where that day is missing.
 */
export function needsGuardian(birth: Day, day: Day): boolean {
  const years = Number(day.slice(0, 4)) - Number(birth.slice(0, 4))
  return (day.slice(5) < birth.slice(5) ? years - 1 : years) < 14
}
