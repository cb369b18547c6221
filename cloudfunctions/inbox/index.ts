import { countUnread, findMinePage, markNewsRead, PAGE } from '../kernel/casework/store'
import { writeCursor } from '../kernel/database'
import { countUnreadMessages, findMessages, markMessageRead } from '../kernel/messages'
import { action, serve, type Caller } from '../kernel/serve'
import { contract, type MessageView } from './contract'

/** The function `inbox`: what the union has told me, from my cases and otherwise, as one list. */

/** A badge says no more than this. */
const MANY = 9

/** Newest first. Two requests: news stands in the cases, the rest in messages; both pages begin after the same row. */
async function list({ after }: { after?: string }, { openid }: Caller) {
  const [cases, messages] = await Promise.all([findMinePage(openid, after), findMessages(openid, after, PAGE)])
  const told: MessageView[] = [
    ...cases.map(({ _id, updatedAt, news: { title, text, unread, link } }) => ({
      id: _id,
      at: Number(updatedAt),
      title,
      text,
      unread,
      link,
    })),
    ...messages.map(({ _id, at, title, text, unread, link }) => ({
      id: _id,
      at: Number(at),
      title,
      text,
      unread,
      link,
    })),
  ].sort((a, b) => b.at - a.at || (a.id < b.id ? 1 : -1))
  const shown = told.slice(0, PAGE)
  const last = shown[shown.length - 1]
  const more = told.length > PAGE || cases.length === PAGE || messages.length === PAGE
  return { messages: shown, next: last && more ? writeCursor([last.at, last.id]) : null }
}

async function unread(_input: object, { openid }: Caller) {
  const [cases, messages] = await Promise.all([countUnread(openid, MANY), countUnreadMessages(openid, MANY)])
  return { count: Math.min(MANY, cases + messages) }
}

async function markRead({ id }: { id: string }, { openid }: Caller) {
  await (id.startsWith('case_') ? markNewsRead(openid, id) : markMessageRead(openid, id))
  return {}
}

export const actions = {
  list: action('signedIn', contract.list, list),
  unread: action('signedIn', contract.unread, unread),
  markRead: action('signedIn', contract.markRead, markRead),
}

export const main = serve('inbox', actions)
