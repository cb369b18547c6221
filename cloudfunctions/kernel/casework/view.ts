import { dayOf } from '../../../miniprogram/rules/days'
import { clockDays, reckonClock, resumeClock, sayClock, wholeTerm } from '../../../miniprogram/rules/clock'
import { appealOf, appealUntil, mayRate } from './applicant'
import type { CaseDocument } from './case'
import type { CaseRow, CaseView } from './contract'
import type { Reader } from './decide-case'
import { printable } from './desk-looks'
import { cityFields, slotView } from './form'
import { answersOf } from './say-answers'
import type { AnyKind, StepAct } from './kind'
import { linkAt, stepNamed, type Setting } from './route'
import { sayDay } from '../../../miniprogram/rules/days'

/** A case as lists show it. */
export function rowOf(standing: CaseDocument): CaseRow {
  const { news } = standing
  return {
    id: standing._id,
    area: standing.area,
    version: standing.version,
    kind: standing.kind,
    kindTitle: standing.kindTitle,
    name: standing.name,
    orgName: standing.orgName,
    state: standing.state,
    open: standing.open,
    next: standing.next,
    stage: standing.stage,
    due: standing.due,
    batch: standing.batch,
    submittedAt: Number(standing.submittedAt),
    updatedAt: Number(standing.updatedAt),
    news: { title: news.title, text: news.text, at: Number(news.at), unread: news.unread },
  }
}

/** A case as a page shows it to one kind of reader. */
export function viewOf(
  kind: AnyKind,
  standing: CaseDocument,
  reader: Reader,
  setting: Setting,
  warnings: string[] = [],
): CaseView {
  const own = reader === 'applicant' || reader === 'proxy'
  const until = own ? appealUntil(kind, standing) : null
  const today = dayOf(setting.now)
  return {
    ...rowOf(standing),
    number: standing.number,
    answers: answersOf(kind.form, standing.form, setting.city, standing.titles, reader !== 'formerDesk'),
    warnings,
    reckoning: kind.reckon?.(standing.form, setting.city, dayOf(standing.submittedAt), standing.facts) ?? null,
    clock: clockOf(standing, setting),
    story: storyOf(kind, standing, reader),
    records: standing.records
      .map((recorded, record) => ({ ...recorded, record }))
      .filter(({ open }) => !own || open)
      .map(({ act, step, title, by, at, values, files, record }) => ({
        record,
        title,
        by,
        at: Number(at),
        // Sealed notes are read at the step that made them, by nobody on the way.
        values: recordValues(kind, step, act, values, setting, own || (reader === 'desk' && step === standing.step)),
        photos: files.length,
      })),
    asked: standing.asked && {
      note: standing.asked.note,
      due: standing.asked.due,
      slots: kind.evidence
        .filter(({ slot }) => standing.asked!.slots.includes(slot))
        .map((slot) => ({ ...slotView(slot), required: true })),
    },
    papers: standing.papers.map(({ slot, title, type, paper, consentAt, withdrawnAt }) => ({
      slot,
      title,
      type,
      // A desk names a paper by its slot; the vault's id is its owner's.
      paper: own ? paper : '',
      consent: withdrawnAt ? 'withdrawn' : 'given',
      at: Number(consentAt),
    })),
    slots: reader === 'desk' ? kind.evidence.map(({ slot, title }) => ({ slot, title })) : [],
    acts:
      reader === 'desk' && standing.desk !== null && standing.state !== 'objected'
        ? actsOf(kind, standing, setting, warnings)
        : [],
    may: {
      withdraw: own && standing.open,
      supply: own && standing.asked !== null,
      appeal: until !== null && today <= until,
      // How it went is her own word.
      rate: reader === 'applicant' && mayRate(kind, standing),
      dropConsent: own && standing.papers.some(({ withdrawnAt }) => !withdrawnAt),
      dropNotice: own && mayDropNotice(kind, standing),
    },
    appealWords: until !== null && today <= until ? `${appealOf(kind, standing)!.words}，${sayDay(until)}前提` : '',
    filedBy: standing.filedBy?.sign ?? '',
    documents: printable(kind, standing),
    rating: standing.rating && { stars: standing.rating.stars, words: standing.rating.words },
  }
}

function mayDropNotice(kind: AnyKind, standing: CaseDocument): boolean {
  return standing.open && kind.notice !== undefined && standing.form[kind.notice.consent] === true
}

function clockOf(standing: CaseDocument, { calendar, now }: Setting): CaseView['clock'] {
  const { clock } = standing
  if (!clock) return null
  const reckoned = reckonClock(clock, calendar)
  // While it stands, its days are drawn as if it went on today.
  const going = reckoned.due === null && standing.open ? resumeClock(clock, dayOf(now)) : clock
  return {
    due: reckoned.due,
    dueIfToday: going === clock ? null : reckonClock(going, calendar).due,
    start: clock.start,
    days: wholeTerm(clock),
    unit: clock.unit,
    clause: clock.clause,
    words: sayClock(clock, reckoned),
    boxes: standing.open ? clockDays(going, calendar, dayOf(now)) : [],
  }
}

function recordValues(
  kind: AnyKind,
  step: string,
  name: string,
  values: CaseDocument['form'],
  { city }: Setting,
  clear: boolean,
) {
  const act = kind.steps.find((one) => one.name === step)?.acts.find((one) => one.act === name)
  return act?.fields ? answersOf(act.fields, values, city, {}, clear) : []
}

function actsOf(kind: AnyKind, standing: CaseDocument, { city, now }: Setting, warnings: string[]): CaseView['acts'] {
  return stepNamed(kind, standing.step)
    .acts.filter((act) => !('ask' in act.to) || !standing.askedAt.includes(standing.step))
    .filter((act) => act.when?.(standing, now) !== false && act.whenWarned?.(warnings) !== false)
    .map((act) => ({
      act: act.act,
      label: act.label,
      tone: act.tone ?? 'primary',
      needsReason: act.needsReason ?? false,
      reasons: act.reasons ?? [],
      effect: act.effect,
      photos: act.photos ?? null,
      fields: act.fields ? cityFields(act.fields, city) : [],
      wants: wantsOf(act),
    }))
}

function wantsOf({ to }: StepAct): 'nothing' | 'slots' | 'org' | 'crew' {
  if (typeof to === 'function') return 'nothing'
  if ('ask' in to) return 'slots'
  if ('pass' in to) return 'org'
  return 'crew' in to ? 'crew' : 'nothing'
}

function storyOf(kind: AnyKind, standing: CaseDocument, reader: Reader): CaseView['story'] {
  const subject = reader === 'applicant' ? '您' : standing.name
  const past = standing.story.map((line) => ({
    title: line.title.replace(/您/g, subject),
    note: line.note,
    by: line.by,
    at: Number(line.at),
    mark: 'done' as const,
  }))
  if (!standing.open) {
    const last = past[past.length - 1]
    if ((standing.state === 'refused' || standing.state === 'withdrawn') && last)
      return [...past.slice(0, -1), { ...last, mark: 'stopped' as const }]
    return past
  }
  return [...past, ...ahead(kind, standing)]
}

/** The steps still before it, as far as they follow one another: what a decision may skip is not promised. */
function ahead(kind: AnyKind, standing: CaseDocument): CaseView['story'] {
  const at = kind.steps.findIndex((step) => step.name === standing.step)
  return kind.steps
    .slice(at)
    .filter((step, index) => index === 0 || !step.beside)
    .map((step, index) => ({
      title: step.title,
      note: '',
      by: index === 0 ? standing.orgName : linkAt(standing.chain, step.at, standing.deskOrg).name,
      at: null,
      mark: index === 0 ? ('now' as const) : ('ahead' as const),
    }))
}
