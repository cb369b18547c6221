import { dayOf, sayShortDay } from '../../../miniprogram/rules/days'
import { resumeClock, stopClock } from '../../../miniprogram/rules/clock'
import { addWorkingDays } from '../../../miniprogram/rules/working-days'
import { deskOf } from '../people'
import { backToDesk, stepOn } from './applicant'
import { storyLink, type CaseDocument } from './case'
import type { AnyKind } from './kind'
import { enter, linkAbove, stepNamed, timedBy, type Setting } from './route'

/** What happens to a case without its applicant or desk: on its day, or when a colleague objects. Pure, like engine.ts. */

/** What the timer does with a case whose day has come; null: nothing (yet). */
export function wake(kind: AnyKind, standing: CaseDocument, setting: Setting): CaseDocument | null {
  if (!standing.open || !standing.wakeOn || standing.wakeOn > dayOf(setting.now)) return null
  if (standing.state === 'returned') return lapse(kind, standing, setting)
  if (standing.state === 'inNotice') return endNotice(kind, standing, setting)
  return stepNamed(kind, standing.step).role === 'officer'
    ? escalate(kind, standing, setting)
    : takeBack(kind, standing, setting)
}

/** Nothing came by the day: the desk decides by what it has. Nobody's application ends by silence. */
function lapse(kind: AnyKind, standing: CaseDocument, setting: Setting): CaseDocument {
  const back = backToDesk(kind, stepOn(standing, '到日子没补上，工会按现有的材料看', '', setting.now), setting)
  return tell(back, '没等到您的材料', `${back.orgName}先按现有的材料看。还想补，打电话说一声`, setting.now)
}

function endNotice(kind: AnyKind, standing: CaseDocument, setting: Setting): CaseDocument {
  const { next } = stepNamed(kind, standing.step).notice!
  const done = enter(kind, stepOn(standing, '公示结束，没有人提异议', '', setting.now), next, setting)
  return tell(done, '公示结束了', `没有人提异议。${done.stage}`, setting.now)
}

/** A desk that kept silent loses the case to the level above, which has as much patience from today; the day it missed stays missed. */
function escalate(kind: AnyKind, standing: CaseDocument, setting: Setting): CaseDocument | null {
  const above = linkAbove(standing.chain, standing.deskOrg)
  if (!above) return null
  const step = stepNamed(kind, standing.step)
  const moved = stepOn(standing, `${standing.orgName}没按时答复，转到${above.name}`, '', setting.now)
  const patience = addWorkingDays(dayOf(setting.now), setting.city.escalateWorkingDays, setting.calendar).due
  const risen: CaseDocument = {
    ...moved,
    // The desk that lost it may still look.
    story: moved.story.map((line, i) => (i === moved.story.length - 1 ? { ...line, desk: standing.desk } : line)),
    deskOrg: above.id,
    orgName: above.name,
    desk: deskOf(above.id, step.role),
    stage: `${above.name}${step.stage}`,
    wakeOn: linkAbove(standing.chain, above.id) ? patience : null,
  }
  return tell(
    risen,
    `转到${above.name}了`,
    `${standing.orgName}没按时答复。${above.name}接着办，您不用做什么`,
    setting.now,
  )
}

/** A colleague of the crew kept silent: the desk that gave it has it again, on the same clock, to give it to another. */
function takeBack(kind: AnyKind, standing: CaseDocument, setting: Setting): CaseDocument | null {
  const giving = kind.steps.find((step) =>
    step.acts.some(({ to }) => typeof to === 'object' && 'crew' in to && to.step === standing.step),
  )
  if (!giving) return null
  const moved = stepOn(standing, `${standing.assignee?.name ?? '办的人'}没按时办完，退回给工会`, '', setting.now)
  const back = enter(kind, { ...moved, assignee: null }, giving.name, setting)
  const patience = addWorkingDays(dayOf(setting.now), setting.city.escalateWorkingDays, setting.calendar).due
  const kept = {
    ...back,
    story: moved.story.map((line, i) => (i === moved.story.length - 1 ? { ...line, desk: standing.desk } : line)),
    ...timedBy(giving, back, standing.clock, setting),
    wakeOn: linkAbove(back.chain, back.deskOrg) ? patience : null,
  }
  return tell(kept, '换个人接着办', `原来的人没按时办完。${kept.orgName}会另外安排，您不用做什么`, setting.now)
}

/** The working calendar has changed: the same clock, reckoned anew; null when its day stays. Silent: no version, no story. */
export function recalendar(kind: AnyKind, standing: CaseDocument, setting: Setting): CaseDocument | null {
  if (!standing.open || !standing.clock) return null
  if (standing.state === 'returned' || standing.state === 'objected')
    return { ...standing, calendar: setting.calendarVersion }
  const step = stepNamed(kind, standing.step)
  const timed = timedBy(step, standing, standing.clock, setting)
  const notice =
    standing.notice && standing.state === 'inNotice' ? { ...standing.notice, until: timed.due! } : standing.notice
  return { ...standing, ...timed, notice }
}

/** A colleague objects: the notice stands still until the objection is settled. Null: it is not in notice (any more). */
export function object(standing: CaseDocument, objection: string, setting: Setting): CaseDocument | null {
  if (standing.state !== 'inNotice' || !standing.clock) return null
  const moved = stepOn(standing, '有人提了异议，正在核实', '', setting.now)
  const stopped = {
    ...moved,
    state: 'objected' as const,
    objection,
    due: null,
    wakeOn: null,
    stage: `${moved.orgName}在核实异议`,
    clock: stopClock(standing.clock, dayOf(setting.now), '有人提了异议，正在核实'),
  }
  return tell(stopped, '公示期里有人提了异议', '工会会核实清楚。需要您说明时，会联系您', setting.now)
}

/** The objection is settled. Upheld: the next desk decides and sees why. Dismissed: the notice hangs on for the days it has left. */
export function settle(
  kind: AnyKind,
  standing: CaseDocument,
  upheld: boolean,
  note: string,
  setting: Setting,
): CaseDocument | null {
  if (standing.state !== 'objected' || !standing.clock) return null
  const step = stepNamed(kind, standing.step)
  if (upheld) {
    const moved = { ...stepOn(standing, '异议属实，交下一步重新看', note, setting.now), objection: null }
    return tell(
      enter(kind, moved, step.notice!.next, setting),
      '异议核实了',
      '下一步的工会会重新看一遍，再答复您',
      setting.now,
    )
  }
  const moved = stepOn(standing, '异议核实过，不成立', note, setting.now)
  return hangOn(kind, moved, '异议不成立，接着公示', setting)
}

/** Whoever objected has taken it back: nothing is left to settle, and the notice hangs on. */
export function dropObjection(kind: AnyKind, standing: CaseDocument, setting: Setting): CaseDocument | null {
  if (standing.state !== 'objected') return null
  const moved = stepOn(standing, '提异议的人收回了异议', '', setting.now)
  return hangOn(kind, moved, '异议收回了，接着公示', setting)
}

function hangOn(kind: AnyKind, moved: CaseDocument, title: string, setting: Setting): CaseDocument {
  const clock = resumeClock(moved.clock!, dayOf(setting.now))
  const timed = timedBy(stepNamed(kind, moved.step), moved, clock, setting)
  const until = timed.due!
  const back = { ...moved, ...timed, state: 'inNotice' as const, objection: null, notice: { ...moved.notice!, until } }
  return tell(back, title, `公示到 ${sayShortDay(until)}`, setting.now)
}

function tell(moved: CaseDocument, title: string, text: string, at: Date): CaseDocument {
  return { ...moved, news: { title, text, at, unread: true, link: storyLink(moved) } }
}
