import { addDays, dayOf } from '../../../miniprogram/rules/days'
import { resumeClock } from '../../../miniprogram/rules/clock'
import { storyLink, type CaseDocument, type UsedPaper } from './case'
import type { AnyKind, Appeal } from './kind'
import { end, enter, nextOf, stepNamed, timedBy, type Setting } from './route'

/** What an applicant does with her case after handing it in. Pure, like engine.ts: the next case, or why not. */

export type ApplicantRefusal =
  'over' | 'stale' | 'nothingAsked' | 'slotsMissing' | 'notAppealable' | 'tooLate' | 'notRateable' | 'noSuchPaper'

/** As long as it is open. */
export function withdraw(standing: CaseDocument, now: Date): CaseDocument | ApplicantRefusal {
  if (!standing.open) return 'over'
  const done = end(stepOn(standing, '您撤回了申请', '', now), 'withdrawn', now)
  return { ...done, news: { ...done.news, title: '您撤回了申请', text: '想好了，可以再交', at: now, unread: false } }
}

/** Answers what was asked: papers for the slots, or a word why not. The clock goes on, the desk that asked has it again. */
export function supply(
  kind: AnyKind,
  standing: CaseDocument,
  given: { version: number; papers: UsedPaper[]; note: string },
  setting: Setting,
): CaseDocument | ApplicantRefusal {
  if (!standing.open) return 'over'
  if (standing.version !== given.version) return 'stale'
  const { asked } = standing
  if (standing.state !== 'returned' || !asked) return 'nothingAsked'
  const brought = new Set(given.papers.map(({ slot }) => slot))
  if (![...brought].every((slot) => asked.slots.includes(slot))) return 'slotsMissing'
  if (!asked.slots.every((slot) => brought.has(slot)) && given.note.length < 2) return 'slotsMissing'
  const papers = [...standing.papers.filter(({ slot }) => !brought.has(slot)), ...given.papers]
  return backToDesk(kind, { ...stepOn(standing, '您补了材料', given.note, setting.now), papers }, setting)
}

/** Gives a returned case back to the desk that asked. */
export function backToDesk(kind: AnyKind, moved: CaseDocument, setting: Setting): CaseDocument {
  const asked = moved.asked!
  const step = stepNamed(kind, moved.step)
  const clock = moved.clock && resumeClock(moved.clock, dayOf(setting.now))
  return {
    ...moved,
    ...timedBy(step, moved, clock, setting),
    state: asked.state,
    desk: asked.desk,
    next: nextOf(step, moved, setting.now),
    stage: `${moved.orgName}${step.stage}`,
    asked: null,
  }
}

/** Takes back the consent to one paper, or to the notice. Doing it twice changes nothing: null. */
export function dropConsent(
  kind: AnyKind,
  standing: CaseDocument,
  slot: string,
  setting: Setting,
): CaseDocument | null | ApplicantRefusal {
  if (slot === 'notice') return dropNotice(kind, standing, setting)
  const paper = standing.papers.find((one) => one.slot === slot)
  if (!paper) return 'noSuchPaper'
  if (paper.withdrawnAt) return null
  const papers = standing.papers.map((one) => (one === paper ? { ...one, withdrawnAt: setting.now } : one))
  return { ...stepOn(standing, `您收回了“${paper.title}”，工会不能再看`, '', setting.now), papers }
}

function dropNotice(kind: AnyKind, standing: CaseDocument, setting: Setting): CaseDocument | null | ApplicantRefusal {
  if (!kind.notice) return 'noSuchPaper'
  if (!standing.form[kind.notice.consent]) return null
  const form = { ...standing.form, [kind.notice.consent]: false }
  const moved = { ...stepOn(standing, '您收回了公示的同意', '', setting.now), form }
  const hanging = standing.open && stepNamed(kind, standing.step).notice
  return hanging ? { ...enter(kind, moved, hanging.next, setting), notice: null, objection: null } : moved
}

const ASKED_AGAIN = '您请上级再看一遍'

/** Asks for a refusal to be looked at again, within the kind's days. */
export function appeal(
  kind: AnyKind,
  standing: CaseDocument,
  given: { version: number; note: string },
  setting: Setting,
): CaseDocument | ApplicantRefusal {
  if (standing.version !== given.version) return 'stale'
  const open = appealUntil(kind, standing)
  const asked = appealOf(kind, standing)
  if (!open || !asked) return 'notAppealable'
  if (dayOf(setting.now) > open) return 'tooLate'
  const again = {
    ...stepOn(standing, ASKED_AGAIN, given.note, setting.now),
    endedAt: null,
    openKey: standing._id,
  }
  const done = enter(kind, again, asked.step, setting)
  return {
    ...done,
    news: {
      ...done.news,
      title: '再看一遍的请求收到了',
      text: `${done.orgName}会答复您`,
      at: setting.now,
      unread: false,
    },
  }
}

/** The last day on which its end can be appealed; null when it cannot. */
export function appealUntil(kind: AnyKind, standing: CaseDocument): string | null {
  const asked = appealOf(kind, standing)
  return asked && standing.endedAt && addDays(dayOf(standing.endedAt), asked.days)
}

/** How the end of a case can be appealed; null when it cannot, or was before. Refusals once, unless the kind says. */
export function appealOf(kind: AnyKind, standing: CaseDocument): Appeal | null {
  if (standing.open || !standing.endedAt || !kind.appeal) return null
  if (typeof kind.appeal === 'function') return kind.appeal(standing)
  const before = standing.story.some((line) => line.title.endsWith(ASKED_AGAIN))
  return standing.state === 'refused' && !before ? kind.appeal : null
}

export function mayRate(kind: AnyKind, standing: CaseDocument): boolean {
  return (
    kind.rated &&
    !standing.open &&
    !standing.rating &&
    ['approved', 'served', 'closed', 'refused'].includes(standing.state)
  )
}

export function rate(
  kind: AnyKind,
  standing: CaseDocument,
  stars: number,
  words: string,
  now: Date,
): CaseDocument | ApplicantRefusal {
  if (!mayRate(kind, standing)) return 'notRateable'
  return { ...stepOn(standing, `您打了 ${stars} 分`, words, now), rating: { stars, words, at: now } }
}

/** The same, when who applied for her did it: it stands under that one's name, and she is told. */
export function doneForHer(done: CaseDocument, at: Date): CaseDocument {
  const line = done.story[done.story.length - 1]!
  const title = `${done.filedBy!.sign}替${line.title}`
  return {
    ...done,
    story: [...done.story.slice(0, -1), { ...line, title }],
    news: { title, text: '您点开看看。不是您的意思，打电话跟工会说', at, unread: true, link: storyLink(done) },
  }
}

/** One version on, with a line of the story. */
export function stepOn(standing: CaseDocument, title: string, note: string, at: Date, by = ''): CaseDocument {
  return {
    ...standing,
    version: standing.version + 1,
    updatedAt: at,
    story: [...standing.story, { title, note, by, at, desk: null }],
  }
}
