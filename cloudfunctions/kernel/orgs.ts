import { db } from './cloud'
import type { Level } from './people'

/** A union in the tree: a federation, or the union of one or many employers. */
export interface Org {
  _id: string
  name: string
  level: Level
  form: OrgForm
  parent: string | null
  /** Ids from the city down to this union, `/city/county/town/union/`: figures roll up by prefix. */
  path: string
  district: string
  districtName: string
  town: string | null
  townName: string | null
  industries: string[]
  /** Employer units it covers. */
  employers: string[]
  /** Takes workers whose employer has no union (会籍管理办法 第3条: 单位没有工会的，到所在地的上一级工会入会). */
  takesIndividuals: boolean
  phone: string
  /** Every short run of characters of its name and its employers' names (rules/search-keys). */
  keys: string[]
  status: 'active' | 'dissolved'
}

export type OrgForm =
  'federation' | 'townshipFederation' | 'grassrootsUnion' | 'jointUnion' | 'regionalUnion' | 'industryUnion'

export const ORG_FORM_WORDS: Record<OrgForm, string> = {
  federation: '总工会',
  townshipFederation: '镇街总工会',
  grassrootsUnion: '单位工会',
  jointUnion: '联合工会',
  regionalUnion: '区域工会',
  industryUnion: '行业工会',
}

export const orgs = () => db.collection('orgs')

/** One union by id, or null. One request. */
export async function findOrg(id: string): Promise<Org | null> {
  const { data } = await orgs().where({ _id: id }).limit(1).get()
  return (data[0] as Org | undefined) ?? null
}
