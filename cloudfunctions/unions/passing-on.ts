import type { CaseDocument, OrgLink } from '../kernel/casework/case'
import { storyLink } from '../kernel/casework/case'
import { dayOf } from '../../miniprogram/rules/days'
import type { Org } from '../kernel/orgs'

/** Open applications of a union that is no more, or that stands elsewhere now. Pure; no kind is asked, none changes its way. */

/** The application as it stands with the union that has taken over: same step, same day, its worker told. */
export function passedTo(
  standing: CaseDocument,
  from: { id: string; name: string },
  to: Org,
  chain: OrgLink[],
  at: Date,
) {
  const ours = standing.deskOrg === from.id
  const moved: CaseDocument = {
    ...placedAt(standing, chain),
    version: standing.version + 1,
    updatedAt: at,
    titles: standing.titles.union === undefined ? standing.titles : { ...standing.titles, union: to.name },
    facts: factsWith(standing.facts, to),
    story: [
      ...standing.story,
      { title: `${from.name}不在了，由${to.name}接着办`, note: '', by: '', at, desk: ours ? standing.desk : null },
    ],
    news: {
      title: `${to.name}接着办`,
      text: `${from.name}不在了。${standing.kindTitle}由${to.name}接着办，您不用重新交`,
      at,
      unread: true,
      link: storyLink(standing),
    },
  }
  if (!ours) return moved
  return {
    ...moved,
    deskOrg: to._id,
    orgName: to.name,
    desk: deskAt(standing.desk, from.id, to._id),
    stage: standing.stage.startsWith(from.name)
      ? `${to.name}${standing.stage.slice(from.name.length)}`
      : standing.stage,
    asked: standing.asked && { ...standing.asked, desk: deskAt(standing.asked.desk, from.id, to._id)! },
    assignee: standing.assignee && {
      ...standing.assignee,
      desk: deskAt(standing.assignee.desk, from.id, to._id)!,
    },
  }
}

/** The application with the union's present place and name; null when it has them already. Nobody needs to be told. */
export function placedAnew(standing: CaseDocument, union: Org, chain: OrgLink[], at: Date): CaseDocument | null {
  const same = JSON.stringify(standing.chain) === JSON.stringify(chain)
  if (same) return null
  const placed = placedAt(standing, chain)
  const stays = chain.some(({ id }) => id === standing.deskOrg)
  const now: CaseDocument = {
    ...placed,
    version: standing.version + 1,
    updatedAt: at,
    facts: factsWith(standing.facts, union),
    story: [...standing.story, { title: `${union.name}换了上级或名称`, note: '', by: '', at, desk: null }],
  }
  if (standing.deskOrg === union._id) return { ...now, orgName: union.name }
  if (stays || !standing.desk) return now
  // It stood at a level above that has nothing to do with this union any more.
  return atSameLevel(now, standing, chain)
}

function atSameLevel(now: CaseDocument, standing: CaseDocument, chain: OrgLink[]): CaseDocument {
  const old = standing.chain.find(({ id }) => id === standing.deskOrg)
  const link = chain.find(({ level }) => level === old?.level) ?? chain[chain.length - 1]!
  const name = standing.orgName
  return {
    ...now,
    deskOrg: link.id,
    orgName: link.name,
    desk: deskAt(standing.desk, standing.deskOrg, link.id),
    stage: standing.stage.startsWith(name) ? `${link.name}${standing.stage.slice(name.length)}` : standing.stage,
  }
}

function placedAt(standing: CaseDocument, chain: OrgLink[]): CaseDocument {
  const began = chain[0]!
  const town = chain.find(({ level }) => level === 'town')?.id ?? null
  return { ...standing, chain, org: began.id, orgPath: began.path, town }
}

/** What kinds keep of the union that will have the member. */
function factsWith(facts: CaseDocument['facts'], to: Org): CaseDocument['facts'] {
  return facts.unionName === undefined ? facts : { ...facts, unionName: to.name, unionPhone: to.phone }
}

const deskAt = (desk: string | null, from: string, to: string): string | null =>
  desk?.startsWith(`${from}/`) ? `${to}${desk.slice(from.length)}` : desk

/** The last day of the old union, in the member's own history. */
export const pastLine = (org: string, orgName: string, at: Date, why: string) => ({
  org,
  orgName,
  until: dayOf(at),
  why,
})
