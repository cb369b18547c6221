import type { Day } from '../../../miniprogram/rules/days'
import { publicNotice, type PublicNotice } from '../../../miniprogram/rules/public-notice'
import { db, type Transaction } from '../cloud'
import { memberships, livingOf } from '../memberships'
import type { CaseDocument } from './case'
import type { AnyKind } from './kind'
import { linkAt } from './route'

/**
 * Public notices: what colleagues may read of a case for a few working days. Its words come from a fixed list of masked
 * fields (rules/public-notice), its readers are members of the union where the case began, and from the day after its
 * end it answers to nobody.
 */
export interface Notice {
  _id: string
  case: string
  area: string
  /** Members of this union may read it. */
  org: string
  until: Day
  /** Taken down before its day: consent withdrawn, or the case moved on. */
  closed: boolean
  words: PublicNotice
}

const LONGEST_LIST = 50

/** Notices of the caller's own union that hang today. One request; null: she is no member. */
export async function findNotices(openid: string, today: Day, id?: string): Promise<Notice[] | null> {
  const { data } = await memberships()
    .aggregate()
    .match(livingOf(openid))
    .limit(1)
    .lookup({
      from: 'notices',
      let: { org: '$org' },
      pipeline: [
        {
          $match: {
            ...(id ? { _id: id } : {}),
            closed: false,
            until: { $gte: today },
            $expr: { $eq: ['$org', '$$org'] },
          },
        },
        { $limit: LONGEST_LIST },
      ],
      as: 'found',
    } as never)
    .end()
  const record = (data as { found: Notice[] }[])[0]
  return record ? record.found : null
}

/** Hangs, takes down or prolongs a case's notice as the case now says. In the transaction of the act: one request, or none. */
export async function followNotice(
  transaction: Transaction,
  kind: AnyKind,
  before: CaseDocument,
  done: CaseDocument,
  now: Date,
  today: Day,
): Promise<void> {
  const hangs = done.state === 'inNotice' && done.notice
  if (hangs && before.notice?.id !== done.notice!.id) {
    await transaction.collection('notices').add(noticeOf(kind, done, today))
    return
  }
  if (!before.notice) return
  const notice = transaction.collection('notices').doc(before.notice.id)
  if (hangs && done.notice!.until !== before.notice.until) await notice.update({ until: done.notice!.until })
  // An objection does not take it down: who reads it may still object.
  else if (!hangs && done.state !== 'objected' && before.state !== done.state) await notice.update({ closed: true })
}

/** An added holiday has moved the day on which a notice ends. One request, or none. */
export async function prolongNotice(before: CaseDocument, timed: CaseDocument): Promise<void> {
  if (!timed.notice || timed.notice.until === before.notice?.until) return
  const { id, until } = timed.notice
  await db.collection('notices').where({ _id: id, closed: false }).update({ until })
}

/** A case's notice as it hangs from a day on. */
export function noticeOf(kind: AnyKind, done: CaseDocument, today: Day): Notice {
  const town = linkAt(done.chain, 'town')
  return {
    _id: done.notice!.id,
    case: done._id,
    area: done.area,
    org: done.org,
    until: done.notice!.until,
    closed: false,
    words: publicNotice({
      name: done.name,
      town: town.name,
      kindTitle: done.kindTitle,
      classWords: kind.notice?.classWords(done) ?? '',
      from: today,
      until: done.notice!.until,
      noticeOrg: done.orgName,
    }),
  }
}
