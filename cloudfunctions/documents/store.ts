import { _, db } from '../kernel/cloud'

/** A PDF that lies in the storage, by its content's name, and when it is no longer needed. */
export interface Printed {
  _id: string
  file: string
  until: Date
}

const printed = () => db.collection('printed')

/** Says that a file is there, or is wanted for longer. One request. */
export async function notePrinted({ _id, ...rest }: Printed): Promise<void> {
  await printed().doc(_id).set(rest)
}

/** At most `count` files that nobody needs since before `now`. One request. */
export async function findStale(now: Date, count: number): Promise<Printed[]> {
  const { data } = await printed()
    .where({ until: _.lt(now) })
    .orderBy('until', 'asc')
    .limit(count)
    .get()
  return data as Printed[]
}

/** Forgets files, but not one that is wanted again meanwhile. One request. */
export async function forgetPrinted(ids: string[], now: Date): Promise<void> {
  await printed()
    .where({ _id: _.in(ids), until: _.lt(now) })
    .remove()
}
