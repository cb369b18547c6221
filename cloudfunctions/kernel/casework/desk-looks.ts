import { AppError, forbidden, notFound } from '../errors'
import { findPerson } from '../people'
import { unseal } from '../seal'
import { documentTicket, type PrintedDocument } from '../printed-document'
import { findPapers, recordLook, temporaryAddress } from '../vault'
import { dayOf } from '../../../miniprogram/rules/days'
import { citySettings } from '../settings'
import type { CaseDocument } from './case'
import { crewOf, crewRoleOf, findForDesk, unionsFor } from './decide-case'
import type { AnyKind } from './kind'
import { stepNamed } from './route'
import type { KindOf } from './applicant-acts'
import * as store from './store'

/** What a desk looks at besides the case itself. */

const ADDRESS_SECONDS = 300

/**
 * A paper of a case that stands at the caller's desk. The look is written down before an address is given out; a
 * consent taken back shuts every desk out, also the one that saw it before. Four requests.
 */
export async function openPaper(
  { caseId, slot, reason }: { caseId: string; slot: string; reason: string },
  openid: string,
  now: Date,
) {
  const { standing, posts, reader } = await findForDesk(openid, caseId)
  const used = standing.papers.find((one) => one.slot === slot)
  if (!used) throw notFound('这样材料')
  if (reader !== 'desk') throw forbidden()
  if (used.withdrawnAt) throw new AppError('FORBIDDEN', '工友收回了这份材料的同意，不能再看')
  const post = posts.find(({ desk }) => desk === standing.desk)!
  const [paper] = await findPapers(standing.openid, [used.paper])
  if (!paper) throw notFound('这样材料')
  await recordLook({
    paper: paper._id,
    person: paper.person,
    openid: paper.openid,
    title: paper.title,
    case: standing._id,
    kindTitle: standing.kindTitle,
    by: `${post.orgName} ${post.title}`,
    reason,
    at: now,
  })
  const urls = await temporaryAddress(
    paper.files.map(({ id }) => id),
    ADDRESS_SECONDS,
  )
  return { title: paper.title, files: paper.files.map(({ mime }, i) => ({ url: urls[i]!, mime })) }
}

/** The pictures of a record, to its desk or its applicant as far as the record is hers to read. Two or three requests. */
export async function openRecord({ caseId, record }: { caseId: string; record: number }, openid: string) {
  const own = await store.findMine(openid, caseId)
  const { records } = own ?? (await findForDesk(openid, caseId)).standing
  const recorded = records[record]
  if (!recorded || (own && !recorded.open)) throw notFound('这几张照片')
  const urls = await temporaryAddress(
    recorded.files.map(({ id }) => id),
    ADDRESS_SECONDS,
  )
  return { files: recorded.files.map(({ mime }, i) => ({ url: urls[i]!, mime })) }
}

/**
 * The number of whoever's case stands at the caller's desk, to call her. Written down like a look at a paper, before it
 * is told; a case under objection or with its applicant may need a call too, so the desk that waits for it may ask.
 * Three requests.
 */
export async function showPhone(
  kindOf: KindOf,
  { caseId, reason }: { caseId: string; reason: string },
  openid: string,
  now: Date,
) {
  const { standing, posts } = await findForDesk(openid, caseId)
  const waiting = standing.desk ?? standing.asked?.desk
  const post = posts.find(({ desk }) => desk === waiting)
  if (!post) throw forbidden()
  if (kindOf(standing.kind).unnamed) throw new AppError('FORBIDDEN', '这一件不问是谁报的，所以没有电话')
  const whose = kindOf(standing.kind).about?.(standing) ?? standing
  const person = await findPerson(whose.openid)
  if (!person?.phone) throw notFound('她的手机号')
  await recordLook({
    paper: `phone_${whose.person}`,
    person: whose.person,
    openid: whose.openid,
    title: '您的手机号',
    case: standing._id,
    kindTitle: standing.kindTitle,
    by: `${post.orgName} ${post.title}`,
    reason,
    at: now,
  })
  return { phone: unseal(person.phone) }
}

/** Colleagues to whom the case may be given at its present step. Two requests. */
export async function readCrew(kindOf: KindOf, caseId: string, openid: string) {
  const { standing, reader } = await findForDesk(openid, caseId)
  if (reader !== 'desk') throw forbidden()
  const role = stepNamed(kindOf(standing.kind), standing.step)
    .acts.map(crewRoleOf)
    .find((one) => one !== null)
  return { crew: role ? await crewOf(standing, role) : [] }
}

/** Unions to which the case may be passed on. One request. */
export async function readPassTo(kindOf: KindOf, caseId: string, openid: string, now: Date) {
  const { standing, reader } = await findForDesk(openid, caseId)
  if (reader !== 'desk') throw forbidden()
  const chains = await unionsFor(kindOf(standing.kind), standing, now)
  return { orgs: chains.map(([first]) => ({ id: first!.id, name: first!.name })) }
}

/** A document of a case that is the caller's, or stands or stood at her desk, as a ticket. One or two requests. */
export async function printDocument(
  kindOf: KindOf,
  { caseId, document }: { caseId: string; document: string },
  openid: string,
  now: Date,
) {
  const standing = (await store.findMine(openid, caseId)) ?? (await findForDesk(openid, caseId)).standing
  const kind = kindOf(standing.kind)
  const template = kind.documents?.find((one) => one.document === document)
  const written = template?.write(standing)
  if (!template || !written) throw new AppError('NOT_NOW', '这份文书现在还打不了')
  const { hotline } = await citySettings(Number(now))
  const printed: PrintedDocument = {
    title: template.title,
    number: numberOf(standing),
    org: standing.orgName,
    day: dayOf(now),
    ...written,
    foot: `${written.foot}${written.foot ? ' ' : ''}咨询电话：${hotline}`,
  }
  return { ticket: documentTicket(openid, printed, now) }
}

/** `〔2026〕1125-004821号` */
function numberOf({ number }: CaseDocument): string {
  return `〔${number.slice(0, 4)}〕${number.slice(4)}号`
}

/** Documents that can be printed now. */
export function printable(kind: AnyKind, standing: CaseDocument): { document: string; title: string }[] {
  return (kind.documents ?? [])
    .filter((one) => one.write(standing) !== null)
    .map(({ document, title }) => ({ document, title }))
}
