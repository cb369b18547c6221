import { dayOf } from '../../../miniprogram/rules/days'
import { inTransaction, isDuplicate } from '../database'
import { AppError } from '../errors'
import { caseNumber, idFrom } from '../ids'
import { append } from '../ledger'
import { findApplicant } from '../memberships'
import { chainOfMember, chainOfTown } from '../orgs'
import { blindIndex } from '../seal'
import { entryOfAct } from './act-entry'
import { findAuthority, noAuthority, useAuthority, type Authority } from './authorities'
import type { Applicant, CaseDocument, OrgLink } from './case'
import { tell } from './decide-case'
import * as engine from './engine'
import { checkForm, checkOpen, fieldsOf, keepForm } from './form'
import type { AnyKind } from './kind'
import { citySettings } from '../settings'
import { settingAt } from './setting'
import * as store from './store'
import { checkNoneMissing, usePapers, type SentPaper } from './use-papers'

export interface SubmitInput {
  kind: string
  version: number
  clientKey: string
  form: Record<string, unknown>
  papers: SentPaper[]
  authority?: string
}

/**
 * Hands in an application: case and ledger entry in one transaction. Five requests and what the kind reads or brings
 * about; three more for another. The same key again answers with the case made the first time.
 */
export async function submitCase(
  area: string,
  kind: AnyKind,
  input: SubmitInput,
  openid: string,
  now: Date,
): Promise<CaseDocument> {
  if (input.version !== kind.version) throw new AppError('MOVED_ON', '表格更新了。您填的还在，请再看一遍')
  checkOpen(kind, await citySettings(Number(now)), dayOf(now))
  const authority = input.authority ? await authorityOf(openid, input.authority) : null
  if (kind.sealed && authority?.how === 'officer')
    throw new AppError('FORBIDDEN', '这一项对单位和单位工会保密，要本人或家里人来交')
  if (authority && kind.ownAct) throw new AppError('FORBIDDEN', '这一项要本人用自己的手机来交')
  const applicant = await applicantOf(kind, authority?.openid ?? openid, input, now, authority !== null)
  const answers = checkForm(kind.form, input.form, now)
  const papers = usePapers(kind, input.papers, applicant.papers, now)
  // The papers of another are in her own vault, on her own phone: the desk asks her for them, all at once.
  if (!authority) checkNoneMissing(kind, answers, papers)
  const prepared = (await kind.prepare?.(answers, applicant)) ?? { facts: {} }
  const chain = prepared.chain ?? (await chainFor(kind, answers, applicant))
  if (authority?.only && (authority.only.kind !== kind.kind || authority.only.org !== chain[0]!.id))
    throw new AppError('FORBIDDEN', '这位工友只托您把会籍转到您的工会。别的事，请本人或他的工会来办')
  const { person } = applicant
  const intent = blindIndex('intent', JSON.stringify([kind.kind, answers, input.papers]))
  const id = idFrom('case', person._id, kind.kind, input.clientKey)
  const made = engine.open(
    kind,
    {
      id,
      number: caseNumber(id, dayOf(now)),
      area,
      person: person._id,
      openid: applicant.openid,
      name: prepared.name ?? nameOf(answers, applicant),
      form: keepForm(kind.form, answers),
      facts: prepared.facts,
      titles: prepared.titles ?? {},
      chain,
      papers,
      intent,
      openKey: prepared.openKey ?? null,
      filedBy: authority && { openid, sign: authority.sign, how: authority.how, authority: authority._id, at: now },
      proxyOpenid: authority && openid,
    },
    await settingAt(now),
  )
  try {
    await inTransaction(async (transaction) => {
      if (authority) await useAuthority(transaction, authority._id, now)
      await store.add(transaction, made)
      await append(transaction, entryOfAct(kind, made, 'application.submitted', now))
      await kind.brought?.(transaction, made, now)
    })
  } catch (error) {
    if (!isDuplicate(error)) throw error
    return before(kind, await store.findMine(openid, id), intent)
  }
  // Handed in for her: she is to know at once.
  if (authority) await tell(made, now)
  return made
}

function before(kind: AnyKind, standing: CaseDocument | null, intent: string): CaseDocument {
  if (!standing) throw new AppError('ALREADY', `已经交过${kind.title}，正在办，不用再交`)
  if (standing.intent !== intent || standing.state === 'withdrawn')
    throw new AppError('ALREADY', '上一次交的已经收到了，跟这次填的不一样。请到“我的申请”里看')
  return standing
}

async function authorityOf(openid: string, id: string): Promise<Authority> {
  const found = await findAuthority(openid, id)
  if (!found) throw noAuthority()
  return found
}

async function applicantOf(
  kind: AnyKind,
  openid: string,
  { form, papers }: Pick<SubmitInput, 'form' | 'papers'>,
  now: Date,
  forAnother: boolean,
): Promise<Applicant> {
  const known = await findApplicant(
    openid,
    papers.map(({ paper }) => paper),
    unionsNamed(kind, form),
  )
  // For another, what she must have agreed to herself is her authority.
  if (!known || (!forAnother && !known.person.agreedNotice))
    throw new AppError('NOT_NOW', '请先看一遍《隐私说明》，打个勾')
  if (!known.person.phone)
    throw new AppError('NOT_NOW', forAnother ? '这位工友还没留手机号，工会没法告诉本人' : '请先留手机号，工会好联系您')
  if (kind.who === 'member' && !known.membership)
    throw new AppError('NOT_A_MEMBER', '这一项是会员的。先入会，入会不花钱')
  if (kind.who === 'officer' && known.person.posts.length === 0) throw new AppError('FORBIDDEN', '这一项由工会干部来填')
  return { ...known, openid, now }
}

/** The unions that a form names as sent; what else is wrong with it is said when it is checked. */
function unionsNamed(kind: AnyKind, form: Record<string, unknown>): string[] {
  return fieldsOf(kind.form).flatMap(({ name, widget }) => {
    const id = widget === 'union' ? form[name] : null
    return typeof id === 'string' && id ? [id] : []
  })
}

/** The applicant's own union; else the federation of the place she named. */
async function chainFor(
  kind: AnyKind,
  answers: Record<string, unknown>,
  { membership, person, now }: Applicant,
): Promise<OrgLink[]> {
  const post = kind.who === 'officer' ? person.posts[0] : undefined
  if (post) return chainOfMember({ org: post.org, orgName: post.orgName, orgPath: post.orgPath } as never, now)
  if (membership) {
    const chain = await chainOfMember(membership, now)
    // What is sealed from the employer never stands at its union.
    return kind.sealed ? chain.filter((link) => link.level !== 'grassroots') : chain
  }
  const chain = typeof answers.town === 'string' ? await chainOfTown(answers.town, now) : null
  if (!chain) throw new AppError('BAD_INPUT', '请选您在哪个镇街')
  return chain
}

function nameOf(answers: Record<string, unknown>, { membership }: Applicant): string {
  const { name } = answers
  return typeof name === 'string' && name ? name : (membership?.name ?? '工友')
}
