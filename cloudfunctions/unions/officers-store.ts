import { _, type Transaction } from '../kernel/cloud'
import { people, type Person, type Post } from '../kernel/people'

/** The area's queries about people: who answers a union's desk. */

/** Those who hold a post at a union. One request. */
export async function findAt(org: string): Promise<Person[]> {
  const { data } = await people().where({ 'posts.org': org }).limit(100).get()
  return data as Person[]
}

/** Who answers these desks. One request. */
export async function findOfficersOf(desks: string[]): Promise<Person[]> {
  const { data } = await people()
    .where({ 'posts.desk': _.in(desks) })
    .limit(1000)
    .get()
  return data as Person[]
}

/** Accounts with this phone number, two at most: more than one is as good as none. One request. */
export async function findByPhone(phoneIndex: string): Promise<Person[]> {
  const { data } = await people().where({ phoneIndex }).limit(2).get()
  return data as Person[]
}

/** A person's posts as they are from now on. One request. */
export async function writePosts(person: string, posts: Post[]): Promise<void> {
  await people()
    .where({ _id: person })
    .update({ posts: _.set(posts) })
}

/* ---- within an act's transaction: one request each ---- */

export async function readPersonIn(transaction: Transaction, id: string): Promise<Person | null> {
  const { data } = await transaction.collection('people').doc(id).get()
  return ((Array.isArray(data) ? data[0] : data) as Person | undefined) ?? null
}

export async function writePostsIn(transaction: Transaction, person: string, posts: Post[]): Promise<void> {
  await transaction
    .collection('people')
    .doc(person)
    .update({ posts: _.set(posts) })
}

/** Whether this message was left: the act that it tells of was done. */
export async function isToldIn(transaction: Transaction, id: string): Promise<boolean> {
  const { data } = await transaction.collection('messages').doc(id).get()
  return Array.isArray(data) ? data.length > 0 : Boolean(data)
}
