import { entriesOf } from '../../../components/case-form/form'
import type { Answers } from '../../../components/case-form/values'

/** What was typed into the pre-check, on this phone alone: for changing a number, and for going on to apply. */

const KEY = 'precheck'

export function keptNumbers(): Answers {
  const kept = wx.getStorageSync<Answers | ''>(KEY)
  return kept && typeof kept === 'object' ? kept : {}
}

export function keepNumbers(answers: Answers): void {
  try {
    wx.setStorageSync(KEY, answers)
  } catch {
    // What is on the screen stays; only coming back begins anew.
  }
}

/** A draft with the pre-check's numbers in it. Of people counted before, what else was filled in of them stays. */
export function carried(draft: Answers, numbers: Answers): Answers {
  const filled = { ...draft, ...numbers }
  for (const [name, value] of Object.entries(numbers)) {
    if (!Array.isArray(value) || typeof value[0] !== 'object') continue
    const before = entriesOf(draft[name])
    filled[name] = entriesOf(value).map((entry, at) => ({ ...before[at], ...entry }))
  }
  return filled
}
