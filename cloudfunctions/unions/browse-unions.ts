import { addDays, dayOf, type Day } from '../../miniprogram/rules/days'
import { nameHolds, queryKeys } from '../../miniprogram/rules/search-keys'
import { ORG_FORM_WORDS, TERM_SOON } from '../../miniprogram/rules/union-rules'
import { writeCursor } from '../kernel/database'
import { AppError } from '../kernel/errors'
import { findOrg } from '../kernel/orgs'
import type { Caller } from '../kernel/serve'
import { asOf } from './history'
import * as store from './store'
import { rowOf, viewOf } from './view'

/** The tree as an officer sees it from her desk: her own union and those below it. The desk is proved in each query. */

type Me = Caller<'provedInQuery'>
export const notYours = () => new AppError('NOT_FOUND', '没找到这个工会，或者它不归您管')
const noDesk = () => new AppError('FORBIDDEN', '这里不归您管')

/** One request. */
export async function readUnion({ desk, union: id }: { desk: string; union: string }, { openid, now }: Me) {
  const found = await store.findForDesk(openid, desk, id)
  if (!found) throw notYours()
  return { today: dayOf(now), union: viewOf(found, desk) }
}

/** One request; two where the union above was another then. */
export async function readAsOf({ desk, union: id, day }: { desk: string; union: string; day: Day }, { openid }: Me) {
  const found = await store.findForDesk(openid, desk, id)
  if (!found) throw notYours()
  const { parent: parentId, form, ...then } = asOf(found.union, day)
  const parent = parentId === found.union.parent ? found.parent : parentId && (await findOrg(parentId))
  return { then: { ...then, form: ORG_FORM_WORDS[form], parentName: parent ? asOf(parent, day).name : '' } }
}

/** One request. */
export async function readBelow(input: { desk: string; union: string; after?: string }, { openid }: Me) {
  const found = await store.findBelow(openid, input.desk, input.union, input.after)
  if (!found) throw noDesk()
  const last = found[found.length - 1]
  const next = found.length === store.PAGE && last ? writeCursor([last.name, last._id]) : null
  return { unions: found.map(rowOf), next }
}

/** One request. */
export async function searchUnions({ desk, text }: { desk: string; text: string }, { openid }: Me) {
  const keys = queryKeys(text)
  if (!keys) throw new AppError('BAD_INPUT', '请至少输两个字')
  const found = await store.findByKeys(openid, desk, keys)
  if (!found) throw noDesk()
  const held = found.filter(({ name, employers }) => [name, ...employers].some((one) => nameHolds(one, text)))
  return { unions: held.map(rowOf) }
}

/** One request. */
export async function readTerms({ desk, after }: { desk: string; after?: string }, { openid, now }: Me) {
  const today = dayOf(now)
  const found = await store.findTerms(openid, desk, addDays(today, TERM_SOON), after)
  if (!found) throw noDesk()
  const last = found[found.length - 1]
  const next = found.length === store.PAGE && last ? writeCursor([last.term!.endsOn, last._id]) : null
  return { today, unions: found.map(rowOf), next }
}
