import {
  mayBeChanged,
  mayHaveBelow,
  MAY_BECOME,
  ORG_FORM_WORDS,
  yearsAllowed,
} from '../../miniprogram/rules/union-rules'
import type { Org } from '../kernel/orgs'
import type { Person } from '../kernel/people'
import type { UnionRow, UnionView } from './contract'
import { historyOf } from './history'
import { isOfficerOf, mayDismiss, rightOver } from './officers'
import type { Staffed } from './store'

/** What officers read of a union. */

export function rowOf({ _id, name, form, memberCounts, children, term, officers }: Staffed): UnionRow {
  const staffed = officers.some((one) => isOfficerOf(one, _id))
  return { id: _id, name, form: ORG_FORM_WORDS[form], ...memberCounts, children, term, staffed }
}

export interface Found {
  me: Person
  union: Staffed
  parent: Org | null
  successor: Org | null
}

export function viewOf({ me, union, parent, successor }: Found, desk: string): UnionView {
  const { form, districtName, townName, phone, takesIndividuals, employers, workers, since, until } = union
  const named = (org: Org | null) => org && { id: org._id, name: org.name }
  return {
    ...rowOf(union),
    formKey: form,
    place: [districtName, townName].filter(Boolean).join(' '),
    parent: named(parent),
    successor: named(successor),
    phone,
    takesIndividuals,
    employers,
    workers,
    since,
    until,
    officers: officersOf(me, union, desk),
    mayAppoint: union.status === 'active' && rightOver(me, union, desk) !== 'none',
    history: historyOf(union),
    may: mayAskFor(union),
  }
}

function officersOf(me: Person, union: Staffed, desk: string): UnionView['officers'] {
  const officers = union.officers.filter((one) => isOfficerOf(one, union._id))
  const right = rightOver(me, union, desk)
  return officers.flatMap(({ _id, posts }) => {
    const person = mayDismiss(right, me._id, _id, officers) ? _id : null
    return posts
      .filter(({ org, role }) => org === union._id && role === 'officer')
      .map(({ title, name }) => ({ title, name, person }))
  })
}

/** Kinds that make sense for it now, the most usual first. */
export function mayAskFor(union: Pick<Org, 'status' | 'form' | 'employers' | 'children'>): string[] {
  if (union.status !== 'active') return []
  const own = mayBeChanged(union.form)
  return [
    ...(yearsAllowed(union.form).length > 0 ? ['unionElection'] : []),
    ...(mayHaveBelow(union.form) ? ['unionFounding'] : []),
    ...(own && union.employers.length > 1 ? ['unionSplitting'] : []),
    ...(own ? ['unionMoving'] : []),
    ...(own && union.children === 0 ? ['unionMerging'] : []),
    ...(MAY_BECOME[union.form].length > 0 ? ['unionUpgrading'] : []),
    ...(own && union.children === 0 ? ['unionDissolving'] : []),
  ]
}
