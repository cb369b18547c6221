import { nameHolds, queryKeys } from '../../miniprogram/rules/search-keys'
import { AppError } from '../kernel/errors'
import { ORG_FORM_WORDS, type Org } from '../kernel/orgs'
import type { Caller } from '../kernel/serve'
import type { UnionView } from './contract'
import { findOpenUnions, findUnionsByKeys, findUnionsTaking } from './store'

/** Unions by any part of their own name or of an employer they cover. Federations decide, they take no members. */
export async function findUnions({ text }: { text: string }) {
  const keys = queryKeys(text)
  if (!keys) throw new AppError('BAD_INPUT', '请至少输两个字')
  const found = (await findUnionsByKeys(keys)).filter((org) =>
    [org.name, ...org.employers].some((name) => nameHolds(name, text)),
  )
  return { unions: found.map((org) => viewOf(org, org.employers.find((name) => nameHolds(name, text)) ?? null)) }
}

/**
 * Where someone is at home whose employer has no union (会籍管理办法 第3条: 到单位所在地的上一级工会入会): the industry's
 * unions and the town's, those nearest to her first; the city's open unions when a place has neither.
 */
export async function findUnionsForMe({ town, industry }: { town?: string; industry?: string }, _caller: Caller) {
  const taking = await findUnionsTaking(town, industry)
  const unions = taking.length > 0 ? taking : await findOpenUnions()
  const nearness = (org: Org) => (org.town === town ? 0 : 2) + (industry && org.industries.includes(industry) ? 0 : 1)
  return { unions: unions.sort((a, b) => nearness(a) - nearness(b)).map((org) => viewOf(org, null)) }
}

function viewOf(org: Org, employer: string | null): UnionView {
  return {
    id: org._id,
    name: org.name,
    level: org.level,
    form: ORG_FORM_WORDS[org.form],
    place: [org.districtName, org.townName].filter(Boolean).join(' '),
    phone: org.phone,
    takesIndividuals: org.takesIndividuals,
    employer: employer === org.name ? null : employer,
  }
}
