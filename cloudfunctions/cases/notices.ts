import { dayOf } from '../../miniprogram/rules/days'
import { entryOfAct } from '../kernel/casework/act-entry'
import { kindFinder } from '../kernel/casework/actions'
import { object } from '../kernel/casework/by-itself'
import type { CaseDocument, OrgLink } from '../kernel/casework/case'
import * as engine from '../kernel/casework/engine'
import { findNotices, type Notice } from '../kernel/casework/notices'
import { settingAt } from '../kernel/casework/setting'
import * as cases from '../kernel/casework/store'
import { inTransaction, isDuplicate } from '../kernel/database'
import { AppError, notFound } from '../kernel/errors'
import { caseNumber, idFrom } from '../kernel/ids'
import { append } from '../kernel/ledger'
import { findPersonAndMembership } from '../kernel/memberships'
import { findPerson } from '../kernel/people'
import { blindIndex } from '../kernel/seal'
import type { Caller } from '../kernel/serve'
import { tell } from '../kernel/casework/decide-case'
import { kinds } from './kinds'

const kindOf = kindFinder(kinds)
const notAMember = () => new AppError('NOT_A_MEMBER', '公示只给本单位的会员看')

/** What hangs at my own union today. One request. */
export async function readNotices(_input: object, { openid, now }: Caller<'provedInQuery'>) {
  const found = await findNotices(openid, dayOf(now))
  if (!found) throw notAMember()
  return { notices: found.map(viewOf) }
}

/** One of them. From the day after its end it is not found, as if it had never been. One request. */
export async function readNotice({ id }: { id: string }, { openid, now }: Caller<'provedInQuery'>) {
  return { notice: viewOf(await hanging(openid, id, now)) }
}

async function hanging(openid: string, id: string, now: Date): Promise<Notice> {
  const found = await findNotices(openid, dayOf(now), id)
  if (!found) throw notAMember()
  if (!found[0]) throw notFound('这份公示，可能已经到期了')
  return found[0]
}

/** `until` is the notice's own: an objection prolongs it. */
function viewOf({ _id, until, words }: Notice) {
  const { maskedName, townName, kindTitle, classWords, from, noticeOrg } = words
  return { id: _id, maskedName, townName, kindTitle, classWords, from, until, noticeOrg }
}

/**
 * A colleague objects: her objection is a case at the desk that hangs the notice, and the notice stands still, both in
 * one transaction. The same key again answers with the same case. Nine requests, one more for who applied for another.
 */
export async function objectTo(
  { id, words, clientKey }: { id: string; words: string; clientKey: string },
  { openid, now }: Caller<'provedInQuery'>,
) {
  const known = await findPersonAndMembership(openid)
  if (!known?.membership) throw notAMember()
  // Once a person and notice: nobody keeps a neighbour waiting by objecting again and again.
  const caseId = idFrom('case', known.person._id, 'objection', id)
  const intent = blindIndex('intent', JSON.stringify([id, words, clientKey]))
  const before = await cases.findMine(openid, caseId)
  if (before?.intent === intent) return { caseId }
  if (before) throw new AppError('ALREADY', '这份公示您已经提过异议了。请到“我的申请”里看')
  const notice = await hanging(openid, id, now)
  const setting = await settingAt(now)
  try {
    await inTransaction(async (transaction) => {
      const target = await cases.readIn(transaction, notice.case)
      const stopped = target && object(target, caseId, setting)
      if (!target || !stopped) throw new AppError('NOT_NOW', '已经有人提了异议，工会正在核实')
      if (target.openid === openid) throw new AppError('BAD_INPUT', '这是您自己的申请。要改要撤，请到“我的申请”')
      const made = engine.open(
        kindOf('objection'),
        {
          id: caseId,
          number: caseNumber(caseId, dayOf(now)),
          area: 'cases',
          person: known.person._id,
          openid,
          name: known.membership!.name,
          form: { words },
          facts: { target: target._id, targetNumber: target.number, targetTitle: target.kindTitle },
          titles: {},
          chain: await chainApart(target),
          papers: [],
          intent,
          openKey: null,
          filedBy: null,
          proxyOpenid: null,
        },
        setting,
      )
      await cases.add(transaction, made)
      await append(transaction, entryOfAct(kindOf('objection'), made, 'application.submitted', now))
      await append(transaction, entryOfAct(kindOf(target.kind), stopped, 'application.noted', now))
      await cases.move(transaction, stopped)
      return stopped
    }).then((stopped) => tell(stopped, now))
  } catch (error) {
    if (!isDuplicate(error)) throw error
  }
  return { caseId }
}

/** From the desk that hangs the notice up, without unions whose officer it is about: she would read who objects, and judge it. */
async function chainApart({ chain, deskOrg, openid, filedBy }: CaseDocument): Promise<OrgLink[]> {
  const near = chain.slice(chain.findIndex(({ id }) => id === deskOrg))
  const about = await Promise.all([openid, ...(filedBy ? [filedBy.openid] : [])].map(findPerson))
  const hers = about.flatMap((person) => person?.posts ?? []).map(({ org }) => org)
  const apart = near.filter(({ id }) => !hers.includes(id))
  return apart.length ? apart : near
}
