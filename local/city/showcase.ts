import { hazard } from '../../cloudfunctions/cases/kinds/hazard'
import { hardship } from '../../cloudfunctions/cases/kinds/hardship'
import { legalAid } from '../../cloudfunctions/cases/kinds/legal-aid'
import { mediation } from '../../cloudfunctions/cases/kinds/mediation'
import { petition } from '../../cloudfunctions/cases/kinds/petition'
import { suggestion } from '../../cloudfunctions/cases/kinds/suggestion'
import { wageArrears } from '../../cloudfunctions/cases/kinds/wage-arrears'
import { counselling } from '../../cloudfunctions/cases/kinds/counselling'
import type { OrgLink, UsedPaper } from '../../cloudfunctions/kernel/casework/case'
import type { AnyKind } from '../../cloudfunctions/kernel/casework/kind'
import { noticeOf } from '../../cloudfunctions/kernel/casework/notices'
import type { Org } from '../../cloudfunctions/kernel/orgs'
import { crewDeskOf, newPerson, type Role } from '../../cloudfunctions/kernel/people'
import type { Paper } from '../../cloudfunctions/kernel/vault'
import { addDays, dayOf } from '../../miniprogram/rules/days'
import { actOn, chainsIn, handIn, termsOf, type Told } from './cases'
import type { CityData } from './city-data'
import type { Documents } from './documents'
import { householdAnswers } from './household-answers'
import { identityOf, mobileOf } from './identity'
import { nameOf, sexOf } from './names'
import { byName, daysAgo, personOf, titleOf } from './people'
import { idNumberOfPersona, openidOf } from './personas'
import { Random } from './random'

/** Applications under way when the city begins, so that every persona's desk has something of its own to show. */
export function buildShowcase(data: CityData, orgs: Org[], papers: Paper[], seed: number, now: Date): Documents {
  const show = new Showcase(data, orgs, seed, now)
  show.personaReturned(papers)
  for (const [i, { kind, union, answers, days, acts }] of show.plots().entries())
    show.add(i, kind, union, answers, days, acts)
  return show.told
}

type Acts = (told: Told, at: (daysBack: number) => Date) => Told

interface Plot {
  kind: AnyKind
  union: string
  answers: Record<string, unknown>
  /** Handed in so many days ago. */
  days: number
  acts?: Acts
}

class Showcase {
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
  private act(
    told: Told,
    act: string,
    at: Date,
    more: { note?: string; given?: Record<string, unknown>; slots?: string[]; crew?: Crew } = {},
  ): Told {
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
      { area: 'cases', person: person._id, openid, name, answers: own, chain: began, at },
      this.city,
    )
    this.told.people.push(person)
    this.keep(acts ? acts(made, (daysBack) => new Date(Number(daysAgo(daysBack, this.now)) + index * 60_000)) : made)
  }

  private keep({ kind, standing, entries }: Told): void {
    this.told.cases.push(standing)
    this.told.ledger.push(...entries)
    if (standing.state === 'inNotice') this.told.notices!.push(noticeOf(kind, standing, dayOf(standing.updatedAt)))
  }

  private crew(role: Exclude<Role, 'officer'>): Crew {
    const persona = this.data.personas.find(({ posts }) => posts?.some((post) => post.role === role))!
    const post = persona.posts!.find((one) => one.role === role)!
    const org = byName(this.orgs, post.union)
    return { desk: crewDeskOf(org._id, role, newPerson(openidOf(persona), this.now)._id), name: persona.name }
  }

  plots(): Plot[] {
    const day = (daysBack: number) => addDays(dayOf(this.now), -daysBack)
    const town = byName(this.orgs, '竹岛街道总工会').town!
    const household = { members: [] }
    const visited = { visitors: '姜晓燕、王海', agrees: 'yes', findings: '租房住，家里老人卧床' }
    const toCompare: Acts = (told, at) =>
      this.act(this.act(told, 'accept', at(5)), 'visited', at(3), { given: visited })
    const compared = { result: '与申报一致' }
    return [
      { kind: hardship, union: '海滨物业工会', answers: household, days: 2 },
      {
        kind: hardship,
        union: '海滨物业工会',
        answers: household,
        days: 4,
        acts: (told, at) => this.act(told, 'accept', at(1)),
      },
      { kind: hardship, union: '海滨物业工会', answers: household, days: 7, acts: toCompare },
      {
        kind: hardship,
        union: '海滨物业工会',
        answers: household,
        days: 8,
        acts: (told, at) => this.act(toCompare(told, at), 'compared', at(1), { given: compared }),
      },
      {
        kind: suggestion,
        union: '海滨物业工会',
        answers: { idea: '保洁车加个刹车', about: 'safety', now: '下坡推不住', better: '轮子上装个脚刹' },
        days: 5,
      },
      {
        kind: suggestion,
        union: '竹岛街道联合工会',
        answers: { idea: '菜店门口修个坡', about: 'work', now: '台阶高，推车上不去', better: '修一米宽的水泥坡' },
        days: 3,
      },
      {
        kind: hazard,
        union: '海滨物业工会',
        answers: { grave: 'no', what: '配电间的门关不上，里头漏雨', place: '3 号楼地下一层', town },
        days: 1,
      },
      {
        kind: wageArrears,
        union: '竹岛街道总工会',
        answers: {
          employer: '潮汐路项目部',
          town,
          site: '潮汐路 18 号工地',
          owedWhom: 'us',
          people: 6,
          months: 3,
          owedFen: 8_640_000,
          migrant: 'yes',
        },
        days: 6,
      },
      {
        kind: petition,
        union: '竹岛街道总工会',
        answers: {
          about: 'aid',
          story: '去年申请的慰问一直没有回音，想问问办到哪儿了',
          want: '给个准话',
          together: 'alone',
          town,
        },
        days: 2,
      },
      {
        kind: legalAid,
        union: '海滨物业工会',
        // Known nearly a year ago: five days are left to go to arbitration.
        answers: {
          matter: 'dismissed',
          employer: '远岬货运车队',
          story: '干了四年，年底说不用来了，没给赔偿',
          knewOn: addDays(day(0), -360),
          job: 'over',
          jobEndedOn: addDays(day(0), -360),
          means: 'migrant',
          town,
        },
        days: 1,
      },
      {
        kind: legalAid,
        union: '海滨物业工会',
        answers: {
          matter: 'wages',
          employer: '潮汐路项目部',
          story: '做了两个月木工，工钱一分没给',
          amountFen: 1_460_000,
          knewOn: day(60),
          job: 'over',
          jobEndedOn: day(60),
          means: 'migrant',
          town,
        },
        days: 6,
        acts: (told, at) => this.act(this.act(told, 'approve', at(4)), 'assign', at(3), { crew: this.crew('lawyer') }),
      },
      {
        kind: mediation,
        union: '海滨物业工会',
        answers: {
          matter: 'hours',
          employer: '阿婆面馆',
          story: '一天干十二个钟头，没有加班费',
          want: '补三个月加班费',
          claimFen: 640_000,
          knewOn: day(20),
          job: 'lasts',
          town,
        },
        days: 6,
        acts: (told, at) => this.act(told, 'assign', at(4), { crew: this.crew('mediator') }),
      },
      {
        kind: counselling,
        union: '海滨物业工会',
        answers: {
          name: '小林',
          phone: '19900007777',
          words: '夜里总醒，白天提不起劲',
          how: 'phone',
          town,
          consent: true,
        },
        days: 2,
        acts: (told, at) => this.act(told, 'assign', at(1), { crew: this.crew('counsellor') }),
      },
    ]
  }
}

interface Crew {
  desk: string
  name: string
}
