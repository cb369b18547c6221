import { sayShortDay, type Day } from './days'
import { shortYuan } from './money'

/**
 * Which kind of hardship household a family may be: the same arithmetic on the phone, where it only estimates, and at
 * the desk. The three kinds of a hardship worker, by the income left after costs that cannot be avoided (rules.md C.2;
 * in Shandong 鲁会办〔2020〕58号):
 * - deep 深度困难: (yearly disposable income − rigid costs) ÷ 12 ÷ people < 低保
 * - relative 相对困难: the same, < 2 × 低保
 * - accident 意外致困: a sudden event within the year cost more than 80 % of the yearly income
 * Cities differ in the sign (< or ≤), the factors and the standard, so those are terms passed in.
 */

/** Yearly amounts in fen, whole and not negative. */
export interface Household {
  district: string
  /** 1 to 99 */
  people: number
  /** Disposable. */
  yearlyIncomeFen: number
  /** Paid out of the family's own pocket. */
  medicalFen: number
  tuitionFen: number
  otherRigidFen: number
  /** Loss or cost of a sudden event within the year. */
  lossFen: number
  /** Ids of the exclusions that apply. */
  disqualified: string[]
}

export interface HardshipTerms {
  /** 低保 a month a head by district (`*`: wherever no other is given) from a day on, in any order. */
  standards: { district: string; from: Day; fen: number }[]
  /** 2; at most two decimals. The line is that many times the standard, in whole fen. */
  relativeTimes: number
  /** `lt`: below the line; `le`: on the line counts as well. */
  below: 'lt' | 'le'
  /** 80 */
  accidentPercent: number
  exclusions: { id: string; words: string }[]
  /** The paper the terms come from. */
  source: string
}

export type HardshipClass = 'deep' | 'relative' | 'accident' | 'none'

/** One line of a sum shown to people: what it is, how much, added, taken away or a result, and a remark or ''. */
export interface SumLine {
  label: string
  fen: number
  sign: '+' | '-' | '='
  note: string
}

export interface HardshipVerdict {
  class: HardshipClass
  standardFen: number
  /** Left a month a head; negative when costs are above income. Rounded so that it compares with the lines as the exact amount does. */
  monthlyFen: number
  lines: SumLine[]
  /** How far a month a head is above the relative line, at least 1 when it is not within; 0 when it is. */
  gapFen: number
  /** Ids; not empty: the class is `none` whatever the sum says. */
  excludedBy: string[]
  words: string
}

/** The most one amount may be: ten billion yuan. Keeps every product below exact. */
const GREATEST_FEN = 1_000_000_000_000

/** 低保 a month a head that holds on `day`: of the district, else of `*`. Throws RangeError when there is none yet. */
export function subsistenceStandard(terms: HardshipTerms, district: string, day: Day): number {
  return standardOn(terms, district, day).fen
}

function standardOn({ standards }: HardshipTerms, district: string, day: Day) {
  for (const place of [district, '*']) {
    const known = standards.filter((one) => one.district === place && one.from <= day)
    const newest = known.sort((a, b) => (a.from < b.from ? 1 : -1))[0]
    if (newest) return newest
  }
  throw new RangeError(`no subsistence standard on ${day}`)
}

/**
 * Judges by the standard of `day`. An exclusion that the terms do not list does not exclude.
 * Throws RangeError when an amount or the number of people is out of range, or no standard holds on that day.
 */
export function judgeHousehold(household: Household, terms: HardshipTerms, day: Day): HardshipVerdict {
  checkRange(household)
  const standard = standardOn(terms, household.district, day)
  const { people, yearlyIncomeFen, medicalFen, tuitionFen, otherRigidFen, lossFen } = household
  const left = yearlyIncomeFen - medicalFen - tuitionFen - otherRigidFen
  const heads = 12 * people
  const lineFen = Math.round((standard.fen * Math.round(terms.relativeTimes * 100)) / 100)

  // Products of whole numbers, never quotients, are compared: a family exactly on the line is exactly on it.
  const isBelow = (a: number, b: number) => (terms.below === 'lt' ? a < b : a <= b)
  const deep = isBelow(left, standard.fen * heads)
  const relative = deep || isBelow(left, lineFen * heads)
  const accident = lossFen * 100 > yearlyIncomeFen * terms.accidentPercent

  const monthlyFen = roundFor(terms.below, left, heads)
  const excludedBy = terms.exclusions.map(({ id }) => id).filter((id) => household.disqualified.includes(id))
  const kind = excludedBy.length ? 'none' : deep ? 'deep' : relative ? 'relative' : accident ? 'accident' : 'none'
  const gapFen = relative ? 0 : Math.max(1, monthlyFen - lineFen)
  const lines: SumLine[] = [
    { label: '全家一年到手的收入', fen: yearlyIncomeFen, sign: '+', note: '' },
    { label: '看病自己花的', fen: medicalFen, sign: '-', note: '' },
    { label: '孩子上学花的', fen: tuitionFen, sign: '-', note: '' },
    { label: '别的省不下的', fen: otherRigidFen, sign: '-', note: '' },
    { label: '一年还剩', fen: left, sign: '=', note: '' },
    { label: '每人每月', fen: monthlyFen, sign: '=', note: `÷ 12 个月 ÷ ${people} 人` },
    {
      label: '低保标准',
      fen: standard.fen,
      sign: '=',
      note: `每人每月，${standard.from.slice(0, 4)}年${sayShortDay(standard.from)}起`,
    },
    { label: `低保的 ${terms.relativeTimes} 倍`, fen: lineFen, sign: '=', note: '每人每月' },
  ]
  if (lossFen > 0) {
    const most = Math.floor((yearlyIncomeFen * terms.accidentPercent) / 100)
    const note = `${accident ? '超过' : '没超过'}一年收入的 ${terms.accidentPercent}%（${shortYuan(most)} 元）`
    lines.push({ label: '意外的花费和损失', fen: lossFen, sign: '=', note })
  }
  const words = sayVerdict(kind, monthlyFen - lineFen, excludedBy, terms)
  return { class: kind, standardFen: standard.fen, monthlyFen, lines, gapFen, excludedBy, words }
}

/** Down where being below counts, up where being on it counts as well: the whole fen then compares as the fraction. */
function roundFor(below: HardshipTerms['below'], amount: number, parts: number): number {
  const rest = ((amount % parts) + parts) % parts
  const down = (amount - rest) / parts
  return below === 'le' && rest > 0 ? down + 1 : down
}

function checkRange(household: Household): void {
  const { people, yearlyIncomeFen, medicalFen, tuitionFen, otherRigidFen, lossFen } = household
  if (!Number.isInteger(people) || people < 1 || people > 99) throw new RangeError('a household has 1 to 99 people')
  for (const fen of [yearlyIncomeFen, medicalFen, tuitionFen, otherRigidFen, lossFen]) {
    if (!Number.isInteger(fen) || fen < 0 || fen > GREATEST_FEN)
      throw new RangeError('an amount is whole fen, 0 or more')
  }
}

const ESTIMATE = '这是估算，最后由工会审核决定。'

function sayVerdict(kind: HardshipClass, aboveFen: number, excludedBy: string[], terms: HardshipTerms): string {
  if (excludedBy.length) {
    const why = terms.exclusions.filter(({ id }) => excludedBy.includes(id)).map((one) => one.words)
    return `按现在的规定，有这些情况一般领不了：${why.join('；')}。${ESTIMATE}情况特殊的，请跟工会说说。`
  }
  if (kind === 'deep') return `您家可能可以领帮扶（深度困难）。${ESTIMATE}`
  if (kind === 'relative') return `您家可能可以领帮扶（相对困难）。${ESTIMATE}`
  if (kind === 'accident') return `您家遇上了意外，可能可以领帮扶（意外致困）。${ESTIMATE}`
  const where = aboveFen === 0 ? '正好在线上，没低过线' : `比线高 ${shortYuan(aboveFen)} 元`
  return `每人每月${where}，可能领不了这一项。${ESTIMATE}家里有难处，还是可以来申请。`
}

/**
 * The main causes of hardship a file names one of, with up to three more.
 * TO CHECK against the national form (全国困难职工档案): it has ten; these are the plausible ones, not read there.
 */
export const CAUSES = [
  { id: 'ownIllness', words: '本人大病' },
  { id: 'familyIllness', words: '家属大病' },
  { id: 'schooling', words: '子女上学' },
  { id: 'accident', words: '意外灾害' },
  { id: 'jobLost', words: '下岗失业' },
  { id: 'lowIncome', words: '收入低无法维持' },
  { id: 'disability', words: '残疾' },
  { id: 'dependants', words: '供养直系亲属' },
  { id: 'singleParent', words: '单亲' },
  { id: 'other', words: '其他' },
] as const
