import type { CityTerms } from '../../cloudfunctions/kernel/settings'
import type { AnyKind } from '../../cloudfunctions/kernel/casework/kind'
import type { OrgLink } from '../../cloudfunctions/kernel/casework/case'
import type { Org } from '../../cloudfunctions/kernel/orgs'
import type { PaperFile } from '../../cloudfunctions/kernel/vault'
import { hazard } from '../../cloudfunctions/cases/kinds/hazard'
import { petition } from '../../cloudfunctions/cases/kinds/petition'
import { suggestion } from '../../cloudfunctions/cases/kinds/suggestion'
import { wageArrears } from '../../cloudfunctions/cases/kinds/wage-arrears'
import { addDays, dayOf, startOfDay } from '../../miniprogram/rules/days'
import { actOn, chainsIn, handIn, readAlready, termsOf, type Told } from './cases'
import type { CityData } from './city-data'
import type { Documents } from './documents'
import type { Members } from './members'
import { titleOf } from './people'
import { Random } from './random'
import { SAMPLE_PICTURE } from './sample-papers'

/** Two years of applications by the city's members. */
const DAYS_BACK = 700
/** Older ones are all over, so that no desk drowns. */
const OVER_AFTER_DAYS = 15
/** Of the fresh ones, how many still stand at a desk. */
const STILL_OPEN = 0.3

interface Way {
  kind: AnyKind
  weight: number
  answers(random: Random, town: string): Record<string, unknown>
  /** Acts one after the other, each some days after the last. */
  acts: {
    act: string
    note?: string
    days: [number, number]
    pictures?: PaperFile[]
    given?(random: Random, at: Date): Record<string, unknown>
  }[][]
}

/** Hands out applications; the n-th is the same whoever came before. */
export class ManyCases {
  private readonly chainOf: (org: Org) => OrgLink[]
  private readonly city: CityTerms
  private readonly orgById: Map<string, Org>

  constructor(
    data: CityData,
    orgs: Org[],
    private readonly members: Members,
    private readonly memberCount: number,
    private readonly seed: number,
    private readonly now: Date,
  ) {
    this.chainOf = chainsIn(orgs)
    this.city = termsOf(data)
    this.orgById = new Map(orgs.map((org) => [org._id, org]))
  }

  /** The applications from `begin` to before `end`. */
  some(begin: number, end: number): Documents {
    const told = Array.from({ length: end - begin }, (_, i) => this.one(begin + i))
    return {
      people: [],
      memberships: [],
      cases: told.map(({ standing }) => standing),
      ledger: told.flatMap(({ entries }) => entries),
      messages: [],
    }
  }

  private one(n: number): Told {
    const random = new Random(this.seed, 'case', n)
    const { person, openid, name, org } = this.members.applicant(n % this.memberCount)
    const chain = this.chainOf(org)
    const way = pickWay(random)
    const ago = Math.floor(DAYS_BACK * random.next() ** 1.3)
    const at = this.hourOf(ago, random)
    const town = chain.find((link) => link.level === 'town')
    const { town: townCode, townName } = (town && this.orgById.get(town.id)) ?? {}
    const answers = way.answers(random, townCode ?? '')
    // The town as one reads it, as when it is handed in by hand.
    const titles: Record<string, string> = 'town' in answers ? { town: townName ?? '没写清' } : {}
    let told = handIn(way.kind, { area: 'cases', person, openid, name, answers, titles, chain, at }, this.city)
    if (ago < OVER_AFTER_DAYS && random.chance(STILL_OPEN)) return told
    let moment = at
    for (const step of random.pick(way.acts)) {
      moment = later(moment, random.int(...step.days), random)
      if (Number(moment) >= Number(this.now)) return told
      const desk = this.orgById.get(told.standing.deskOrg)!
      const given = step.given?.(random, moment)
      told = actOn(
        told,
        { act: step.act, note: step.note, given, files: step.pictures },
        titleOf(desk),
        moment,
        this.city,
      )
    }
    return readAlready(told)
  }

  /** A working hour so many days ago, and never in the future. */
  private hourOf(ago: number, random: Random): Date {
    const at = startOfDay(addDays(dayOf(this.now), -ago)) + random.int(8 * 60, 18 * 60) * 60_000 + random.int(0, 59_999)
    return new Date(Math.min(at, Number(this.now) - random.int(60_000, 600_000)))
  }
}

function later(moment: Date, days: number, random: Random): Date {
  return new Date(
    startOfDay(addDays(dayOf(moment), days)) + random.int(9 * 60, 17 * 60) * 60_000 + random.int(0, 59_999),
  )
}

function pickWay(random: Random): Way {
  let dice = random.next() * WAYS.reduce((sum, { weight }) => sum + weight, 0)
  return WAYS.find(({ weight }) => (dice -= weight) < 0) ?? WAYS[0]!
}

const EMPLOYERS = ['潮汐路项目部', '远岬货运车队', '海鸥到家配送站', '阿婆面馆', '净屋保洁', '望岛学校项目部']
const IDEAS = [
  '给 3 号线加一道护栏',
  '夜班多备一壶热水',
  '把工具箱挪到门边',
  '叉车倒车加个铃',
  '更衣室装个烘手机',
  '废料分三个箱放',
]
const HAZARDS = [
  '脚手架少了两根扣件',
  '配电箱门关不上',
  '冷库门里头推不开',
  '灭火器过期了',
  '楼道堆了纸箱',
  '砂轮没有罩',
]
const PLACES = ['2 号楼南侧', '一车间门口', '后厨', '仓库三排', '装卸台', '地下车库']
const PEOPLE = ['王主管', '李工', '于队长', '宋班长', '毕师傅']

const WAYS: Way[] = [
  {
    kind: suggestion,
    weight: 40,
    answers: (random) => ({
      idea: random.pick(IDEAS),
      about: random.pick(['safety', 'work', 'saving', 'welfare']),
      now: '现在这样用着不方便，也不放心',
      better: '照上面说的改，花不了多少钱',
    }),
    acts: [
      [{ act: 'refuse', note: '已经有人在做了', days: [2, 16] }],
      [
        {
          act: 'adopt',
          days: [2, 18],
          given: (random, at) => ({ doer: random.pick(PEOPLE), by: addDays(dayOf(at), 30) }),
        },
        {
          act: 'done',
          days: [10, 60],
          given: (random) => ({ result: '照着改好了，大家都说好用', benefitFen: random.int(0, 80) * 100_000 }),
        },
      ],
    ],
  },
  {
    kind: hazard,
    weight: 25,
    answers: (random, town) => ({
      grave: 'no',
      what: random.pick(HAZARDS),
      place: random.pick(PLACES),
      ...(town && { town }),
    }),
    acts: [
      [
        {
          act: 'accept',
          days: [0, 2],
          given: (random, at) => ({
            fixBy: addDays(dayOf(at), 7),
            who: random.pick(PEOPLE),
            measure: '先拉警戒线，再换件',
          }),
        },
        {
          act: 'fixed',
          days: [1, 9],
          pictures: SAMPLE_PICTURE,
          given: (random) => ({ done: '换好了，试过', checkedBy: random.pick(PEOPLE) }),
        },
      ],
    ],
  },
  {
    kind: wageArrears,
    weight: 20,
    answers: (random, town) => ({
      employer: random.pick(EMPLOYERS),
      town: town || '000000',
      owedWhom: 'me',
      months: random.int(1, 6),
      owedFen: random.int(20, 300) * 10_000,
      migrant: random.pick(['yes', 'no']),
    }),
    acts: [
      [{ act: 'paid', days: [2, 12], given: (random) => ({ amountFen: random.int(20, 300) * 10_000, all: 'all' }) }],
    ],
  },
  {
    kind: petition,
    weight: 15,
    answers: (random, town) => ({
      about: random.pick(['employer', 'aid', 'other']),
      story: '说了几回没有人管，想请工会看看',
      want: '给个准话',
      together: 'alone',
      ...(town && { town }),
    }),
    acts: [
      [
        { act: 'accept', days: [1, 14] },
        {
          act: 'answer',
          days: [10, 55],
          given: (random) => ({
            outcome: random.pick(['supported', 'partly', 'explained']),
            opinion: '查过了，跟单位说好了，以后按规定来',
            basis: '《工会法》',
          }),
        },
      ],
    ],
  },
]
