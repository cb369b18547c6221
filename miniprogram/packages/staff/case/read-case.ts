import type { CaseView } from '../../../../cloudfunctions/kernel/casework/contract'
import { sayDay, sayWhen } from '../../../rules/days'
import { sayOf } from '../../say-of'

/** A case's parts as a desk reads them. */

export interface StandingTag {
  icon: string
  tone: 'amber' | 'green' | 'rust' | 'blue' | 'plain'
  text: string
}

/** Where it stands, beside its name: what is unusual about it, or nothing to say. */
export function standingTag(view: Pick<CaseView, 'state' | 'asked' | 'acts' | 'open' | 'orgName'>): StandingTag | null {
  switch (view.state) {
    case 'returned':
      return {
        icon: 'clock',
        tone: 'amber',
        text: view.asked ? `等工友补，${sayDay(view.asked.due)}前` : '等工友补材料',
      }
    case 'inNotice':
      return { icon: 'eye', tone: 'blue', text: '正在公示' }
    case 'objected':
      return { icon: 'flag', tone: 'amber', text: '有人提了异议，先核实' }
    case 'refused':
      return { icon: 'cross', tone: 'rust', text: '没有同意' }
    case 'withdrawn':
      return { icon: 'undo', tone: 'plain', text: '申请人撤回了' }
    case 'served':
      return { icon: 'tick', tone: 'green', text: '办好了' }
    case 'closed':
      return { icon: 'tick', tone: 'plain', text: '办结了' }
    case 'approved':
      return view.open ? null : { icon: 'tick', tone: 'green', text: '同意了' }
    default:
      return view.acts.length === 0 && view.open
        ? { icon: 'right', tone: 'plain', text: `现在在${view.orgName}` }
        : null
  }
}

/** What a desk minds; a life in danger (`紧急：…`) is red. */
export function warningLines({ warnings }: Pick<CaseView, 'warnings'>) {
  return warnings.map((words) => ({ words, tone: words.startsWith('紧急') ? 'rust' : 'amber' }))
}

export interface AnswerCell {
  key: number
  label: string
  /** Of a list one line an entry. */
  lines: { key: number; text: string }[]
  /** Too long for half a row. */
  full: boolean
}

/** What half a row holds, in letters: a Chinese character is two. */
const HALF = 17
const lettersOf = (text: string) => [...text].reduce((sum, one) => sum + (one < '\u0100' ? 1 : 2), 0)

/** Label over value, two in a row where they fit. The entries of a list come without a label of their own. */
export function answerCells(answers: CaseView['answers']): AnswerCell[] {
  const cells: AnswerCell[] = []
  for (const { label, value: said } of answers) {
    // A number is never parted from its unit.
    const value = said.replace(/(\d) (?=[元人口天个岁次])/g, '$1\u00a0')
    const last = cells[cells.length - 1]
    if (label === '' && last) {
      last.lines.push({ key: last.lines.length, text: value })
      last.full = true
    } else {
      const full = Math.max(lettersOf(label) - 4, lettersOf(value)) > HALF
      cells.push({ key: cells.length, label, lines: [{ key: 0, text: value }], full })
    }
  }
  return cells
}

/** What desks before wrote down, the newest first. */
export function recordBlocks(view: Pick<CaseView, 'records'>, now: number) {
  return view.records
    .map(({ title, by, at, values, record, photos }, key) => ({
      key,
      title,
      by,
      when: sayWhen(at, now),
      cells: answerCells(values),
      record,
      photos,
    }))
    .reverse()
}

/** The story with who did it: `海滨物业工会 工会主席`. */
export function storyLines(view: Pick<CaseView, 'story' | 'name'>, now: number) {
  return view.story.map(({ title, note, by, at, mark }, key) => ({
    key,
    // A step's title is written for her: `跟您谈谈`.
    title: sayOf(title, view.name),
    note: [by, note].filter((part) => part).join('：'),
    mark,
    when: at === null ? '' : sayWhen(at, now),
  }))
}
