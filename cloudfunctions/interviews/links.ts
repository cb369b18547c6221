/** Pages that messages of this area open. */

export const sessionLink = (interview: string): string => `/packages/interviews/session/session?id=${interview}`

export const roomLink = (desk: string, interview: string): string =>
  `/packages/staff/interviews/room?desk=${encodeURIComponent(desk)}&id=${interview}`
