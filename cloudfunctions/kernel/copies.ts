import { _, db } from './cloud'
import { isDuplicate } from './database'
import { deleteFiles } from './files'

/** Copies of their data that people are making: how far each is, and the files it consists of so far. */
export interface Copy {
  _id: string
  openid: string
  /** How many of the sections are in, and up to which document of the next. */
  section: number
  after: string
  count: number
  total: number
  /** Parts, in order; the finished files last. */
  files: string[]
  done: boolean
  /** When all of it is deleted. */
  until: Date
}

const copies = () => db.collection('copies')

export async function findCopy(openid: string, id: string): Promise<Copy | null> {
  const { data } = await copies().where({ _id: id, openid }).limit(1).get()
  return (data[0] as Copy | undefined) ?? null
}

/** Begins a copy; one that is there stays as it is. One request. */
export async function beginCopy(copy: Copy): Promise<void> {
  try {
    await copies().add(copy)
  } catch (error) {
    if (!isDuplicate(error)) throw error
  }
}

/** How far it is now; false when another call of the same copy was faster. One request. */
export async function moveCopy(before: Copy, { section, after, count, files, done }: Copy): Promise<boolean> {
  const { updated } = await copies()
    .where({ _id: before._id, section: before.section, after: before.after, done: before.done })
    .update({ section, after, count, files: _.set(files), done })
  return updated === 1
}

/** One portion of a section's documents, by id. One request. */
export async function findPortion(
  collection: string,
  match: object,
  after: string,
  most: number,
): Promise<{ _id: string }[]> {
  const { data } = await db
    .collection(collection)
    .where({ ...match, ...(after && { _id: _.gt(after) }) })
    .orderBy('_id', 'asc')
    .limit(most)
    .get()
  return data as { _id: string }[]
}

export async function countIn(collection: string, match: object): Promise<number> {
  return (await db.collection(collection).where(match).count()).total ?? 0
}

const PORTION = 20
const ROUNDS = 10

/** Deletes copies whose hour is over; those of one account when it is named. For a timer, and before the next copy. */
export async function sweepCopies(now: Date, openid?: string): Promise<void> {
  for (let round = 0; round < ROUNDS; round += 1) {
    const { data } = await copies()
      .where({ until: _.lt(now), ...(openid && { openid }) })
      .limit(PORTION)
      .get()
    const stale = data as Copy[]
    for (const { files } of stale) await deleteFiles(files)
    if (stale.length > 0)
      await copies()
        .where({ _id: _.in(stale.map(({ _id }) => _id)) })
        .remove()
    if (stale.length < PORTION) return
  }
}
