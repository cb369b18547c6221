import { DECLARED } from './kinds.generated'

/** What a kind's own file declares for the services page (cloudfunctions/cases/kinds), built into the phone. */
export interface DeclaredKind {
  /** The function whose actions serve it. */
  area: 'cases'
  kind: string
  /** On its button. */
  title: string
  /** As a worker would say it. */
  plain: string
  /** What one gets of it. */
  line: string
  /** Members only; said before anything is filled in. */
  members: boolean
  /** Who else may apply in the worker's stead. */
  inStead: 'kinAndOfficers' | 'officers' | 'nobody'
}

/**
 * What can be applied for on the phone, as the pages that lead there name it. The forms themselves come from the cloud.
 */
export interface KindEntry extends DeclaredKind {
  url: string
}

/** The reckoning before anything is asked for: a page of its own, no application. */
const PRECHECK: KindEntry = {
  area: 'cases',
  kind: 'precheck',
  title: '先算一算，能不能领帮扶',
  plain: '能不能领帮扶',
  line: '在您手机上算，什么都不上传',
  members: false,
  inStead: 'nobody',
  url: '/packages/cases/precheck/precheck',
}

/** What an officer alone asks for (the opinion letter) stands at her desk, not here. */
export const KINDS: KindEntry[] = [
  PRECHECK,
  ...DECLARED.map((declared) => ({ ...declared, url: `/packages/cases/apply/apply?kind=${declared.kind}` })),
]

/** Throws on a kind that is not there: a slip of ours, not a person's. */
export function findKind(kind: string): KindEntry {
  const found = KINDS.find((one) => one.kind === kind)
  if (!found) throw new Error(`no kind ${kind}`)
  return found
}

/** What a household in need may also apply for, by what its money went into and its main cause. */
export function fittingKinds(of: {
  medicalFen: number
  tuitionFen: number
  lossFen: number
  cause: string
}): KindEntry[] {
  const ill = of.medicalFen > 0 || of.cause === 'ownIllness' || of.cause === 'familyIllness'
  const school = of.tuitionFen > 0 || of.cause === 'schooling'
  const sudden = of.lossFen > 0 || of.cause === 'accident' || of.cause === 'jobLost'
  return [
    ...(ill ? [findKind('mutualAidClaim')] : []),
    ...(school ? [findKind('studentAid')] : []),
    ...(sudden ? [findKind('emergencyRelief')] : []),
  ]
}
