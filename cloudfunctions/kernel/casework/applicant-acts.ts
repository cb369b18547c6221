import { dayOf } from '../../../miniprogram/rules/days'
import { inTransaction } from '../database'
import { AppError, notFound } from '../errors'
import { append, type OfActKind } from '../ledger'
import { findPapers } from '../vault'
import { entryOfAct } from './act-entry'
import * as applicant from './applicant'
import type { CaseDocument } from './case'
import { once, tell } from './decide-case'
import type { AnyKind } from './kind'
import { followNotice } from './notices'
import { settingAt } from './setting'
import * as store from './store'
import { usePapers, type SentPaper } from './use-papers'

/** What an applicant, or who applied for her, does with a case of hers: each one transaction of case and ledger entry. */

export async function mineOf(
  kindOf: KindOf,
  openid: string,
  caseId: string,
): Promise<{ standing: CaseDocument; kind: AnyKind }> {
  const standing = await store.findMine(openid, caseId)
  if (!standing) throw notFound('这份申请')
  return { standing, kind: kindOf(standing.kind) }
}
export type KindOf = (name: string) => AnyKind

export async function withdrawCase(kindOf: KindOf, caseId: string, openid: string, now: Date): Promise<CaseDocument> {
  const { standing, kind } = await mineOf(kindOf, openid, caseId)
  if (standing.state === 'withdrawn') return standing
  const done = applicant.withdraw(standing, now)
  return settle(kind, standing, done, 'application.withdrawn', openid, now, {}, kind.takenBack)
}

export async function supplyCase(
  kindOf: KindOf,
  input: { caseId: string; version: number; papers: SentPaper[]; note: string },
  openid: string,
  now: Date,
): Promise<CaseDocument> {
  const { standing, kind } = await mineOf(kindOf, openid, input.caseId)
  const held = await findPapers(
    standing.openid,
    input.papers.map(({ paper }) => paper),
  )
  const papers = usePapers(kind, input.papers, held, now)
  const done = applicant.supply(
    kind,
    standing,
    { version: input.version, papers, note: input.note },
    await settingAt(now),
  )
  return settle(kind, standing, done, 'application.noted', openid, now)
}

export async function dropConsentOf(
  kindOf: KindOf,
  caseId: string,
  slot: string,
  openid: string,
  now: Date,
): Promise<CaseDocument> {
  const { standing, kind } = await mineOf(kindOf, openid, caseId)
  const done = applicant.dropConsent(kind, standing, slot, await settingAt(now))
  return done === null ? standing : settle(kind, standing, done, 'application.noted', openid, now)
}

export async function appealCase(
  kindOf: KindOf,
  input: { caseId: string; version: number; note: string },
  openid: string,
  now: Date,
): Promise<CaseDocument> {
  const { standing, kind } = await mineOf(kindOf, openid, input.caseId)
  if (input.note.length < 2) throw new AppError('BAD_INPUT', '请写一句为什么，上级要看的')
  return settle(
    kind,
    standing,
    applicant.appeal(kind, standing, input, await settingAt(now)),
    'application.noted',
    openid,
    now,
  )
}

export async function rateCase(
  kindOf: KindOf,
  input: { caseId: string; stars: number; words: string },
  openid: string,
  now: Date,
): Promise<CaseDocument> {
  const { standing, kind } = await mineOf(kindOf, openid, input.caseId)
  if (standing.openid !== openid) throw new AppError('FORBIDDEN', '打分要本人来打')
  if (standing.rating) return standing
  const done = applicant.rate(kind, standing, input.stars, input.words, now)
  return settle(kind, standing, done, 'application.rated', openid, now, { stars: input.stars })
}

async function settle(
  kind: AnyKind,
  standing: CaseDocument,
  acted: CaseDocument | applicant.ApplicantRefusal,
  ledger: OfActKind,
  openid: string,
  now: Date,
  more: object = {},
  brings?: AnyKind['takenBack'],
): Promise<CaseDocument> {
  if (typeof acted === 'string') throw new AppError(...WORDS[acted])
  const byProxy = standing.openid !== openid
  const done = byProxy ? applicant.doneForHer(acted, now) : acted
  await once(standing, () =>
    inTransaction(async (transaction) => {
      await append(transaction, entryOfAct(kind, done, ledger, now, null, more))
      await brings?.(transaction, done, now)
      await store.move(transaction, done)
      await followNotice(transaction, kind, standing, done, now, dayOf(now))
    }),
  )
  if (byProxy) await tell(done, now)
  return done
}

const WORDS: Record<applicant.ApplicantRefusal, ConstructorParameters<typeof AppError>> = {
  over: ['MOVED_ON', '工会已经答复了，撤不回来了。请看结果'],
  stale: ['MOVED_ON', '刚刚有了新情况。请看最新的再说'],
  nothingAsked: ['NOT_NOW', '现在没有要补的。请看最新的情况'],
  slotsMissing: ['BAD_INPUT', '还差几样没有补。实在没有，写一句原因'],
  notAppealable: ['NOT_NOW', '这一件不能再申请看一遍了。有疑问打 12351'],
  tooLate: ['NOT_NOW', '过了可以提的日子。有疑问打 12351'],
  notRateable: ['NOT_NOW', '办完了才能打分'],
  noSuchPaper: ['NOT_FOUND', '这份申请里没有这样材料'],
}
