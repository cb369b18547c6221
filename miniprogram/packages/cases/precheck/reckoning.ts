import type { EvidenceSlotView } from '../../../../cloudfunctions/kernel/casework/contract'
import { fittingKinds, type KindEntry } from '../../../client/kinds'
import { entriesOf, isAsked } from '../../../components/case-form/form'
import { moneyText, type Answers } from '../../../components/case-form/values'
import { papersFor, type Held } from '../../../components/paper-slot/slot'
import type { Day } from '../../../rules/days'
import { judgeHousehold, type HardshipTerms, type HardshipVerdict } from '../../../rules/household'
import { householdOf, RELATIONS } from './questions'

/** The pre-check's answer as the page shows it: the sum line by line, the place against the line, what follows. Pure. */

export interface Reckoning {
  title: string
  lines: { label: string; value: string; note: string }[]
  /** A sudden event's cost beside it: not in the sum, a rule of its own. */
  loss: { value: string; note: string } | null
  monthly: string
  bar: Bar
  /** What the bar says, in a sentence or two. */
  words: string
  /** The one word that the dot's colour and sign say: within or not. */
  within: boolean
  source: string
  others: KindEntry[]
}

/** Places on the bar in percent of its width. */
export interface Bar {
  home: number
  /** Where the dot's label is centred, so that it stays on the sheet. */
  label: number
  standard: { at: number; label: number; words: string }
  line: { at: number; label: number; words: string }
  /** Too close for their labels to stand on one row. */
  crowded: boolean
}

/** `1,062`, `733.33` */
export function groupYuan(fen: number): string {
  const [whole = '', part] = moneyText(Math.abs(fen)).split('.')
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',')
  return `${fen < 0 ? '−' : ''}${grouped}${part ? `.${part.padEnd(2, '0')}` : ''}`
}

/** Throws RangeError when the city has no standard that holds on that day. */
export function reckon(answers: Answers, terms: HardshipTerms, today: Day): Reckoning {
  const household = householdOf(answers)
  const verdict = judgeHousehold(household, terms, today)
  const rigid = household.medicalFen + household.tuitionFen + household.otherRigidFen
  const noteOf = (wanted: string) => verdict.lines.find(({ label }) => label === wanted)?.note ?? ''
  return {
    title: verdict.class === 'none' ? '这一项，您家可能领不了' : '您家可能可以领帮扶',
    lines: [
      { label: '一年到手的钱', value: groupYuan(household.yearlyIncomeFen), note: incomeNote(answers) },
      { label: '减去不得不花的', value: rigid > 0 ? `− ${groupYuan(rigid)}` : '0', note: rigidNote(answers) },
      {
        label: '剩下的',
        value: groupYuan(household.yearlyIncomeFen - rigid),
        note: `分给 12 个月、${household.people} 口人`,
      },
    ],
    loss:
      household.lossFen > 0 ? { value: groupYuan(household.lossFen), note: grouped(noteOf('意外的花费和损失')) } : null,
    monthly: groupYuan(verdict.monthlyFen),
    bar: barOf(verdict, terms),
    words: sayPlace(verdict, terms, household.lossFen),
    within: verdict.class !== 'none',
    source: `低保标准：${sayDays(noteOf('低保标准'))}。${terms.source}`,
    others: fittingKinds({ ...household, cause: String(answers.cause ?? '') }),
  }
}

/** Sums in running text as the rest of the slip has them. */
const grouped = (text: string) => text.replace(/\d{4,}/g, (digits) => groupYuan(Number(digits) * 100))

/** Days in running text as one says them. */
const sayDays = (text: string) =>
  text.replace(/(\d{4})-(\d{2})-(\d{2})/g, (_, y: string, m: string, d: string) => `${y}年${Number(m)}月${Number(d)}日`)

function incomeNote(answers: Answers): string {
  const words = (id: unknown) => (id === 'self' ? '您' : (RELATIONS.find((one) => one.id === id)?.words ?? '家人'))
  const earning = entriesOf(answers.members).filter(({ incomeFen }) => Number(incomeFen) > 0)
  return earning.map(({ relation, incomeFen }) => `${words(relation)} ${groupYuan(Number(incomeFen))}`).join(' ＋ ')
}

function rigidNote(answers: Answers): string {
  const parts: [string, unknown][] = [
    ['看病', answers.medicalFen],
    ['上学', answers.tuitionFen],
    ['别的', answers.otherRigidFen],
  ]
  return parts
    .filter(([, fen]) => Number(fen) > 0)
    .map(([words, fen]) => `${words} ${groupYuan(Number(fen))}`)
    .join(' ＋ ')
}

const lineOf = ({ standardFen }: HardshipVerdict, { relativeTimes }: HardshipTerms) =>
  Math.round((standardFen * Math.round(relativeTimes * 100)) / 100)

/** Two labels nearer than this would run into each other, in large type too. */
const LABEL_APART = 38

function barOf(verdict: HardshipVerdict, terms: HardshipTerms): Bar {
  const line = lineOf(verdict, terms)
  const whole = Math.max(line * 1.22, verdict.monthlyFen * 1.1)
  const at = (fen: number) => Math.round(Math.max(0, Math.min(1, fen / whole)) * 1000) / 10
  const within = (place: number) => Math.max(18, Math.min(82, place))
  const mark = (fen: number, words: string) => ({ at: at(fen), label: within(at(fen)), words })
  const standard = mark(verdict.standardFen, `低保线 ${groupYuan(verdict.standardFen)}`)
  const twice = mark(line, `${terms.relativeTimes} 倍 ${groupYuan(line)}`)
  return {
    home: at(verdict.monthlyFen),
    label: within(at(verdict.monthlyFen)),
    standard,
    line: twice,
    crowded: twice.label - standard.label < LABEL_APART,
  }
}

function sayPlace(verdict: HardshipVerdict, terms: HardshipTerms, lossFen: number): string {
  const { class: kind, monthlyFen, standardFen, excludedBy, gapFen } = verdict
  const mine = groupYuan(monthlyFen)
  const line = groupYuan(lineOf(verdict, terms))
  if (excludedBy.length > 0) {
    const why = terms.exclusions.filter(({ id }) => excludedBy.includes(id)).map(({ words }) => words)
    return `按现在的规定，有这些情况一般领不了：${why.join('；')}。情况特殊的，跟工会说说。`
  }
  if (kind === 'deep') {
    const standard = groupYuan(standardFen)
    const place = monthlyFen === standardFen ? `${mine} 正好在低保线上` : `${mine} 比 ${standard} 低`
    return `${place}，像是“深度困难”这一类。`
  }
  if (kind === 'relative') return `${mine} 比低保线高，比 ${line} 低，像是“相对困难”这一类。`
  const above = `每人每月比 ${line} 高 ${groupYuan(gapFen)} 元。`
  if (kind === 'accident')
    return `${above}不过出事花了 ${groupYuan(lossFen)} 元，超过一年收入的 ${terms.accidentPercent}%，像是“意外致困”这一类。`
  return `${above}家里有难处，还是可以申请，工会会看。`
}

/** Papers of the application, given the answers, and which of them are held. */
export interface PapersLine {
  title: string
  note: string
  papers: { slot: string; title: string; held: boolean; note: string }[]
}

/** From what the phone kept alone; null when it kept no form. */
export function papersLine(evidence: EvidenceSlotView[] | null, held: Held[], answers: Answers): PapersLine | null {
  if (!evidence) return null
  const papers = evidence
    .filter((slot) => isAsked(slot, answers))
    .map((slot) => {
      const there = papersFor(slot, held).some(({ valid }) => valid)
      return {
        slot: slot.slot,
        title: slot.title,
        held: there,
        note: there ? '有了' : slot.required ? slot.help : '没有就不交',
      }
    })
  const must = evidence.filter((slot) => slot.required && isAsked(slot, answers))
  const missing = must.filter((slot) => !papers.some((one) => one.slot === slot.slot && one.held))
  const there = must.length - missing.length
  const note =
    missing.length === 0
      ? '都有了，申请时打个勾就行'
      : `还差：${missing[0]!.title}${missing.length > 1 ? `等 ${missing.length} 样` : ''}`
  return {
    title: there > 0 ? `要 ${must.length} 样材料，您已有 ${there} 样` : `要 ${must.length} 样材料`,
    note,
    papers,
  }
}
