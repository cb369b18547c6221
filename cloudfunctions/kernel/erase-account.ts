import type { CaseDocument } from './casework/case'
import { _, db } from './cloud'
import { eraseQuestions, unnameAskers, unnameSeats } from './erase-interviews'
import { goneId, type Erased } from './erased'
import { deleteFiles } from './files'
import { seal } from './seal'
import type { Paper } from './vault'

/**
 * Deletes what is held about an account (个人信息保护法 第47条), in portions and in an order in which nothing is lost
 * sight of: the person's own record, by which all is found again, goes last. Cut anywhere, asking again goes on. What
 * must be kept loses its account: `gone_...` stands for it, and no query of a living person finds it.
 */

const PORTION = 50
/** Of database work a call: a function has seconds. */
const PORTIONS = 30

/** True: all is gone. False: so much for this call; ask again. */
export async function eraseAccount(account: Erased): Promise<boolean> {
  let left = PORTIONS
  for (const step of STEPS)
    for (let more = true; more; left -= 1) {
      if (left === 0) return false
      more = await step(account)
    }
  return true
}

/** Collections that keep an account (an openid); a new one is added here, to STEPS and to held-data.ts. */
export const HELD_IN = [
  ...['people', 'memberships', 'cases', 'papers', 'authorities', 'drafts', 'messages', 'looks', 'copies'],
  ...['hardshipFiles', 'keptOffers', 'drawEntries', 'interviews', 'interviewQuestions', 'interviewFollows'],
]

/** Each does one portion and says whether there may be more. */
const STEPS: ((account: Erased) => Promise<boolean>)[] = [
  erasePapers,
  eraseCases,
  unnameAboutMe,
  unnameForOthers,
  ({ openid }) => removeAll('authorities', { openid }),
  ({ openid }) => removeAll('drafts', { openid }),
  ({ openid }) => removeAll('messages', { openid }),
  ({ openid }) => removeAll('looks', { openid }),
  ({ openid }) => removeAll('keptOffers', { openid }),
  ({ openid }) => removeAll('interviewFollows', { openid }),
  eraseQuestions,
  unnameAskers,
  unnameSeats,
  unnameDrawEntries,
  eraseCopies,
  eraseFromRosters,
  unnameHardshipFiles,
  unnameMemberships,
  ({ openid }) => removeAll('people', { openid }),
]

async function removeAll(collection: string, match: object): Promise<boolean> {
  await db.collection(collection).where(match).remove()
  return false
}

async function portionOf<T>(collection: string, match: object): Promise<T[]> {
  const { data } = await db.collection(collection).where(match).limit(PORTION).get()
  return data as T[]
}

const removeThese = (collection: string, found: { _id: string }[]) =>
  db
    .collection(collection)
    .where({ _id: _.in(found.map(({ _id }) => _id)) })
    .remove()

/** Files first: a line that is left points to what is still to be deleted. */
async function erasePapers({ openid }: Erased): Promise<boolean> {
  const found = await portionOf<Paper>('papers', { openid })
  if (found.length === 0) return false
  await deleteMany(found.flatMap(({ files }) => files.map(({ id }) => id)))
  await removeThese('papers', found)
  return found.length === PORTION
}

async function deleteMany(ids: string[]): Promise<void> {
  for (let at = 0; at < ids.length; at += PORTION) await deleteFiles(ids.slice(at, at + PORTION))
}

async function eraseCases({ openid, keeps }: Erased): Promise<boolean> {
  const found = await portionOf<CaseDocument>('cases', { openid, open: false })
  const goes = found.filter((one) => !keeps(one))
  if (goes.length > 0) {
    await deleteMany(goes.flatMap(({ records }) => records.flatMap(({ files }) => files.map(({ id }) => id))))
    const hung = goes.flatMap(({ notice }) => (notice ? [{ _id: notice.id }] : []))
    if (hung.length > 0) await removeThese('notices', hung)
    await removeThese('cases', goes)
  }
  for (const { _id } of found.filter(keeps))
    await db
      .collection('cases')
      .where({ _id, openid })
      .update({ openid: goneId(openid), proxyOpenid: null, papers: [], 'news.unread': false })
  return found.length === PORTION
}

/** Records of her union's officers about her membership: the union's papers, kept without her account. */
async function unnameAboutMe({ openid }: Erased): Promise<boolean> {
  await db
    .collection('cases')
    .where({ 'facts.openid': openid })
    .update({ 'facts.openid': goneId(openid) })
  return false
}

/** What she handed in for others stays theirs. */
async function unnameForOthers({ openid }: Erased): Promise<boolean> {
  const found = await portionOf<{ _id: string; openid: string }>('authorities', { proxyOpenid: openid })
  for (const { _id, openid: whose } of found) {
    await db
      .collection('cases')
      .where({ openid: whose, 'filedBy.authority': _id })
      .update({ proxyOpenid: null, 'filedBy.openid': goneId(openid) })
    await db
      .collection('authorities')
      .where({ _id })
      .update({ proxyOpenid: goneId(openid), revokedAt: new Date() })
  }
  return found.length === PORTION
}

async function eraseCopies({ openid }: Erased): Promise<boolean> {
  const found = await portionOf<{ _id: string; files: string[] }>('copies', { openid })
  if (found.length === 0) return false
  await deleteMany(found.flatMap(({ files }) => files))
  await removeThese('copies', found)
  return found.length === PORTION
}

/** An employer's roster expects her by name and number. */
async function eraseFromRosters({ rosters }: Erased): Promise<boolean> {
  for (const { org, idIndex } of rosters) await removeAll('rosterEntries', { org, idIndex })
  return false
}

/** Who took part in a draw can be checked by everybody, under a number that tells nobody who it was. */
async function unnameDrawEntries({ openid }: Erased): Promise<boolean> {
  await db
    .collection('drawEntries')
    .where({ openid })
    .update({ openid: goneId(openid), maskedName: '' })
  return false
}

async function unnameHardshipFiles({ openid, person }: Erased): Promise<boolean> {
  await db
    .collection('hardshipFiles')
    .where({ person, openid })
    .update({ openid: goneId(openid) })
  return false
}

/** The roll keeps who was where and when; number, birthday, employer and marks go. */
async function unnameMemberships({ openid }: Erased): Promise<boolean> {
  await db
    .collection('memberships')
    .where({ openid })
    .update({
      openid: goneId(openid),
      idNumber: _.set(seal('')),
      birthDay: '',
      employer: '',
      employment: '',
      marks: _.set([]),
      idTail: '',
      phoneTail: null,
    })
  return false
}
