import { writeCursor } from '../kernel/database'
import type { CaseDocument, Kept } from '../kernel/casework/case'
import { DESK_PAGE } from '../kernel/my-desk'
import { namesOnRosters } from '../kernel/rosters'
import type { Caller } from '../kernel/serve'
import * as store from './store'

/**
 * The bulk approval's next portion. Which applications may be approved together is decided here; approving is
 * `membership.decideMany`, each with all its checks, so a portion pressed twice, or by two officers, is decided once.
 * Six requests, whatever the size of the event.
 */
export async function findClean(
  { desk, event: id, after }: { desk: string; event: string; after?: string },
  { openid }: Caller<'provedInQuery'>,
) {
  const { event } = await store.findEvent(openid, desk, id)
  const page = await store.findOfEvent(id, 'submitted', after, DESK_PAGE)
  // What a silent desk lost to the level above, and what is one's own, is decided elsewhere.
  const here = page.filter((one) => one.desk === desk && one.openid !== openid)
  const held = await needsLook(event.org, here)
  await store.holdBack(id, [...held])
  const last = page[DESK_PAGE - 1]
  return {
    cases: here.filter(({ _id }) => !held.has(_id)).map(({ _id, version }) => ({ caseId: _id, version })),
    heldBack: held.size,
    next: last ? writeCursor([Number(last.updatedAt), last._id]) : null,
  }
}

const indexOf = ({ form }: CaseDocument): string => (form.idNumber as Kept).index

/** Ids of applications that an officer must see first: the ID number is held, applied with twice, or under another name on the roster. */
async function needsLook(org: string, cases: CaseDocument[]): Promise<Set<string>> {
  const indexes = cases.map(indexOf)
  const [holders, open, onRosters] = await Promise.all([
    store.heldAlready(indexes),
    store.openApplications(indexes),
    namesOnRosters(org, indexes),
  ])
  const held = new Set(holders.map(({ holder }) => holder))
  const applied = new Map<string, number>()
  for (const { index } of open) applied.set(index, (applied.get(index) ?? 0) + 1)
  return new Set(
    cases
      .filter((one) => {
        const index = indexOf(one)
        const listed = onRosters.get(index)
        // Her phone number was another account's until now (membership/phone-moved.ts).
        if (one.facts.phoneMoved === true) return true
        return held.has(index) || (applied.get(index) ?? 0) > 1 || (listed && !listed.includes(one.name))
      })
      .map(({ _id }) => _id),
  )
}
