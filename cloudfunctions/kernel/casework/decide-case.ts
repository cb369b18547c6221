import { dayOf } from '../../../miniprogram/rules/days'
import { inTransaction, isDuplicate } from '../database'
import { AppError, notFound } from '../errors'
import { append } from '../ledger'
import { deleteFiles } from '../files'
import { knock } from '../messages'
import { chainOfOrg, federationsNear } from '../orgs'
import { findCrew, newPerson, type Post, type Role } from '../people'
import { citySettings } from '../settings'
import { checkUploads, takeInFiles } from '../take-in-files'
import { entryOfAct } from './act-entry'
import type { CaseDocument, OrgLink, StoredForm } from './case'
import * as engine from './engine'
import { checkForm, keepForm } from './form'
import type { AnyKind, StepAct } from './kind'
import { followNotice } from './notices'
import { stepNamed } from './route'
import { settingAt } from './setting'
import * as store from './store'

export interface DecideInput {
  caseId: string
  version: number
  act: string
  note: string
  fields?: Record<string, unknown>
  photos?: { clientKey: string; fileIds: string[] }
  slots?: string[]
  to?: string
}

/** `proxy`: who applied for her and may still see it. */
export type Reader = 'applicant' | 'proxy' | 'desk' | 'formerDesk'

/** A case that stands at one of the caller's desks, or stood there. One request. */
export async function findForDesk(
  openid: string,
  caseId: string,
): Promise<{ standing: CaseDocument; posts: Post[]; reader: Reader }> {
  const found = await store.findFromPost(openid, caseId)
  const desks = new Set(found?.posts.map((post) => post.desk))
  if (found && found.standing.desk !== null && desks.has(found.standing.desk)) return { ...found, reader: 'desk' }
  if (found?.standing.asked && desks.has(found.standing.asked.desk)) return { ...found, reader: 'formerDesk' }
  if (found?.standing.story.some((line) => line.desk !== null && desks.has(line.desk)))
    return { ...found, reader: 'formerDesk' }
  // The same words whether it does not exist or is not theirs: an id tells a stranger nothing.
  throw notFound('这份申请，或者它不在您的案头')
}

/**
 * A desk's act: case, ledger entry and what it brings about in one transaction. Five requests and what the act brings;
 * one more when it names a colleague or another union.
 */
export async function decideCase(
  kindOf: (name: string) => AnyKind,
  input: DecideInput,
  openid: string,
  now: Date,
): Promise<{ done: CaseDocument; reader: Reader }> {
  const { standing, posts } = await findForDesk(openid, input.caseId)
  const kind = kindOf(standing.kind)
  const post = posts.find((one) => one.desk === standing.desk)
  const officer = { desk: post?.desk ?? '', openid, sign: post ? `${post.orgName} ${post.title}` : '' }
  const act = standing.step ? stepNamed(kind, standing.step).acts.find((one) => one.act === input.act) : undefined
  const command: engine.Command = {
    act: input.act,
    version: input.version,
    note: input.note,
    slots: input.slots,
    given: act && writtenDown(act, input.fields, now),
    // Of a version that is over nothing is taken in: its pictures could be written over.
    files: act?.photos && input.version === standing.version ? await takeIn(standing, input, openid, now) : [],
    ...(act && input.to ? await target(kind, act, standing, input.to, now) : {}),
  }
  const fact = engine.decide(kind, standing, command, officer, now)
  if (typeof fact === 'string') throw refusalOf(fact, standing)
  let done = engine.apply(kind, standing, fact, await settingAt(now))
  const by = {
    act: input.act,
    inTime: dayOf(now) <= (standing.due ?? dayOf(now)),
    amountFen: amountOf(fact.act, fact.given),
  }
  await once(standing, () =>
    inTransaction(async (transaction, attempt) => {
      await append(transaction, entryOfAct(kind, done, fact.act.ledger ?? 'application.decided', now, by))
      const kept = await fact.act.brings?.(transaction, done, now, attempt)
      if (kept) done = { ...done, facts: { ...done.facts, ...kept } }
      await store.move(transaction, done)
      await followNotice(transaction, kind, standing, done, now, dayOf(now))
    }),
  )
  // Only what was looked into above is known to be hers.
  if (fact.files.length > 0) await deleteFiles(input.photos!.fileIds)
  if (done.news !== standing.news) await tell(done, now)
  // The next step may stand at a desk of hers too: then she goes on at once.
  return { done, reader: posts.some(({ desk }) => desk === done.desk) ? 'desk' : 'formerDesk' }
}

function writtenDown(act: StepAct, fields: Record<string, unknown> | undefined, now: Date): StoredForm {
  return act.fields ? keepForm(act.fields, checkForm(act.fields, fields ?? {}, now)) : {}
}

/** Pictures of the act, looked into and stored with the case. Before the act: one that fails leaves files nobody names. */
async function takeIn(standing: CaseDocument, { version, photos }: DecideInput, openid: string, now: Date) {
  if (!photos) return []
  const { clientKey, fileIds } = photos
  checkUploads(newPerson(openid, now)._id, clientKey, fileIds)
  return takeInFiles(`cases/${standing._id}/${version}-${clientKey}`, fileIds)
}

function amountOf(act: StepAct, given: StoredForm): number {
  return act.amount ? Number(given[act.amount] ?? 0) : 0
}

/** The union or the colleague that an act names, if it is one that it may name. */
async function target(
  kind: AnyKind,
  act: StepAct,
  standing: CaseDocument,
  to: string,
  now: Date,
): Promise<Pick<engine.Command, 'chain' | 'crew'>> {
  const where = typeof act.to === 'function' ? null : act.to
  if (where && 'pass' in where)
    return { chain: (await unionsFor(kind, standing, now)).find(([first]) => first?.id === to) ?? null }
  const role = crewRoleOf(act)
  return role ? { crew: (await crewOf(standing, role)).find(({ desk }) => desk === to) ?? null } : {}
}

/** Unions to which a case may be passed on, each with those above it: federations around, unless it stands there already. */
export async function unionsFor(kind: AnyKind, standing: CaseDocument, now: Date): Promise<OrgLink[][]> {
  const near = await federationsNear(standing.chain, now)
  const chains = await Promise.all(near.map(({ id }) => chainOfOrg(id, now)))
  return chains.flatMap((chain) =>
    chain && engine.standsAt(kind, standing, chain) !== standing.deskOrg ? [chain] : [],
  )
}

export function crewRoleOf(act: StepAct): Exclude<Role, 'officer'> | null {
  return typeof act.to === 'object' && 'crew' in act.to ? act.to.crew : null
}

/** Colleagues of a role at the case's unions, the nearest first. One request. */
export async function crewOf(
  standing: CaseDocument,
  role: Role,
): Promise<{ desk: string; name: string; title: string }[]> {
  const orgs = standing.chain.map(({ id }) => id)
  const found = await findCrew(orgs, role)
  return found
    .filter(({ openid }) => openid !== standing.openid && openid !== standing.filedBy?.openid)
    .flatMap(({ posts }) => posts.filter((post) => post.role === role && orgs.includes(post.org)))
    .sort((a, b) => orgs.indexOf(a.org) - orgs.indexOf(b.org))
    .map(({ desk, name, title, orgName }) => ({ desk, name, title: `${orgName} ${title}` }))
}

/** Somebody else's act on the same version shows as a duplicate ledger entry. */
export async function once(standing: CaseDocument, act: () => Promise<void>): Promise<void> {
  try {
    await act()
  } catch (error) {
    throw isDuplicate(error) ? refusalOf('stale', standing) : error
  }
}

export function refusalOf(refusal: engine.Refusal, standing: CaseDocument): AppError {
  const last = standing.story[standing.story.length - 1]
  switch (refusal) {
    case 'stale':
      return new AppError('MOVED_ON', '别人刚办过这一件。请看最新的情况')
    case 'over':
      return new AppError('MOVED_ON', last?.by ? `${last.by}已经办过这一件了` : '申请人撤回了，不用办了')
    case 'withApplicant':
      return new AppError('NOT_NOW', '正等工友补材料，补齐了会回到案头')
    case 'objected':
      return new AppError('NOT_NOW', '有人提了异议，先把异议核实清楚')
    case 'wrongDesk':
      return new AppError('FORBIDDEN', '这一件现在不在您的案头')
    case 'ownCase':
      return new AppError('FORBIDDEN', '自己的申请、自己替人交的申请，自己不能批。请别的干部，或上级工会来办')
    case 'actNotAllowed':
      return new AppError('NOT_NOW', '这一步不能这样办')
    case 'reasonMissing':
      return new AppError('BAD_INPUT', '请写明原因，工友要看的')
    case 'slotsMissing':
      return new AppError('BAD_INPUT', '请勾出还差哪几样，一次说清')
    case 'askedAlready':
      return new AppError('NOT_NOW', '这一步已经请工友补过一次了。材料只能一次要齐，请按现有的定')
    case 'photosMissing':
      return new AppError('BAD_INPUT', '要拍一张照片才能记')
    case 'targetMissing':
      return new AppError('BAD_INPUT', '请选交给谁')
  }
}

/** A knock on WeChat; the case itself is the record. */
export async function tell(done: CaseDocument, now: Date): Promise<void> {
  const { messageTemplates } = await citySettings(Number(now))
  const { title, text, link } = done.news
  await knock({
    openid: done.openid,
    templateId: messageTemplates.caseNews,
    title,
    text,
    page: link.replace(/^\//, ''),
  })
}
