import { addDays, dayOf, sayDay, startOfDay, weekdayOf, type Day } from './days'
import { openState, sayMinute, type OpenHours } from './places'

/**
 * When an offer holds, for whom, how often, and whether it goes with another on one bill. The phone says it before
 * anybody goes there, the counter refuses by it: one rule.
 */
export interface OfferRules {
  /** First and last day. */
  from: Day
  until: Day
  /** 0 Sunday ... 6 Saturday; empty: every day. */
  weekdays: number[]
  /** Narrower than the shop's hours; null: while it is open. */
  hours: OpenHours | null
  /** Those it is for; empty: every member. */
  groups: MemberGroup[]
  /** Uses by one member. */
  mine: Quota
  /** Uses by all together. */
  all: Quota
  /** May be used with another such offer on one bill. */
  withOthers: boolean
}

/** How many times in a day and in the whole term; null: as often as one likes. */
export interface Quota {
  day: number | null
  term: number | null
}

export const GROUP_WORDS = {
  newMember: '新会员',
  modelWorker: '劳模',
  sanitation: '环卫工人',
  migrant: '进城务工的会员',
  platform: '外卖、快递、网约车会员',
} as const
export type MemberGroup = keyof typeof GROUP_WORDS

/** The groups that a member's union puts her in; the others follow from her membership. */
export const UNION_MARKS = ['modelWorker', 'sanitation'] as const
export type UnionMark = (typeof UNION_MARKS)[number]

export const sayMarks = (marks: readonly UnionMark[] = []): string => marks.map((mark) => GROUP_WORDS[mark]).join('、')

/** A member is new for her first so many days. */
const NEW_DAYS = 90

export const NO_QUOTA: Quota = { day: null, term: null }

/** The groups a member belongs to. `marks`: those that her union put her in. */
export function groupsOf(member: { since: Day; employment: string; marks?: UnionMark[] }, today: Day): MemberGroup[] {
  const { since, employment, marks = [] } = member
  return [
    ...marks,
    ...(today < addDays(since, NEW_DAYS) ? (['newMember'] as const) : []),
    ...(employment === 'migrant' ? (['migrant'] as const) : []),
    ...(employment === 'platform' ? (['platform'] as const) : []),
  ]
}

/** How long a use can be undone at the counter, from when it was recorded; milliseconds. Afterwards the union helps. */
export const UNDO_MS = 30 * 60_000

export type UseFault = 'notYet' | 'over' | 'notToday' | 'notNow' | 'notForYou' | 'mineUsed' | 'allUsed'

export interface Refused {
  fault: UseFault
  /** Said to the customer by the clerk, or read by herself. */
  words: string
}

/** Why an offer does not hold at this moment; null: it does. Days and minutes of Asia/Shanghai. */
export function whenFault(rules: OfferRules, now: Date | number): Refused | null {
  const today = dayOf(now)
  if (today < rules.from) return refused('notYet', `${sayDay(rules.from)}才开始`)
  if (today > rules.until) return refused('over', `${sayDay(rules.until)}就结束了`)
  if (rules.weekdays.length > 0 && !rules.weekdays.includes(weekdayOf(today)))
    return refused('notToday', `只有${sayWeekdays(rules.weekdays)}能用`)
  const minute = Math.floor((Number(now) - startOfDay(today)) / 60_000)
  if (rules.hours && !openState(rules.hours, minute).open) return refused('notNow', `${sayHours(rules.hours)} 才能用`)
  return null
}

/** Why it is not for this member; null: it is. */
export function groupFault(rules: Pick<OfferRules, 'groups'>, groups: MemberGroup[]): Refused | null {
  if (rules.groups.length === 0 || rules.groups.some((group) => groups.includes(group))) return null
  return refused('notForYou', `这个只给${rules.groups.map((group) => GROUP_WORDS[group]).join('、')}`)
}

/** Which limits a use counts against: each with how many it allows and what is said when they are used up. */
export interface Limit {
  scope: 'mineDay' | 'mineTerm' | 'allDay' | 'allTerm'
  most: number
  refused: Refused
}

export function limitsOf({ mine, all }: OfferRules): Limit[] {
  const limits: [Limit['scope'], number | null, UseFault, string][] = [
    ['mineDay', mine.day, 'mineUsed', mine.day === 1 ? '今天用过了，明天再来' : `今天用满 ${mine.day} 次了，明天再来`],
    ['mineTerm', mine.term, 'mineUsed', mine.term === 1 ? '用过了，一人一次' : `用满 ${mine.term} 次了`],
    ['allDay', all.day, 'allUsed', `今天的 ${all.day} 份用完了，明天再来`],
    ['allTerm', all.term, 'allUsed', `${all.term} 份都用完了`],
  ]
  return limits.flatMap(([scope, most, fault, words]) =>
    most === null ? [] : [{ scope, most, refused: refused(fault, words) }],
  )
}

/** The last day is said when it is no farther than this. */
const SOON_DAYS = 60

/** Its conditions, a line each, as one says them. */
export function sayRules(rules: OfferRules, today: Day): string[] {
  const { weekdays, hours, groups, mine, all } = rules
  return [
    ...(rules.until <= addDays(today, SOON_DAYS) ? [`到${sayDay(rules.until)}为止`] : []),
    ...(weekdays.length > 0 ? [`${sayWeekdays(weekdays)}能用`] : []),
    ...(hours ? [`每天 ${sayHours(hours)}`] : []),
    ...(groups.length > 0 ? [`只给${groups.map((group) => GROUP_WORDS[group]).join('、')}`] : []),
    ...(mine.day !== null ? [`每人每天 ${mine.day} 次`] : []),
    ...(mine.term !== null ? [`每人一共 ${mine.term} 次`] : []),
    ...(all.day !== null ? [`每天 ${all.day} 份，先到先得`] : []),
    ...(all.term !== null ? [`一共 ${all.term} 份，先到先得`] : []),
    ...(rules.withOthers ? ['能跟店里别的会员优惠一起用'] : []),
  ]
}

/** `周一、周三`, `周一到周五`, with Monday first. */
function sayWeekdays(weekdays: number[]): string {
  const inOrder = [...new Set(weekdays)].map((day) => (day + 6) % 7).sort((a, b) => a - b)
  const word = (nth: number | undefined) => `周${'一二三四五六日'[nth ?? 0]}`
  const [first, last] = [inOrder[0]!, inOrder[inOrder.length - 1]!]
  const run = inOrder.length > 2 && last - first === inOrder.length - 1
  return run ? `${word(first)}到${word(last)}` : inOrder.map(word).join('、')
}

const sayHours = ({ open, close }: OpenHours) => `${sayMinute(open)}–${sayMinute(close)}`

function refused(fault: UseFault, words: string): Refused {
  return { fault, words }
}
