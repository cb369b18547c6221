import { hazard } from '../../cloudfunctions/cases/kinds/hazard'
import { hardship } from '../../cloudfunctions/cases/kinds/hardship'
import { legalAid } from '../../cloudfunctions/cases/kinds/legal-aid'
import { mediation } from '../../cloudfunctions/cases/kinds/mediation'
import { petition } from '../../cloudfunctions/cases/kinds/petition'
import { suggestion } from '../../cloudfunctions/cases/kinds/suggestion'
import { wageArrears } from '../../cloudfunctions/cases/kinds/wage-arrears'
import { counselling } from '../../cloudfunctions/cases/kinds/counselling'
import type { CaseDocument } from '../../cloudfunctions/kernel/casework/case'
import type { AnyKind } from '../../cloudfunctions/kernel/casework/kind'
import type { Org } from '../../cloudfunctions/kernel/orgs'
import type { Role } from '../../cloudfunctions/kernel/people'
import { addDays, dayOf } from '../../miniprogram/rules/days'
import type { Told } from './cases'
import { byName } from './people'

export type Acts = (told: Told, at: (daysBack: number) => Date) => Told

export interface Plot {
  kind: AnyKind
  union: string
  answers: Record<string, unknown>
  /** Handed in so many days ago. */
  days: number
  acts?: Acts
}

export type Crew = NonNullable<CaseDocument['assignee']>

export interface ActWords {
  note?: string
  given?: Record<string, unknown>
  slots?: string[]
  crew?: Crew
}

/** What a plot may have done: acts of whoever answers the desk, and the personas of the crew. */
export interface Stage {
  act(told: Told, act: string, at: Date, more?: ActWords): Told
  crew(role: Exclude<Role, 'officer'>): Crew
}

/** What is under way when the city begins: who asked for what, and how far it has come. */
export function plotsOf(stage: Stage, orgs: Org[], now: Date): Plot[] {
  const day = (daysBack: number) => addDays(dayOf(now), -daysBack)
  const town = byName(orgs, '竹岛街道总工会').town!
  const household = { members: [] }
  const visited = { visitors: '姜晓燕、王海', agrees: 'yes', findings: '租房住，家里老人卧床' }
  const toCompare: Acts = (told, at) =>
    stage.act(stage.act(told, 'accept', at(5)), 'visited', at(3), { given: visited })
  const compared = { result: '与申报一致' }
  return [
    { kind: hardship, union: '海滨物业工会', answers: household, days: 2 },
    {
      kind: hardship,
      union: '海滨物业工会',
      answers: household,
      days: 4,
      acts: (told, at) => stage.act(told, 'accept', at(1)),
    },
    { kind: hardship, union: '海滨物业工会', answers: household, days: 7, acts: toCompare },
    {
      kind: hardship,
      union: '海滨物业工会',
      answers: household,
      days: 8,
      acts: (told, at) => stage.act(toCompare(told, at), 'compared', at(1), { given: compared }),
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
      acts: (told, at) => stage.act(stage.act(told, 'approve', at(4)), 'assign', at(3), { crew: stage.crew('lawyer') }),
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
      acts: (told, at) => stage.act(told, 'assign', at(4), { crew: stage.crew('mediator') }),
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
      acts: (told, at) => stage.act(told, 'assign', at(1), { crew: stage.crew('counsellor') }),
    },
  ]
}
