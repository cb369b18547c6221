import type { CaseRow, CaseView } from './contract'
import { stepOf } from './engine'
import type { CaseDocument, AnyKind } from './kind'

/** A case as lists show it. */
export function rowOf(standing: CaseDocument): CaseRow {
  const { news } = standing
  return {
    id: standing._id,
    area: standing.area,
    kind: standing.kind,
    kindTitle: standing.kindTitle,
    name: standing.name,
    orgName: standing.orgName,
    state: standing.state,
    next: standing.next,
    due: standing.due,
    submittedAt: Number(standing.submittedAt),
    updatedAt: Number(standing.updatedAt),
    news: { title: news.title, text: news.text, at: Number(news.at), unread: news.unread },
  }
}

export type Reader = 'applicant' | 'desk' | 'formerDesk'

/** A case as a page shows it to one kind of reader. */
export function viewOf(kind: AnyKind, standing: CaseDocument, reader: Reader, warnings: string[]): CaseView {
  const deciding = reader === 'desk' && standing.desk !== null
  return {
    ...rowOf(standing),
    number: standing.number,
    version: standing.version,
    answers: kind.answers(standing.facts),
    warnings,
    clock: standing.clock && {
      due: standing.clock.due,
      start: standing.clock.start,
      workingDays: standing.clock.workingDays,
      skipped: standing.clock.skipped,
      clause: standing.clock.clause,
    },
    story: storyOf(kind, standing, reader),
    acts: deciding
      ? stepOf(kind, standing).acts.map(({ act, label, needsReason, reasons, effect }) => ({
          act,
          label,
          needsReason,
          reasons,
          effect,
        }))
      : [],
    mayWithdraw: reader === 'applicant' && standing.desk !== null,
  }
}

function storyOf(kind: AnyKind, standing: CaseDocument, reader: Reader): CaseView['story'] {
  const subject = reader === 'applicant' ? '您' : standing.name
  const past = standing.story.map((line) => ({
    title: line.title.replace(/^您/, subject),
    note: line.note,
    by: line.by,
    at: Number(line.at),
    mark: 'done' as const,
  }))
  if (standing.desk === null) {
    const last = past[past.length - 1]
    if (standing.state !== 'approved' && last) return [...past.slice(0, -1), { ...last, mark: 'stopped' as const }]
    return past
  }
  const at = kind.steps.findIndex((step) => step.name === standing.step)
  const ahead = kind.steps.slice(at).map((step, index) => ({
    title: step.storyTitle,
    note: '',
    by: standing.orgName,
    at: null,
    mark: index === 0 ? ('now' as const) : ('ahead' as const),
  }))
  return [...past, ...ahead]
}
