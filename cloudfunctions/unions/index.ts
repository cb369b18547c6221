import { caseworkActions, kindFinder } from '../kernel/casework/actions'
import { caseworkTimer } from '../kernel/casework/tick'
import { action, serve, type Action, type Caller, type TimerJob } from '../kernel/serve'
import { appointOfficer } from './appoint-officer'
import { readAsOf, readBelow, readTerms, readUnion, searchUnions } from './browse-unions'
import { carryOnAll, carryOnAtOnce } from './carry-on'
import { contract } from './contract'
import { declared as kinds } from './kinds/index.generated'
import { dismissOfficer } from './dismiss-officer'
import { recountTouched } from './recount'
import { remindTerms } from './remind-terms'

/** The function `unions`: the tree of unions, how it changes, and what follows a change; terms of office. */

const casework = caseworkActions('unions', kinds)

export const actions: Record<string, Action> = {
  union: action('provedInQuery', contract.union, readUnion),
  asOf: action('provedInQuery', contract.asOf, readAsOf),
  below: action('provedInQuery', contract.below, readBelow),
  search: action('provedInQuery', contract.search, searchUnions),
  terms: action('provedInQuery', contract.terms, readTerms),
  appoint: action('provedInQuery', contract.appoint, appointOfficer),
  dismiss: action('provedInQuery', contract.dismiss, dismissOfficer),
  ...casework,
  decide: { ...casework.decide!, run: decideAndCarryOn },
}

/** What a decision changes of the tree, members follow at once, as far as a call's time allows. */
async function decideAndCarryOn(input: unknown, caller: never): Promise<unknown> {
  const answer = await casework.decide!.run(input, caller)
  await carryOnAtOnce((input as { caseId: string }).caseId, (caller as Caller).now)
  return answer
}

const applications = caseworkTimer('unions', kindFinder(kinds))

export const timers: TimerJob[] = [
  {
    ...applications,
    async run(now) {
      try {
        await applications.run(now)
      } finally {
        await remindTerms(now)
      }
    },
  },
  {
    name: 'follow',
    // Each minute, China's time.
    cron: '0 * * * * * *',
    async run(now) {
      try {
        await carryOnAll(now)
      } finally {
        await recountTouched(now)
      }
    },
  },
]

export const main = serve('unions', actions, timers)
