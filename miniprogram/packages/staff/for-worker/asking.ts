import type { CaseRow, FormFieldView } from '../../../../cloudfunctions/kernel/casework/contract'
import { faultsOf, type Faults } from '../../../components/case-form/form'
import type { Answers } from '../../../components/case-form/values'
import { tidyIdNumber } from '../../../rules/id-number'
import { sayShortDay, sayWhen, dayOf } from '../../../rules/days'

/** A worker asks an officer in person to apply for her: who she is, how she asked, what for. */

const plain = { help: '', page: 0, required: true, maxLength: null, unit: '', least: null, greatest: null }
const field = (more: Pick<FormFieldView, 'name' | 'label' | 'widget'> & Partial<FormFieldView>): FormFieldView => ({
  ...plain,
  options: [],
  when: null,
  prefill: '',
  sensitive: false,
  items: [],
  ...more,
})

export const WHO: FormFieldView[] = [
  field({ name: 'name', label: '工友姓名', widget: 'text', maxLength: 20 }),
  field({
    name: 'idNumber',
    label: '身份证号',
    help: '对着身份证填。只用来找到这位会员，不存在手机里',
    widget: 'idNumber',
    sensitive: true,
  }),
]

/** How it was asked; the worker reads the sentence. */
export const BASES = ['本人到办公室口头申请', '上门时本人当面委托', '本人不会用手机，当面请我代填'] as const

/** What an officer may apply for in a worker's name. Counselling is not among them: nobody else need know. */
export const KINDS = [
  { kind: 'hardship', title: '困难职工建档帮扶', plain: '家里日子困难' },
  { kind: 'emergencyRelief', title: '临时救助', plain: '突然出了急事，钱接不上' },
  { kind: 'studentAid', title: '金秋助学', plain: '孩子上学，钱不够' },
  { kind: 'mutualAidClaim', title: '职工医疗互助理赔', plain: '住院了，想领互助金' },
  { kind: 'wageArrears', title: '欠薪报告', plain: '被欠薪了' },
  { kind: 'legalAid', title: '法律援助', plain: '想找律师帮忙' },
  { kind: 'mediation', title: '劳动争议调解', plain: '跟单位有纠纷' },
  { kind: 'petition', title: '信访', plain: '想反映问题' },
  { kind: 'hazard', title: '身边隐患', plain: '干活的地方不安全' },
  { kind: 'homeTicket', title: '返乡车票补助', plain: '过年回家的车票' },
] as const

/** What is still missing, beside the fields and in a sentence; null when it may be written down. */
export function faultsOfAsking(answers: Answers, basis: string, now: number): { fault: string; faults: Faults } | null {
  const faults = faultsOf(WHO, answers, now)
  if (Object.keys(faults).length > 0) return { fault: '', faults }
  const length = [...basis.trim()].length
  if (length < 4) return { fault: '请选一句怎么委托的，或自己写', faults: {} }
  return length > 200 ? { fault: '最多 200 个字', faults: {} } : null
}

/** As `cases.recordSpoken` takes it. */
export function spokenOf(desk: string, answers: Answers, basis: string) {
  return {
    desk,
    name: String(answers.name ?? '').trim(),
    idNumber: tidyIdNumber(String(answers.idNumber ?? '')),
    basis: basis.trim(),
  }
}

/** The page that fills in an application for her. */
export const applyUrl = (kind: string, authority: string) =>
  `/packages/cases/apply/apply?kind=${kind}&authority=${encodeURIComponent(authority)}`

interface Held {
  id: string
  how: 'officer' | 'kin'
  name: string
  basis: string
  at: number
  revoked: boolean
}

/** Those who asked me before and have not taken it back: asking again is not needed. The newest of each first. */
export function heldLines(held: readonly Held[], now: number) {
  return held
    .filter(({ how, revoked }) => how === 'officer' && !revoked)
    .sort((a, b) => b.at - a.at)
    .slice(0, 10)
    .map(({ id, name, basis, at }) => ({ id, name, note: `${sayWhen(at, now)}，${basis}` }))
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
