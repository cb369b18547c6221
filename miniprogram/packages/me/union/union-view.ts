import type { OutputOf } from '../../../client/call'
import { sayFullDay, type Day } from '../../../rules/days'
import { STATE_WORDS } from '../../../rules/membership-states'

/** My union, and what I can ask of it about my membership. */

type Mine = OutputOf<'membership.myUnion'>
type Union = NonNullable<Mine['union']>
type Membership = NonNullable<Mine['membership']>

/** A term that is over is said to be: whoever elects may ask for it. */
export function unionFacts({ form, place, above, term }: Union, today: Day): { label: string; value: string }[] {
  return [
    { label: '哪种工会', value: form },
    { label: '在哪儿', value: place },
    { label: '上级工会', value: above },
    { label: '这一届', value: term ? termWords(term.endsOn, today) : '' },
  ].filter(({ value }) => value !== '')
}

function termWords(endsOn: Day, today: Day): string {
  return endsOn < today ? `${sayFullDay(endsOn)}到期了，该换届了` : `到 ${sayFullDay(endsOn)}换届`
}

export function myWords({ state, since }: Membership): string {
  const joined = `${sayFullDay(since)}入会`
  return state === 'active' ? joined : `${joined}，现在${STATE_WORDS[state]}`
}

interface Way {
  kind: string
  icon: string
  title: string
  line: string
}

const WAYS = {
  transfer: { kind: 'transfer', icon: 'go', title: '转会', line: '换了单位，会籍跟着您走' },
  retaining: { kind: 'retaining', icon: 'shield', title: '保留会籍', line: '退休、没工作了，会员卡照用' },
  resuming: { kind: 'resuming', icon: 'refresh', title: '恢复会籍', line: '又上班了，还在这个工会' },
  correction: { kind: 'correction', icon: 'pen', title: '更正资料', line: '姓名、身份证号有错' },
  leaving: { kind: 'leaving', icon: 'undo', title: '退会', line: '由您定。想回来，哪天都行' },
} satisfies Record<string, Way>

/** Only what her state allows (rules/membership-states). */
export function waysFor({ state }: Membership): (Way & { url: string })[] {
  const of: Record<Membership['state'], Way[]> = {
    active: [WAYS.transfer, WAYS.retaining, WAYS.correction, WAYS.leaving],
    retained: [WAYS.resuming, WAYS.transfer, WAYS.correction, WAYS.leaving],
    transferring: [WAYS.correction, WAYS.leaving],
  }
  return of[state].map((way) => ({ ...way, url: `/packages/cases/apply/apply?area=membership&kind=${way.kind}` }))
}
