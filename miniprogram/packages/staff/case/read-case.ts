import type { CaseView } from '../../../../cloudfunctions/kernel/casework/contract'
import { sayDay, sayWhen } from '../../../rules/days'

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

/** What desks before wrote down, the newest first. */
export function recordBlocks(view: Pick<CaseView, 'records'>, now: number) {
  return view.records
    .map(({ title, by, at, values }, key) => ({ key, title, by, when: sayWhen(at, now), values }))
    .reverse()
}

/** The story with who did it: `海滨物业工会 工会主席`. */
export function storyLines(view: Pick<CaseView, 'story'>, now: number) {
  return view.story.map(({ title, note, by, at, mark }, key) => ({
    key,
    title,
    note: [by, note].filter((part) => part).join('：'),
    mark,
    when: at === null ? '' : sayWhen(at, now),
  }))
}
