import { hardship } from '../../cloudfunctions/cases/kinds/hardship'
import type { OrgLink, UsedPaper } from '../../cloudfunctions/kernel/casework/case'
import type { AnyKind } from '../../cloudfunctions/kernel/casework/kind'
import { noticeOf } from '../../cloudfunctions/kernel/casework/notices'
import type { Org } from '../../cloudfunctions/kernel/orgs'
import { crewDeskOf, newPerson, type Role } from '../../cloudfunctions/kernel/people'
import type { Paper } from '../../cloudfunctions/kernel/vault'
import { dayOf } from '../../miniprogram/rules/days'
import { actOn, chainsIn, handIn, termsOf, type Told } from './cases'
import type { CityData } from './city-data'
import type { Documents } from './documents'
import { householdAnswers } from './household-answers'
import { identityOf, mobileOf } from './identity'
import { nameOf, sexOf } from './names'
import { byName, daysAgo, personOf, titleOf } from './people'
import { idNumberOfPersona, openidOf } from './personas'
import { Random } from './random'
import { plotsOf, type Acts, type ActWords, type Crew, type Stage } from './showcase-plots'

/** Applications under way when the city begins, so that every persona's desk has something of its own to show. */
export function buildShowcase(data: CityData, orgs: Org[], papers: Paper[], seed: number, now: Date): Documents {
  const show = new Showcase(data, orgs, seed, now)
  show.personaReturned(papers)
  for (const [i, { kind, union, answers, days, acts }] of plotsOf(show, orgs, now).entries())
    show.add(i, kind, union, answers, days, acts)
  return show.told
}

class Showcase implements Stage {
  readonly told: Documents = { people: [], memberships: [], cases: [], ledger: [], messages: [], notices: [] }
  private readonly chainOf: (org: Org) => OrgLink[]
  private readonly city

  constructor(
    private readonly data: CityData,
    private readonly orgs: Org[],
    private readonly seed: number,
    private readonly now: Date,
  ) {
    this.chainOf = chainsIn(orgs)
    this.city = termsOf(data)
  }

  /** An act by whoever answers the desk where it stands. */
  act(told: Told, act: string, at: Date, more: ActWords = {}): Told {
    const org = this.orgs.find(({ _id }) => _id === told.standing.deskOrg)!
    return actOn(told, { act, ...more }, titleOf(org), at, this.city)
  }

  /** Asked for one more paper, with the days left to bring it. */
  personaReturned(held: Paper[]): void {
    const persona = this.data.personas.find(({ id }) => id === 'member')!
    const person = newPerson(openidOf(persona), this.now)
    const handedIn = daysAgo(3, this.now)
    const used = (slot: string, type: string): UsedPaper[] =>
      held
        .filter((paper) => paper.person === person._id && paper.type === type)
        .map(({ _id, type: of, title, validUntil }) => ({
          slot,
          paper: _id,
          type: of,
          title,
          validUntil,
          consentAt: handedIn,
          withdrawnAt: null,
        }))
    const made = handIn(
      hardship,
      {
        area: 'cases',
        person: person._id,
        openid: person.openid,
        name: persona.name,
        answers: householdAnswers(idNumberOfPersona(persona), 2_880_000),
        chain: this.chainOf(byName(this.orgs, persona.membership!.union)),
        papers: [
          ...used('idCard', 'idCard'),
          ...used('householdBook', 'householdBook'),
          ...used('income', 'incomeProof'),
          ...used('authority', 'checkAuthority'),
        ],
        at: handedIn,
      },
      this.city,
    )
    this.keep(this.act(made, 'ask', daysAgo(1, this.now), { note: '要盖医院章的那张', slots: ['bills'] }))
  }

  /** One worker's application, brought to where it stands. */
  add(index: number, kind: AnyKind, union: string, answers: Record<string, unknown>, days: number, acts?: Acts): void {
    const random = new Random(this.seed, 'showcase', index)
    const sex = sexOf(random)
    const name = nameOf(random, sex)
    const at = new Date(Number(daysAgo(days, this.now)) + index * 7 * 60_000)
    const openid = `showcase-${index}`
    const person = personOf(openid, mobileOf(7500 + index), this.data.settings.noticeVersion, at)
    const own =
      typeof answers.members === 'object'
        ? { ...answers, ...householdAnswers(identityOf(5000 + index, sex, 'other').idNumber, 1_800_000) }
        : answers
    const chain = this.chainOf(byName(this.orgs, union))
    const began = kind.sealed ? chain.filter(({ level }) => level !== 'grassroots') : chain
    const made = handIn(
      kind,
      {
        area: 'cases',
        person: person._id,
        openid,
        // Who gives a name to be called by is called that at the desk.
        name: typeof answers.name === 'string' ? answers.name : name,
        answers: own,
        titles: this.titlesOf(answers),
        chain: began,
        at,
      },
      this.city,
    )
    this.told.people.push(person)
    this.keep(acts ? acts(made, (daysBack) => new Date(Number(daysAgo(daysBack, this.now)) + index * 60_000)) : made)
  }

  /** The town as one reads it: its union's name without the ending. */
  private titlesOf({ town }: Record<string, unknown>): Record<string, string> {
    const union = this.orgs.find((org) => org.level === 'town' && org.town === town)
    return union?.townName ? { town: union.townName } : {}
  }

  private keep({ kind, standing, entries }: Told): void {
    this.told.cases.push(standing)
    this.told.ledger.push(...entries)
    if (standing.state === 'inNotice') this.told.notices!.push(noticeOf(kind, standing, dayOf(standing.updatedAt)))
  }

  crew(role: Exclude<Role, 'officer'>): Crew {
    const persona = this.data.personas.find(({ posts }) => posts?.some((post) => post.role === role))!
    const post = persona.posts!.find((one) => one.role === role)!
    const org = byName(this.orgs, post.union)
    return { desk: crewDeskOf(org._id, role, newPerson(openidOf(persona), this.now)._id), name: persona.name }
  }
}
