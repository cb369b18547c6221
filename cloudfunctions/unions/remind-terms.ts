import { dayOf, sayDay, type Day } from '../../miniprogram/rules/days'
import { nextTermReminder, sayTerm, TERM_CLAUSE } from '../../miniprogram/rules/union-rules'
import { idFrom } from '../kernel/ids'
import { knock, leaveMessage } from '../kernel/messages'
import type { Org } from '../kernel/orgs'
import { deskOf, type Person } from '../kernel/people'
import { citySettings } from '../kernel/settings'
import { findOfficersOf } from './officers-store'
import * as store from './store'

const AT_ONCE = 50
const ROUNDS = 20

/**
 * Tells a union's officers 90, 30 and 7 days before their committee's term ends (工会法 第16条), each once: the message is
 * named by union, day and person. Two requests a round and those of the messages; one when nobody is to be told.
 */
export async function remindTerms(now: Date): Promise<void> {
  const today = dayOf(now)
  for (let round = 0; round < ROUNDS; round += 1) {
    const due = await store.findToRemind(today, AT_ONCE)
    if (due.length === 0) return
    const officers = await findOfficersOf(due.map(({ _id }) => deskOf(_id, 'officer')))
    for (const union of due) {
      await tellOfficers(union, officers, today, now)
      await store.setTermReminder(union, nextTermReminder(union.term, today))
    }
  }
}

async function tellOfficers(
  { _id, name, term, termRemindOn }: Org,
  all: Person[],
  today: Day,
  at: Date,
): Promise<void> {
  if (!term) return
  const desk = deskOf(_id, 'officer')
  const { messageTemplates } = await citySettings(Number(at))
  for (const { openid } of all.filter(({ posts }) => posts.some((post) => post.desk === desk))) {
    const title = `${name}${sayTerm(term, today)}`
    const text = `这一届到 ${term.endsOn.slice(0, 4)}年${sayDay(term.endsOn)}（${TERM_CLAUSE}）。选好了，在“工会和换届”里报结果`
    const link = `/packages/unions/union/union?desk=${encodeURIComponent(desk)}&id=${_id}`
    const id = idFrom('msg', _id, termRemindOn ?? today, openid)
    await leaveMessage({ _id: id, openid, title, text, at, unread: true, link })
    await knock({ openid, templateId: messageTemplates.caseNews, title, text, page: link.slice(1) })
  }
}
