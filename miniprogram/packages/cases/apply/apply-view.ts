import type { CaseRow, CaseView, EvidenceSlotView, FormView } from '../../../../cloudfunctions/kernel/casework/contract'
import type { OutputOf } from '../../../client/call'
import { membershipOf } from '../../../client/session'
import type { PaperUse } from '../../../components/case-form/draft'
import { isEmpty } from '../../../components/case-form/form'
import type { Answers } from '../../../components/case-form/values'
import { firstUse, papersFor, type Held } from '../../../components/paper-slot/slot'
import { sayDay } from '../../../rules/days'
import { sayOf } from '../../say-of'

/** What the apply page shows of any kind, worked out from what is known. Pure. */

type Me = OutputOf<'membership.me'>

/** Why there is nothing to fill in; null: she may apply. */
export type Block =
  | { name: 'notMember' }
  | { name: 'officersOnly' }
  /** Out of its season: nothing went wrong. The text says when it opens. */
  | { name: 'closed'; text: string }
  | { name: 'underWay'; id: string; area: string; text: string; asked: boolean }

export function blockOf(form: Pick<FormView, 'kind' | 'who' | 'many'>, me: Me, mine: readonly CaseRow[]): Block | null {
  if (form.who === 'member' && !membershipOf(me)) return { name: 'notMember' }
  if (form.who === 'officer' && me.posts.length === 0) return { name: 'officersOnly' }
  // An officer has a record open about each of several members.
  const open = form.many || form.who === 'officer' ? undefined : mine.find((row) => row.kind === form.kind && row.open)
  if (!open) return null
  const asked = open.state === 'returned'
  const due = open.due ? sayDay(open.due) : ''
  const text = asked ? `还差材料${due && `，${due}前补上就行`}。` : `${open.stage}。${due && `最晚 ${due}有答复。`}`
  return { name: 'underWay', id: open.id, area: open.area, text, asked }
}

/** What the union knows already goes in by itself, where nothing was answered yet. */
export function prefilled(form: Pick<FormView, 'pages'>, answers: Answers, own: Me['own']): Answers {
  if (!own) return answers
  const known: Record<string, string> = { name: own.name, employer: own.employer }
  const filled = { ...answers }
  for (const { fields } of form.pages)
    for (const { name, prefill } of fields) {
      const value = prefill ? known[prefill] : undefined
      if (value && isEmpty(filled[name])) filled[name] = value
    }
  return filled
}

/** What happens after handing in, as lines of a story: `工会初审` · `您的工会，5 个工作日里`. */
export function aheadOf(steps: FormView['steps'], forWhom = ''): { title: string; note: string; last: boolean }[] {
  const said = (words: string) => (forWhom ? sayOf(words, forWhom) : words)
  return steps.map(({ title, where, term }, at) => ({
    title: said(title),
    note: said(term ? `${where}，${term}里` : where),
    last: at === steps.length - 1,
  }))
}

/**
 * `要 5 样材料，您已有 2 样`, said before anything is asked; those that depend on her answers are not counted. Of another
 * nothing is asked here: her papers are on her own phone.
 */
export function papersAhead(
  evidence: readonly EvidenceSlotView[],
  held: Held[],
  forAnother = false,
): { title: string; names: string } | null {
  const sure = evidence.filter(({ required, when }) => required && !when)
  if (sure.length === 0) return null
  if (forAnother) return { title: '材料不用您交', names: '工会会请本人用自己的手机拍' }
  const missing = sure.filter((slot) => !hasOne(slot, held))
  const there = sure.length - missing.length
  const names = missing.map(({ title }) => title).join('、')
  if (missing.length === 0)
    return { title: `要 ${sure.length} 样材料，您都有了`, names: perhapsToo(evidence, held) || '到时候打个勾就行' }
  return {
    title: there > 0 ? `要 ${sure.length} 样材料，您已有 ${there} 样` : `要 ${sure.length} 样材料`,
    names: `${there > 0 ? '还差' : ''}${names}。没备齐也能先填`,
  }
}

/** Those that depend on her answers and are not there. */
function perhapsToo(evidence: readonly EvidenceSlotView[], held: Held[]): string {
  const perhaps = evidence.filter((slot) => slot.required && slot.when && !hasOne(slot, held))
  return perhaps.length > 0 ? `看您怎么填，可能还要：${perhaps.map(({ title }) => title).join('、')}` : ''
}

const hasOne = (slot: EvidenceSlotView, held: Held[]) => papersFor(slot, held).some(({ valid }) => valid)

/** What a page of papers begins with: for each slot the paper chosen before, else the best one held (never a tick for a sensitive one). */
export function usesToBegin(slots: EvidenceSlotView[], held: Held[], chosen: PaperUse[]): PaperUse[] {
  return slots.flatMap((slot) => {
    const before = chosen.find((use) => use.slot === slot.slot)
    const still = before && papersFor(slot, held).some(({ id, valid }) => valid && id === before.paper)
    const use = still ? before : firstUse(slot, held)
    return use ? [use] : []
  })
}

/** Why one cannot go on from the papers, in one sentence; empty when one can. */
export function paperTrouble(slots: EvidenceSlotView[], uses: PaperUse[]): string {
  const useOf = (slot: string) => uses.find((use) => use.slot === slot)
  const must = slots.filter(({ required }) => required)
  const none = must.filter(({ slot }) => !useOf(slot))
  const unticked = must.filter(({ slot }) => useOf(slot) && !useOf(slot)!.consent)
  if (none.length > 0) return `还差：${none.map(({ title }) => title).join('、')}。填的都存着，备齐了再来也行`
  return unticked.length > 0 ? `要您打勾，工会才能看：${unticked.map(({ title }) => title).join('、')}` : ''
}

/** The papers as `submit` takes them: asked for, chosen, agreed to. */
export function papersToSubmit(slots: EvidenceSlotView[], uses: PaperUse[]) {
  const asked = new Set(slots.map(({ slot }) => slot))
  return uses
    .filter(({ slot, consent }) => consent && asked.has(slot))
    .map(({ slot, paper }) => ({ slot, paper, consent: true as const }))
}

const beganWords = (forWhom: string, record: boolean) =>
  record ? '您记下来了' : forWhom ? `您替${forWhom}交了申请` : '您交了申请'

export interface DoneView {
  id: string
  title: string
  /** On the button that leads on. */
  go: string
  area: string
  number: string
  /** Who has it now, and until when. */
  now: string
  dueWords: string
  lines: { title: string; note: string; mark: string; last: boolean }[]
}

/**
 * After handing in: who decides, by when, what happens next. `forWhom`: her name, where it was for another; `record`: an
 * officer's own, which goes on at her desk.
 */
export function doneView(view: CaseView, forWhom = '', record = false): DoneView {
  const said = (words: string) => (forWhom ? sayOf(words, forWhom) : words)
  const ahead = view.story.filter(({ mark }) => mark === 'now' || mark === 'ahead')
  return {
    id: view.id,
    area: view.area,
    number: view.number,
    now: said(view.stage || `${view.orgName}在看`),
    dueWords: view.due ? `最晚 ${sayDay(view.due)}${record ? '办' : `答复${forWhom ? '本人' : '您'}`}` : '',
    title: record ? '记下来了' : '交上去了',
    go: record ? '接着办' : '看办到哪一步',
    lines: [
      { title: beganWords(forWhom, record), note: '刚才', mark: 'done' },
      ...ahead.map(({ title, note, by, mark }) => ({
        title: said(title),
        note: said([by, note].filter(Boolean).join('，')),
        mark,
      })),
    ].map((line, at, all) => ({ ...line, last: at === all.length - 1 })),
  }
}
