import type { CaseRow, FormFieldView } from '../../../../cloudfunctions/kernel/casework/contract'
import { KINDS as EVERY_KIND } from '../../../client/kinds'
import { faultsOf, type Faults } from '../../../components/case-form/form'
import { plainField } from '../../../components/case-form/plain-field'
import type { Answers } from '../../../components/case-form/values'
import { tidyIdNumber } from '../../../rules/id-number'
import { sayShortDay, sayWhen, dayOf } from '../../../rules/days'

/** A worker asks an officer in person to apply for her: who she is, how she asked, what for. */

export const WHO: FormFieldView[] = [
  plainField({ name: 'name', label: '工友姓名', widget: 'text', maxLength: 20 }),
  plainField({
    name: 'idNumber',
    label: '身份证号',
    help: '对着身份证填。只用来找到这位会员，不存在手机里',
    widget: 'idNumber',
    sensitive: true,
  }),
]

/** How it was asked; the worker reads the sentence. */
export const BASES = ['本人到办公室口头申请', '上门时本人当面委托', '本人不会用手机，当面请我代填'] as const

/** Membership goes with the job; its kinds stand on no services page. */
const TRANSFER = { area: 'membership', kind: 'transfer', title: '转会', line: '换了单位，会籍跟着走，会员卡不用换' }

/** What an officer may apply for in a worker's name; `only`: the kind that the authority is for, empty for all. */
export function kindsFor(only: string) {
  const services = EVERY_KIND.filter(({ inStead }) => inStead !== 'nobody')
  return only ? [TRANSFER] : [...services, TRANSFER]
}

/** Whose member the worker is: what may be asked for her depends on it. */
export const WHOSE = [
  { comes: false, title: '我们的会员', note: '本工会和下级工会的' },
  { comes: true, title: '要转到我们工会的人', note: '现在在别的工会，只办转会' },
]

/** What is still missing, beside the fields and in a sentence; null when it may be written down. */
export function faultsOfAsking(answers: Answers, basis: string, now: number): { fault: string; faults: Faults } | null {
  const faults = faultsOf(WHO, answers, now)
  if (Object.keys(faults).length > 0) return { fault: '', faults }
  const length = [...basis.trim()].length
  if (length < 4) return { fault: '请选一句怎么委托的，或自己写', faults: {} }
  return length > 200 ? { fault: '最多 200 个字', faults: {} } : null
}

/** As `cases.recordSpoken` takes it. */
export function spokenOf(desk: string, answers: Answers, basis: string, comes: boolean) {
  return {
    desk,
    comes,
    name: String(answers.name ?? '').trim(),
    idNumber: tidyIdNumber(String(answers.idNumber ?? '')),
    basis: basis.trim(),
  }
}

/** The page that fills in an application for her. */
export const applyUrl = (area: string, kind: string, authority: string) =>
  `/packages/cases/apply/apply?area=${area}&kind=${kind}&authority=${encodeURIComponent(authority)}`

interface Held {
  id: string
  how: 'officer' | 'kin'
  name: string
  basis: string
  only: string
  at: number
  revoked: boolean
}

/** Those who asked me before and have not taken it back: asking again is not needed. The newest of each first. */
export function heldLines(held: readonly Held[], now: number) {
  return held
    .filter(({ how, revoked }) => how === 'officer' && !revoked)
    .sort((a, b) => b.at - a.at)
    .slice(0, 10)
    .map(({ id, name, basis, only, at }) => ({ id, name, only, note: `${sayWhen(at, now)}，${basis}` }))
}

/** What I handed in for others, with where it stands. */
export function filedLines(rows: readonly CaseRow[]) {
  return rows.map(({ id, area, name, kindTitle, stage, state, open, due, submittedAt, news }) => ({
    id,
    area,
    name,
    kindTitle,
    stage: state === 'returned' ? `等补材料，${due ? `${sayShortDay(due)}前` : '尽快'}` : open ? stage : news.title,
    tone: state === 'returned' ? 'amber' : open ? 'blue' : 'plain',
    icon: state === 'returned' ? 'flag' : open ? 'clock' : 'tick',
    word: state === 'returned' ? '要补' : open ? '在办' : '办完了',
    when: `${sayShortDay(dayOf(submittedAt))}交的`,
  }))
}
