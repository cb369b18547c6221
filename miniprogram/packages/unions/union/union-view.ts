import type { OutputOf } from '../../../client/call'
import { sayShortDay, type Day } from '../../../rules/days'
import {
  chairRule,
  committeeRule,
  OWN_COMMITTEE,
  sayTermParts,
  TERM_CLAUSE,
  termState,
  yearsAllowed,
  type Term,
} from '../../../rules/union-rules'

/** What the page of one union says, worked out from what is known. Pure. */

export type Union = OutputOf<'unions.union'>['union']
export type Then = OutputOf<'unions.asOf'>['then']

interface Fact {
  label: string
  value: string
}

/** `2026年7月13日` */
export const sayYearDay = (day: Day): string => `${day.slice(0, 4)}年${sayShortDay(day)}`

export function termView(union: Pick<Union, 'term' | 'formKey'>, today: Day) {
  const term = union.term as Term | null
  const state = termState(term, today)
  const since = term ? `${sayYearDay(term.electedOn)}选的` : '选好了，报一次结果就记下了'
  const until = term ? `一届 ${term.years} 年，到 ${sayYearDay(term.endsOn)}` : ''
  const tone = state === 'overdue' ? 'rust' : state === 'soon' || state === 'none' ? 'amber' : 'green'
  const icon = state === 'overdue' ? 'alert' : state === 'running' ? 'tick' : 'clock'
  const [left, todo] = state === 'running' ? ['任期还没到', ''] : sayTermParts(term, today)
  const years = yearsAllowed(union.formKey).length > 1 ? '基层工会一届三年或五年' : '总工会一届五年'
  const words = todo ? `${left}，` : left
  return { words, todo, since, until, clause: `${TERM_CLAUSE}：${years}`, tone, icon, due: state !== 'running' }
}

/** What the law says of its size; only where there is something to say. */
export function rulesOf({ own, workers, formKey }: Pick<Union, 'own' | 'workers' | 'formKey'>): Fact[] {
  if (formKey === 'federation' || formKey === 'townshipFederation') return []
  const size = committeeRule(own, own >= OWN_COMMITTEE ? 'committee' : 'organiser')
  const chair = chairRule(workers)
  return [size, ...(chair ? [chair] : [])].map(({ words, clause }) => ({ label: words, value: clause }))
}

export function factsOf(union: Union): Fact[] {
  const { own, below, children, workers, since, until, takesIndividuals, formKey } = union
  return [
    { label: '会员', value: `${children > 0 ? below : own} 人` },
    ...(children > 0 && own > 0 ? [{ label: '本级的会员', value: `${own} 人` }] : []),
    ...(workers > 0 ? [{ label: '职工', value: `${workers} 人` }] : []),
    ...(union.parent ? [{ label: '上级', value: union.parent.name }] : []),
    ...(formKey === 'federation'
      ? []
      : [{ label: '收谁', value: takesIndividuals ? '单位没有工会的也收' : '只收管的单位里的' }]),
    ...(since ? [{ label: '哪天建的', value: sayYearDay(since) }] : []),
    ...(until ? [{ label: '哪天撤的', value: sayYearDay(until) }] : []),
  ]
}

/** Who answers its desk, and what the one who reads may do about it. */
export function officersView({ officers, mayAppoint, until }: Pick<Union, 'officers' | 'mayAppoint' | 'until'>) {
  const gone = until !== null
  return {
    lines: officers.map(({ name, title, person }, key) => ({ key, name, title, person: person ?? '' })),
    warning: officers.length === 0 && !gone ? '还没有干部，申请没人看' : '',
    help: mayAppoint ? '请加一位，工友的申请就有人看了' : '请上级工会来加',
    add: mayAppoint,
  }
}

/** What follows when one of so many is dismissed. */
export function dismissWords(officers: number): string {
  if (officers > 1) return '马上打不开这里的案头。没办完的事留在案头，别的干部接着办。'
  return '马上打不开这里的案头。这里就没有干部了，请接着加一位。'
}

const KINDS: Record<string, { title: string; line: string }> = {
  unionElection: { title: '报换届结果', line: '选好了新一届，报给上级批' },
  unionFounding: { title: '在它下面建工会', line: '一个单位的，或几个单位合建的' },
  unionSplitting: { title: '几个单位分出去建会', line: '这些单位的会员跟着走' },
  unionMoving: { title: '换上级工会', line: '它和它下面的工会一起换' },
  unionMerging: { title: '并到别的工会', line: '单位、会员都转过去' },
  unionUpgrading: { title: '升格、改名', line: '比如升成工会联合会' },
  unionDissolving: { title: '撤销', line: '单位没了。会员的会籍都留着' },
}

/** What may be asked for, in the order the cloud gives. */
export function asksOf({ may }: Pick<Union, 'may'>): { kind: string; title: string; line: string }[] {
  return may.flatMap((kind) => (KINDS[kind] ? [{ kind, ...KINDS[kind] }] : []))
}

export function historyOf({
  history,
}: Pick<Union, 'history'>): { on: string; words: string; was: string; key: number }[] {
  return history.map(({ on, words, was }, key) => ({ on: sayYearDay(on), words, was, key }))
}

/** As it was on a day, in lines. */
export function thenView(then: Then, day: Day): { title: string; facts: Fact[] } {
  if (then.state === 'notYet') return { title: `${sayYearDay(day)}，还没有这个工会`, facts: [] }
  if (then.state === 'over') return { title: `${sayYearDay(day)}，这个工会已经不在了`, facts: [] }
  const { name, form, parentName, employers, workers, term } = then
  return {
    title: `${sayYearDay(day)}的样子`,
    facts: [
      { label: '名称', value: name },
      { label: '哪一种', value: form },
      ...(parentName ? [{ label: '上级', value: parentName }] : []),
      ...(employers.length > 0 ? [{ label: '管的单位', value: employers.join('、') }] : []),
      ...(workers > 0 ? [{ label: '职工', value: `${workers} 人` }] : []),
      ...(term ? [{ label: '任期', value: `${sayYearDay(term.electedOn)}到 ${sayYearDay(term.endsOn)}` }] : []),
    ],
  }
}
