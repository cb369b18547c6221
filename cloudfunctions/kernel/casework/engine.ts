import { addDays, dayOf, sayDay } from '../../../miniprogram/rules/days'
import { extendClock, stopClock } from '../../../miniprogram/rules/clock'
import { addWorkingDays } from '../../../miniprogram/rules/working-days'
import {
  storyLink,
  type Asked,
  type CaseDocument,
  type FiledBy,
  type OrgLink,
  type StoredForm,
  type UsedPaper,
} from './case'
import type { PaperFile } from '../vault'
import type { AnyKind, StepAct, Where } from './kind'
import { end, enter, linkAt, stepNamed, timedBy, type Setting } from './route'

/**
 * The pure heart: what a desk's act does to a case. Reads no clock and no database; `now` and the calendar are
 * arguments. `decide` says what happened or why it may not; `apply` changes the case. What applicants do stands in
 * applicant.ts, what happens by itself in by-itself.ts.
 */

export type Refusal =
  | 'stale'
  | 'over'
  | 'withApplicant'
  | 'objected'
  | 'wrongDesk'
  | 'ownCase'
  | 'actNotAllowed'
  | 'reasonMissing'
  | 'slotsMissing'
  | 'askedAlready'
  | 'targetMissing'
  | 'photosMissing'

export interface Acted {
  fact: 'acted'
  act: StepAct
  note: string
  given: StoredForm
  files: PaperFile[]
  where: Where
  slots: string[]
  chain: OrgLink[] | null
  crew: CaseDocument['assignee']
  by: Officer
  at: Date
}

export interface Officer {
  desk: string
  openid: string
  /** `海滨物业工会 工会主席` ... as the applicant reads it. */
  sign: string
}

export interface Command {
  act: string
  version: number
  note: string
  /** What was written down, sensitive values sealed. */
  given?: StoredForm
  /** Pictures that go with it, taken in already. */
  files?: PaperFile[]
  /** What is missing, for acts that ask the applicant. */
  slots?: string[]
  /** The unions from the one it is passed to upward. */
  chain?: OrgLink[] | null
  crew?: CaseDocument['assignee']
}

export interface Handed {
  id: string
  number: string
  area: string
  person: string
  openid: string
  name: string
  form: StoredForm
  facts: object
  titles: Record<string, string>
  chain: OrgLink[]
  papers: UsedPaper[]
  intent: string
  openKey: string | null
  filedBy: FiledBy | null
  proxyOpenid: string | null
}

/** A new case as it is handed in. */
export function open(kind: AnyKind, handed: Handed, setting: Setting): CaseDocument {
  const { id, number, area, person, openid, name, form, facts, titles, chain, papers, intent, filedBy, proxyOpenid } =
    handed
  const began = chain[0]!
  const made: CaseDocument = {
    _id: id,
    number,
    area,
    kind: kind.kind,
    kindVersion: kind.version,
    kindTitle: kind.title,
    person,
    openid,
    name,
    form,
    facts: facts as Record<string, unknown>,
    titles,
    chain,
    org: began.id,
    orgPath: began.path,
    town: chain.find((link) => link.level === 'town')?.id ?? null,
    deskOrg: began.id,
    orgName: began.name,
    desk: null,
    step: '',
    next: '',
    stage: '',
    batch: [],
    state: 'submitted',
    open: true,
    due: null,
    wakeOn: null,
    remindOn: null,
    clock: null,
    calendar: null,
    openKey: handed.openKey ?? (kind.many ? id : `${kind.kind}:${person}`),
    intent,
    version: 1,
    papers,
    asked: null,
    askedAt: [],
    records: [],
    assignee: null,
    notice: null,
    objection: null,
    filedBy,
    proxyOpenid,
    rating: null,
    endedAt: null,
    story: [{ title: beginTitle(kind, filedBy), note: '', by: '', at: setting.now, desk: null }],
    news: { title: '', text: '', at: setting.now, unread: false, link: storyLink({ area, _id: id }) },
    submittedAt: setting.now,
    updatedAt: setting.now,
  }
  const standing = enter(kind, made, kind.steps[0]!.name, setting)
  const news = filedBy
    ? { title: `${filedBy.sign}替您交了${kind.title}`, text: '您点开看看。不是您的意思，随时可以撤回', unread: true }
    : { title: '申请交上去了', text: `${standing.orgName}会答复您`, ...kind.received?.(standing), unread: false }
  return { ...standing, news: { ...standing.news, ...news } }
}

function beginTitle(kind: AnyKind, filedBy: FiledBy | null): string {
  if (kind.about) return '工会记下来了'
  return filedBy ? `${filedBy.sign}替您交了申请` : '您交了申请'
}

/** What a desk's act would do, or why it may not. */
export function decide(
  kind: AnyKind,
  standing: CaseDocument,
  command: Command,
  officer: Officer,
  now: Date,
): Acted | Refusal {
  if (!standing.open) return 'over'
  if (standing.version !== command.version) return 'stale'
  if (standing.state === 'returned') return 'withApplicant'
  if (standing.state === 'objected') return 'objected'
  if (standing.desk !== officer.desk) return 'wrongDesk'
  if (!mayAct(kind, standing, officer.openid)) return 'ownCase'
  const act = stepNamed(kind, standing.step).acts.find((one) => one.act === command.act)
  if (!act || act.when?.(standing, now) === false) return 'actNotAllowed'
  if (act.needsReason && command.note.length < 2) return 'reasonMissing'
  const given = command.given ?? {}
  const files = command.files ?? []
  if (act.photos?.required && files.length === 0) return 'photosMissing'
  const where = typeof act.to === 'function' ? act.to(standing, given) : act.to
  const slots = command.slots ?? []
  if ('ask' in where) {
    if (standing.askedAt.includes(standing.step)) return 'askedAlready'
    const known = new Set(kind.evidence.map(({ slot }) => slot))
    if (slots.length === 0 || !slots.every((slot) => known.has(slot))) return 'slotsMissing'
  }
  const chain = command.chain ?? null
  const crew = command.crew ?? null
  // Passed to where it stands already, its days would only begin anew.
  if ('pass' in where && (!chain?.length || standsAt(kind, standing, chain) === standing.deskOrg))
    return 'targetMissing'
  if ('crew' in where && !crew) return 'targetMissing'
  return { fact: 'acted', act, note: command.note, given, files, where, slots, chain, crew, by: officer, at: now }
}

/**
 * Nobody decides on what she asked for herself, handed in for another, or what is about her. An officer's record about
 * a member she goes on with where it began; above, somebody else decides.
 */
function mayAct(kind: AnyKind, standing: CaseDocument, openid: string): boolean {
  const about = kind.about?.(standing)
  if (about && (about.openid === openid || standing.deskOrg === standing.org)) return about.openid !== openid
  return standing.openid !== openid && standing.filedBy?.openid !== openid
}

/** The union whose desk would have it at its present step, were it passed to the first of these unions. */
export function standsAt(kind: AnyKind, standing: CaseDocument, chain: OrgLink[]): string {
  return linkAt(chain, stepNamed(kind, standing.step).at, standing.deskOrg).id
}

/** The case after a desk's act. */
export function apply(kind: AnyKind, standing: CaseDocument, fact: Acted, setting: Setting): CaseDocument {
  const { act, by, at } = fact
  const step = stepNamed(kind, standing.step)
  const title = act.title ?? step.title
  const line = { title, note: fact.note, by: by.sign, at, desk: by.desk }
  const recorded = Object.keys(fact.given).length > 0 || fact.files.length > 0
  const moved: CaseDocument = {
    ...standing,
    version: standing.version + 1,
    updatedAt: at,
    story: [...standing.story, line],
    records: recorded
      ? [
          ...standing.records,
          {
            act: act.act,
            step: step.name,
            title,
            by: by.sign,
            at,
            open: act.open ?? false,
            values: fact.given,
            files: fact.files,
          },
        ]
      : standing.records,
  }
  const done = lead(kind, moved, fact, setting)
  const told = act.told?.(done, fact.note) ?? ('ask' in fact.where ? tellAsked(kind, done.asked!) : null)
  return told ? { ...done, news: { ...done.news, link: storyLink(done), ...told, at, unread: true } } : done
}

function lead(kind: AnyKind, moved: CaseDocument, fact: Acted, setting: Setting): CaseDocument {
  const { where } = fact
  if ('end' in where) return end(moved, where.end, fact.at)
  if ('step' in where) return enter(kind, moved, where.step, setting, 'crew' in where ? fact.crew : null)
  if ('pass' in where) return enter(kind, passed(moved, fact.chain!), moved.step, setting)
  if ('ask' in where) return ask(moved, fact, setting)
  if (!where.extend || !moved.clock) return moved
  const { days, clause } = where.extend
  const clock = extendClock(moved.clock, { days, clause, why: fact.note, on: dayOf(fact.at) })
  return { ...moved, ...timedBy(stepNamed(kind, moved.step), moved, clock, setting) }
}

function passed(moved: CaseDocument, chain: OrgLink[]): CaseDocument {
  const began = chain[0]!
  const town = chain.find((link) => link.level === 'town')?.id ?? null
  return { ...moved, chain, org: began.id, orgPath: began.path, town }
}

/** Back to the applicant, everything at once; the clock stands until she answers. */
function ask(moved: CaseDocument, fact: Acted, setting: Setting): CaseDocument {
  const today = dayOf(fact.at)
  const { due } = addWorkingDays(today, setting.city.supplyWorkingDays, setting.calendar)
  const asked: Asked = { note: fact.note, slots: fact.slots, due, desk: moved.desk!, state: moved.state }
  return {
    ...moved,
    asked,
    askedAt: [...moved.askedAt, moved.step],
    state: 'returned',
    desk: null,
    stage: '等您补材料',
    next: '等申请人补材料',
    batch: [],
    clock: moved.clock && stopClock(moved.clock, today, '等您补材料'),
    due,
    wakeOn: addDays(due, 1),
  }
}

function tellAsked(kind: AnyKind, asked: Asked): { title: string; text: string } {
  const titles = asked.slots.map((slot) => kind.evidence.find((one) => one.slot === slot)?.title ?? slot)
  return {
    title: `还差${titles.join('、')}`,
    text: `${asked.note ? `${asked.note}。` : ''}${sayDay(asked.due)}前补上就行`,
  }
}
