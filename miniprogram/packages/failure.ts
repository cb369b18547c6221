import { CallFailure } from '../client/call'
import { UploadFailure } from '../client/uploads'

/** What a page keeps of a failure: plain data, since what `setData` carries loses an Error's own message. */
export interface FailureView {
  code: string
  words: string
  reference: string | null
}

/** For `<screen failure>` and for words in place. Null stays null. */
export function failureView(error: unknown): FailureView | null {
  if (error === null || error === undefined) return null
  if (error instanceof CallFailure) return { code: error.code, words: error.message, reference: error.reference }
  if (error instanceof UploadFailure) return { code: 'NOT_SENT', words: error.words, reference: null }
  return { code: 'INTERNAL', words: '没成。不是您的错，请再试一次', reference: null }
}

/** The words of a failure, for a line beside the button. */
export function failureWords(error: unknown): string {
  return failureView(error)?.words ?? ''
}
