/**
 * WeChat's privacy authorisation: a private interface (the phone button, my place) waits until the person has agreed.
 * WeChat asks us through one listener. Every open page's sheet shows, since a tab that was opened earlier may be the
 * one in front; one answer closes them all.
 */

type Answer = { event: 'agree' | 'disagree'; buttonId?: string }

/** What is about to be used, as far as WeChat says. */
export type PrivacyReason = 'phone' | 'place' | 'other'

let waiting: ((answer: Answer) => void)[] = []
const sheets = new Set<(asked: PrivacyReason | null) => void>()

export function listenForPrivacy(): void {
  if (!wx.onNeedPrivacyAuthorization) return
  // The typings call the callback's first argument a result; it is the function that answers WeChat.
  const listener = (resolve: unknown, info?: { referrer?: string }) => {
    waiting.push(resolve as (answer: Answer) => void)
    const reason = reasonOf(info?.referrer ?? '')
    sheets.forEach((show) => show(reason))
  }
  wx.onNeedPrivacyAuthorization(listener as Parameters<typeof wx.onNeedPrivacyAuthorization>[0])
}

function reasonOf(referrer: string): PrivacyReason {
  if (/phone/i.test(referrer)) return 'phone'
  return /location/i.test(referrer) ? 'place' : 'other'
}

/** A page's sheet: called with the reason when WeChat asks, with null when it was answered. Returns the way to leave. */
export function onPrivacyAsked(show: (asked: PrivacyReason | null) => void): () => void {
  sheets.add(show)
  return () => sheets.delete(show)
}

/** `buttonId`: the agreePrivacyAuthorization button that was pressed, as WeChat requires. */
export function answerPrivacy(event: Answer['event'], buttonId?: string): void {
  const answered = waiting
  waiting = []
  sheets.forEach((show) => show(null))
  answered.forEach((resolve) => resolve(buttonId ? { event, buttonId } : { event }))
}
