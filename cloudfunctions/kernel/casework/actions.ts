import { dayOf } from '../../../miniprogram/rules/days'
import { calendarAround } from '../calendar'
import { inTransaction, isDuplicate } from '../database'
import { AppError, notFound } from '../errors'
import { caseNumber, idFrom } from '../ids'
import { append } from '../ledger'
import { knock } from '../messages'
import { findPersonAndMembership } from '../memberships'
import type { Post } from '../people'
import { action, type Action, type Caller } from '../serve'
import { citySettings } from '../settings'
import { blindIndex } from '../seal'
import { firstWords } from '../text'
import { entryOfAct } from './act-entry'
import { caseActionContracts as contract } from './contract'
import * as engine from './engine'
import { formOf } from './form'
import type { CaseDocument, AnyKind } from './kind'
import * as store from './store'
import { viewOf, type Reader } from './view'

/**
 * The engine's actions for the kinds an area owns. A decision and what it brings about are one transaction, and the
 * ledger entry's id is made from the case and the version decided on: of two acts on one version only one can stand.
 */
export function caseworkActions(area: string, kinds: AnyKind[]): Record<string, Action> {
  const kindOf = (name: string): AnyKind => {
    const kind = kinds.find((one) => one.kind === name)
    if (!kind) throw notFound('这种申请')
    return kind
  }

  return {
    form: action('signedIn', contract.form, async ({ kind }) => formOf(kindOf(kind))),

    submit: action('signedIn', contract.submit, async (input, { openid, now }) => {
      const kind = kindOf(input.kind)
      if (input.version !== kind.version) throw new AppError('MOVED_ON', '表格更新了。您填的还在，请再看一遍')
      const filled = kind.form.safeParse(input.form)
      if (!filled.success) throw new AppError('BAD_INPUT', firstWords(filled.error) ?? '有一项没填好，请再看一遍')

      const known = await findPersonAndMembership(openid)
      if (!known?.person.agreedNotice) throw new AppError('NOT_NOW', '请先看一遍《隐私说明》，打个勾')
      if (!known.person.phone) throw new AppError('NOT_NOW', '请先留手机号，工会好联系您')
      const { person } = known
      const prepared = await kind.prepare(filled.data, { ...known, openid, now })
      const intent = blindIndex('intent', JSON.stringify([kind.kind, filled.data]))
      const id = idFrom('case', person._id, kind.kind, input.clientKey)
      const made = engine.open(
        kind,
        id,
        caseNumber(id, dayOf(now)),
        area,
        prepared,
        { person: person._id, openid, intent },
        await settingAt(now),
      )
      try {
        await inTransaction(async (transaction) => {
          await store.add(transaction, made)
          await append(transaction, entryOfAct(made, 'application.submitted', now, null))
        })
      } catch (error) {
        if (!isDuplicate(error)) throw error
        const before = await store.findMine(openid, id)
        if (!before) throw new AppError('ALREADY', `您已经交过${kind.title}，正在办，不用再交`)
        if (before.intent !== intent || before.state === 'withdrawn')
          throw new AppError('ALREADY', '上一次交的已经收到了，跟这次填的不一样。请到“我的申请”里看')
        return { case: viewOf(kind, before, 'applicant', []) }
      }
      return { case: viewOf(kind, made, 'applicant', []) }
    }),

    read: action('provedInQuery', contract.read, async ({ caseId }, caller) => {
      const mine = await store.findMine(caller.openid, caseId)
      if (mine) return { case: viewOf(kindOf(mine.kind), mine, 'applicant', []) }
      const { standing, reader } = await findForDesk(caller, caseId)
      const kind = kindOf(standing.kind)
      const warnings = reader === 'desk' ? await kind.warnings(standing.facts, standing) : []
      return { case: viewOf(kind, standing, reader, warnings) }
    }),

    decide: action('provedInQuery', contract.decide, async ({ caseId, version, act, note }, caller) => {
      const { standing, posts } = await findForDesk(caller, caseId)
      const kind = kindOf(standing.kind)
      const post = posts.find((one) => one.desk === standing.desk)
      const officer = {
        desk: post?.desk ?? '',
        openid: caller.openid,
        sign: post ? `${post.orgName} ${post.title}` : '',
      }
      const fact = engine.decide(kind, standing, { act, version, note }, officer, caller.now)
      if (typeof fact === 'string') throw refusalOf(fact, standing)

      const done = engine.apply(kind, standing, fact, await settingAt(caller.now))
      const inTime = dayOf(caller.now) <= (standing.due ?? dayOf(caller.now))
      await once(standing, () =>
        inTransaction(async (transaction, attempt) => {
          await append(transaction, entryOfAct(done, kind.ledger[act], caller.now, inTime))
          await store.move(transaction, done)
          if (done.state === 'approved') await kind.effect(transaction, done, caller.now, attempt)
        }),
      )
      await tell(done, caller.now)
      return { case: viewOf(kind, done, 'formerDesk', []) }
    }),

    withdraw: action('signedIn', contract.withdraw, async ({ caseId }, { openid, now }) => {
      const standing = await store.findMine(openid, caseId)
      if (!standing) throw notFound('这份申请')
      const kind = kindOf(standing.kind)
      if (standing.state === 'withdrawn') return { case: viewOf(kind, standing, 'applicant', []) }
      const fact = engine.withdraw(standing, now)
      if (typeof fact === 'string') throw new AppError('MOVED_ON', '工会已经答复了，撤不回来了。请看结果')
      const done = engine.apply(kind, standing, fact, await settingAt(now))
      await once(standing, () =>
        inTransaction(async (transaction) => {
          await append(transaction, entryOfAct(done, 'application.withdrawn', now, null))
          await store.move(transaction, done)
        }),
      )
      return { case: viewOf(kind, done, 'applicant', []) }
    }),
  }
}

/** A case that stands at one of the caller's desks, or stood there. */
async function findForDesk(
  caller: Caller<'provedInQuery'>,
  caseId: string,
): Promise<{ standing: CaseDocument; posts: Post[]; reader: Reader }> {
  const found = await store.findFromPost(caller.openid, caseId)
  const desks = new Set(found?.posts.map((post) => post.desk))
  if (found && found.standing.desk !== null && desks.has(found.standing.desk)) return { ...found, reader: 'desk' }
  if (found?.standing.story.some((line) => line.desk !== null && desks.has(line.desk)))
    return { ...found, reader: 'formerDesk' }
  // The same words whether it does not exist or is not theirs: an id tells a stranger nothing.
  throw notFound('这份申请，或者它不在您的案头')
}

/** Somebody else's act on the same version shows as a duplicate ledger entry. */
async function once(standing: CaseDocument, act: () => Promise<void>): Promise<void> {
  try {
    await act()
  } catch (error) {
    throw isDuplicate(error) ? refusalOf('stale', standing) : error
  }
}

function refusalOf(refusal: engine.Refusal, standing: CaseDocument): AppError {
  const last = standing.story[standing.story.length - 1]
  switch (refusal) {
    case 'stale':
      return new AppError('MOVED_ON', '别人刚办过这一件。请看最新的情况')
    case 'over':
      return new AppError('MOVED_ON', last?.by ? `${last.by}已经办过这一件了` : '申请人撤回了，不用办了')
    case 'wrongDesk':
      return new AppError('FORBIDDEN', '这一件现在不在您的案头')
    case 'ownCase':
      return new AppError('FORBIDDEN', '自己的申请自己不能批。请别的干部，或上级工会来办')
    case 'actNotAllowed':
      return new AppError('NOT_NOW', '这一步不能这样办')
    case 'reasonMissing':
      return new AppError('BAD_INPUT', '请写明原因，工友要看的')
  }
}

async function settingAt(now: Date): Promise<engine.Setting> {
  return { now, calendar: calendarAround(now), city: await citySettings(Number(now)) }
}

async function tell(done: CaseDocument, now: Date): Promise<void> {
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
