import { cloud, db, _, type Transaction } from './cloud'
import { isDuplicate, readCursor } from './database'
import { log, originOf } from './log'

/**
 * Telling people things. The inbox in the app is the true record; WeChat's subscribe message is a knock on the door
 * that may not be heard (no quota, refused, phone off), so it never fails an act.
 *
 * News of a case stands in the case itself (its `news`), written by the same write that moves the case: nobody is
 * told of what did not happen, nothing that happened goes untold. Everything else told stands in `messages`.
 */
export interface Message {
  _id: string
  openid: string
  title: string
  text: string
  at: Date
  unread: boolean
  link: string | null
}

export const messages = () => db.collection('messages')

/** A WeChat account's messages, newest first. One request. */
export async function findMessages(openid: string, after: string | undefined, limit: number): Promise<Message[]> {
  const from = readCursor<[number, string]>(after, ['number', 'string'])
  const mine = from
    ? _.or([
        { openid, at: _.lt(new Date(from[0])) },
        { openid, at: _.eq(new Date(from[0])), _id: _.lt(from[1]) },
      ])
    : { openid }
  const { data } = await messages().where(mine).orderBy('at', 'desc').orderBy('_id', 'desc').limit(limit).get()
  return data as Message[]
}

/** How many messages I have not read, up to `limit`. One request. */
export async function countUnreadMessages(openid: string, limit: number): Promise<number> {
  const { data } = await messages().where({ openid, unread: true }).limit(limit).field({ _id: true }).get()
  return data.length
}

/** Leaves a message; one of this id that is there already stays as it is: false. One request. */
export async function leaveMessage(message: Message): Promise<boolean> {
  try {
    await messages().add(message)
    return true
  } catch (error) {
    if (!isDuplicate(error)) throw error
    return false
  }
}

/** The same within the transaction of what it tells of: nobody is told of what did not happen. One request. */
export async function leaveMessageIn(transaction: Transaction, message: Message): Promise<void> {
  await transaction.collection('messages').add(message)
}

export async function markMessageRead(openid: string, id: string): Promise<void> {
  await messages().where({ _id: id, openid, unread: true }).update({ unread: false })
}

/** WeChat cuts fields of type `thing` at 20 characters. */
const LONGEST_FIELD = 20

export interface Knock {
  openid: string
  templateId: string | undefined
  title: string
  text: string
  page: string
}

/** Sends a subscribe message if the city has a template for it. Never throws: see above. */
export async function knock({ openid, templateId, title, text, page }: Knock): Promise<void> {
  if (!templateId) return
  const cut = (value: string) => ({ value: value.slice(0, LONGEST_FIELD) })
  try {
    await cloud.openapi.subscribeMessage.send({
      touser: openid,
      templateId,
      page,
      data: { thing1: cut(title), thing2: cut(text) },
    })
  } catch (error) {
    log({ event: 'knock-unheard', ...originOf(error) })
  }
}
