/** Pages that messages of this area open. */

export const sessionLink = (interview: string): string => `/packages/interviews/live/live?id=${interview}`

export const questionLink = (question: string): string => `/packages/interviews/question/question?id=${question}`
export const roomLink = (desk: string, interview: string): string =>
  `/packages/staff/interviews/room?desk=${encodeURIComponent(desk)}&id=${interview}`

export const deskPromisesLink = (desk: string): string =>
  `/packages/interviews/promises/promises?desk=${encodeURIComponent(desk)}`

/** What the reader promised from a seat. */
export const myPromisesLink = (): string => '/packages/interviews/promises/promises?mine=1'
