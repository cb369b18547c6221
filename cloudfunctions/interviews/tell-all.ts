import { idFrom } from '../kernel/ids'
import { knock, leaveMessage } from '../kernel/messages'
import { citySettings } from '../kernel/settings'
import type { Interview } from './interview'
import { sessionLink } from './links'
import { endTelling, findPortion, setTelling } from './session-store'

/** The same thing told to many accounts, in portions that may be cut off or done twice. */

export interface Notice {
  /** Names it: one message an account. */
  key: (string | number)[]
  title: string
  text: string
  link: string
  knock: boolean
}

const AT_ONCE = 10
const PORTION = 100
/** Portions of one session in one run of the timer; the rest a minute later. */
const PORTIONS = 20

/** A message each, and a knock: one request an account, ten accounts at a time. */
export async function tellAccounts(openids: string[], notice: Notice, at: Date): Promise<void> {
  const { key, title, text, link } = notice
  const { messageTemplates } = await citySettings(Number(at))
  const tell = async (openid: string) => {
    await leaveMessage({ _id: idFrom('msg', ...key, openid), openid, title, text, at, unread: true, link })
    if (notice.knock) await knock({ openid, templateId: messageTemplates.interview, title, text, page: link.slice(1) })
  }
  const all = [...new Set(openids)]
  for (let i = 0; i < all.length; i += AT_ONCE) await Promise.all(all.slice(i, i + AT_ONCE).map(tell))
}

const WALKS = ['follows', 'questions'] as const

/** Works off what a session has to tell everybody; where it stopped is kept with each portion. */
export async function tellEverybody({ _id, seats, tellAll }: Interview): Promise<void> {
  if (!tellAll) return
  const { key, title, text, done } = tellAll
  const notice: Notice = { key: [_id, key], title, text, link: sessionLink(_id), knock: tellAll.knock }
  const at = new Date(tellAll.at)
  if (!done)
    await tellAccounts(
      seats.flatMap(({ openid, left }) => (openid !== null && !left ? [openid] : [])),
      notice,
      at,
    )
  let [walk, after] = readPlace(done)
  for (let portion = 0; portion < PORTIONS; portion += 1) {
    const found = await findPortion(WALKS[walk]!, _id, after, PORTION)
    await tellAccounts(
      found.map(({ openid }) => openid),
      notice,
      at,
    )
    if (found.length === PORTION) after = found[PORTION - 1]!._id
    else [walk, after] = [walk + 1, '']
    if (walk === WALKS.length) return endTelling(_id, key)
    await setTelling(_id, key, `${walk}:${after}`)
  }
}

function readPlace(done: string): [number, string] {
  const [walk, after] = done.split(':')
  return [Number(walk || 0), after ?? '']
}
