/**
 * What a person may be told. `code` is stable and for programs; `message` is Chinese, for the person in front of the
 * phone, and says what to do next. Anything else that is thrown becomes a reference number and nothing more.
 */
export class AppError extends Error {
  constructor(
    readonly code: ErrorCode,
    message: string,
  ) {
    super(message)
    this.name = 'AppError'
  }
}

export type ErrorCode =
  | 'BAD_INPUT' // the input does not fit the contract; the message names the first fault
  | 'BAD_CONTENT' // WeChat's content check refuses it; nothing was kept
  | 'UNKNOWN_ACTION'
  | 'NOT_SIGNED_IN'
  | 'NOT_A_MEMBER'
  | 'FORBIDDEN' // the post, counter or case is not the caller's
  | 'NOT_FOUND'
  | 'MOVED_ON' // somebody else acted first; read again
  | 'ALREADY' // it is done or under way; doing it again would be a second one
  | 'NOT_NOW' // the state does not allow it
  | 'PHONE_CODE' // WeChat did not give the number
  | 'CARD_USED' // the code was used at a counter
  | 'USED_UP' // an offer's limit for this member, or for all, is reached
  | 'TICKET_EXPIRED'
  | 'FILE_REFUSED' // no picture and no PDF, whatever its name says
  | 'FILE_TOO_LARGE'
  | 'FILE_MISSING' // the upload did not arrive; upload again
  | 'IN_USE' // an open application uses the paper
  | 'BUSY' // conflicts did not end; safe to retry
  | 'INTERNAL'

export const notFound = (what: string) => new AppError('NOT_FOUND', `没找到${what}`)
export const forbidden = () => new AppError('FORBIDDEN', '这里不归您管。要是弄错了，请找上级工会')
