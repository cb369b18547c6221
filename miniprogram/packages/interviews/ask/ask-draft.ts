/** What is kept of a half-written question; its key with it, so that going on is the same question. */
export interface Draft {
  clientKey: string
  text: string
}

const KEY = (interview: string) => `ask:${interview}`

export function keptDraft(interview: string): Draft | null {
  return (wx.getStorageSync(KEY(interview)) as Draft | '') || null
}

/** A full storage costs the draft, never the question. */
export function keepDraft(interview: string, draft: Draft): void {
  try {
    wx.setStorageSync(KEY(interview), draft)
  } catch (error) {
    console.warn('question not kept', error)
  }
}

export const dropDraft = (interview: string) => wx.removeStorageSync(KEY(interview))
