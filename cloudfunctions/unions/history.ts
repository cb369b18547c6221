import type { Day } from '../../miniprogram/rules/days'
import { ORG_FORM_WORDS } from '../../miniprogram/rules/union-rules'
import type { Org, OrgChange } from '../kernel/orgs'

/** A union's past from its list of changes, each with what it was until that day. Pure. */

export type Then = Pick<Org, 'name' | 'form' | 'parent' | 'employers' | 'workers' | 'term'>

/** As it was on the evening of a day: the present, with every later change taken back. */
export function asOf(union: Org, day: Day): Then & { state: 'notYet' | 'active' | 'over' } {
  const { name, form, parent, employers, workers, term, history, since, until } = union
  const then = [...history]
    .reverse()
    .filter(({ on }) => on > day)
    .reduce<Then>((now, { before }) => ({ ...now, ...before }), { name, form, parent, employers, workers, term })
  const state = since !== null && day < since ? 'notYet' : until !== null && day >= until ? 'over' : 'active'
  return { ...then, state }
}

/** What a change took away, in words: `原来叫海湾联合工会`. Empty where its own words say all. */
export function sayBefore({ before, what }: OrgChange, after: Then): string {
  if (what === 'elected') return before.term ? `上一届任期到 ${before.term.endsOn}` : ''
  if (what === 'merged' || what === 'dissolved') return ''
  const said: string[] = []
  if (before.name !== undefined && before.name !== after.name) said.push(`原来叫${before.name}`)
  if (before.form !== undefined && before.form !== after.form) said.push(`原来是${ORG_FORM_WORDS[before.form]}`)
  if (before.employers) said.push(`原来管 ${before.employers.length} 个单位`)
  return said.join('，')
}

/** The changes in words, the newest first. */
export function historyOf(union: Org): { on: Day; words: string; was: string }[] {
  let after: Then = union
  return [...union.history].reverse().map((change) => {
    const line = { on: change.on, words: change.words, was: sayBefore(change, after) }
    after = { ...after, ...change.before }
    return line
  })
}
