/**
 * WeChat's privacy authorisation: a private interface (the phone button) waits until the person has agreed. WeChat
 * asks us through one listener; whichever page is on top shows the sheet.
 */

type Answer = { event: 'agree' | 'disagree'; buttonId?: string }

let waiting: ((answer: Answer) => void)[] = []
const sheets: ((asked: boolean) => void)[] = []

export function listenForPrivacy(): void {
  if (!wx.onNeedPrivacyAuthorization) return
  // The typings call the callback's argument a result; it is the function that answers WeChat.
  wx.onNeedPrivacyAuthorization((resolve) => {
    waiting.push(resolve as unknown as (answer: Answer) => void)
    sheets[sheets.length - 1]?.(true)
  })
}

/** A page's sheet; the newest one is asked. Returns the way to leave. */
export function onPrivacyAsked(show: (asked: boolean) => void): () => void {
  sheets.push(show)
  return () => {
    const at = sheets.indexOf(show)
    if (at >= 0) sheets.splice(at, 1)
  }
}

/** `buttonId`: the agreePrivacyAuthorization button that was pressed, as WeChat requires. */
export function answerPrivacy(event: Answer['event'], buttonId?: string): void {
  const answered = waiting
  waiting = []
  sheets.forEach((show) => show(false))
  answered.forEach((resolve) => resolve(buttonId ? { event, buttonId } : { event }))
}
