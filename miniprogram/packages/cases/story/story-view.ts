import type { CaseView } from '../../../../cloudfunctions/kernel/casework/contract'
import { maskToSurname } from '../../../rules/public-notice'
import { clockTerm } from '../../case-clock'
import { dayOf, sayDay, sayShortDay, sayWhen, type Day } from '../../../rules/days'
import { sayOf } from '../../say-of'

/** One case as its applicant reads it: what is asked of her or what comes next, and until when. Pure. */

export interface Headline {
  icon: string
  tone: 'amber' | 'green' | 'rust' | 'plain' | 'blue'
  /** `现在等工会` */
  tag: string
  title: string
  text: string
  /** What she can do, as the one red button; null when there is nothing to do but wait. */
  button: { label: string; act: 'card' | 'again' | 'call' | 'appeal' } | null
}

/** First line what is going on, second what she must do. A returned case has its ask-sheet instead: see askOf. */
export function headlineOf(view: CaseView, today: Day, forOther = false): Headline {
  const told = { title: view.news.title, text: view.appealWords ? withoutAppeal(view.news.text) : view.news.text }
  switch (view.state) {
    case 'submitted':
    case 'reviewing':
    case 'returned':
      return waiting(view, today, forOther)
    case 'inNotice':
      return {
        icon: 'clock',
        tone: 'blue',
        tag: '正在公示',
        title: view.due ? `公示到 ${sayDay(view.due)}` : '正在公示',
        text: `只写“${maskToSurname(view.name)}”和镇街，只给本单位会员看。\n没人有异议，就接着往下办。`,
        button: null,
      }
    case 'objected':
      return {
        icon: 'clock',
        tone: 'blue',
        tag: '公示先停着',
        title: '有人提了异议，正在核实',
        text: `${view.orgName}会核实清楚。\n要您说明的话，会联系您。`,
        button: null,
      }
    case 'approved':
      return view.open
        ? {
            icon: 'tick',
            tone: 'green',
            tag: view.kind === 'mediation' ? '谈成了' : '同意了',
            title: view.stage,
            text: agreed(view, today),
            button: null,
          }
        : { icon: 'tick', tone: 'green', tag: '办好了', ...told, button: cardButton(view) }
    case 'served':
      return { icon: 'tick', tone: 'green', tag: '办好了', ...told, button: appealButton(view) }
    case 'closed':
      return { icon: 'tick', tone: 'plain', tag: '办完了', ...told, button: appealButton(view) }
    case 'refused':
      return { icon: 'alert', tone: 'rust', tag: '没同意', ...told, button: refusedButton(view) }
    case 'withdrawn':
      return {
        icon: 'undo',
        tone: 'plain',
        tag: '您撤回了',
        title: '这份申请不再办了',
        text: '想好了，随时可以再交。',
        button: view.kind === 'joining' ? { label: '重新申请入会', act: 'again' } : null,
      }
  }
}

const cardButton = (view: CaseView): Headline['button'] =>
  view.kind === 'joining' ? { label: '看我的会员卡', act: 'card' } : null

/** What was answered may be put before the union above too, not a refusal only. */
const appealButton = (view: CaseView): Headline['button'] =>
  view.may.appeal ? { label: '请上级再看一遍', act: 'appeal' } : null

function refusedButton(view: CaseView): Headline['button'] {
  if (view.may.appeal) return appealButton(view)
  return view.kind === 'joining' ? { label: '改好了，再交一次', act: 'again' } : { label: '打电话问清楚', act: 'call' }
}

/** How to have it looked at again stands below with its day: what was told need not say it a second time. */
const withoutAppeal = (text: string) => text.replace(/不服的[^。]*。?/g, '')

function waiting(view: CaseView, today: Day, forOther: boolean): Headline {
  const { due } = view
  const late = due !== null && due < today
  if (late)
    return {
      icon: 'alert',
      tone: 'rust',
      tag: '工会晚了',
      title: `本该 ${sayShortDay(due)}答复，晚了`,
      text: `${view.stage}，还没答复。\n您可以打电话催一催。`,
      button: { label: '打电话催一催', act: 'call' },
    }
  return {
    icon: 'clock',
    tone: 'plain',
    tag: '现在等工会',
    title: due ? `最晚 ${sayDay(due)}答复${forOther ? '本人' : '您'}` : `工会在看${forOther ? '这份' : '您的'}申请`,
    text: `${forOther ? sayOf(view.stage, view.name) : view.stage}。\n您不用做什么。`,
    button: null,
  }
}

/** What was agreed, and by when the rest comes, where what was told does not say so itself. */
function agreed({ due, news }: CaseView, today: Day): string {
  const told = news.text.includes('最晚')
  const latest =
    due &&
    (due < today ? `本该 ${sayDay(due)}前办好，可以打电话催一催` : told ? '' : `最晚 ${sayDay(due)}，您不用做什么`)
  return [news.text, latest].filter(Boolean).map(ended).join('\n')
}

/** What is asked of her now, in the amber sheet. */
export interface Ask {
  title: string
  text: string
  items: string[]
}

export function askOf({ asked }: Pick<CaseView, 'asked'>, today: Day): Ask | null {
  if (!asked) return null
  const titles = asked.slots.map(({ title }) => title)
  const day = asked.due < today ? `${sayDay(asked.due)}过了，快补上` : `${sayDay(asked.due)}前补上就行`
  const title = titles.length === 1 ? `补一份${titles[0]}` : `补 ${titles.length} 样材料`
  return {
    title,
    text: `${asked.note ? `${ended(asked.note)}\n` : ''}${day}`,
    items: titles.length > 1 ? titles : [],
  }
}

function ended(text: string | null): string {
  return !text || /[。！？]$/.test(text) ? (text ?? '') : `${text}。`
}

/** Above the boxes: by when an answer comes if she brings it today; who has how many days. */
export function clockWords({ clock, asked, orgName }: CaseView, today: Day): { title: string; text: string } | null {
  if (!clock) return null
  // Number and unit are never parted.
  const term = `${orgName}有 ${clockTerm(clock, today)}`.replace(/(\d) (?=[天个])/g, '$1\u00a0')
  if (clock.due !== null || !clock.dueIfToday) return { title: term, text: '' }
  return asked
    ? { title: `今天补，最晚 ${sayShortDay(clock.dueIfToday)}答复`, text: `${term}。\n等您补材料的日子不算。` }
    : { title: '期限先停着', text: `${term}。\n停着的日子不算。` }
}

export interface StoryLine {
  key: number
  title: string
  note: string
  when: string
  mark: string
  last: boolean
}

/** `now` in milliseconds. While she is asked for something, the step stands still: it says so. */
export function storyLines(view: CaseView, now: number): StoryLine[] {
  return view.story.map((line, key) => ({
    key,
    title: line.title,
    note: [line.by, line.note].filter((part) => part).join('：'),
    when:
      line.at !== null ? sayWhen(line.at, now) : line.mark === 'now' && view.clock && !view.clock.due ? '暂停中' : '',
    mark: line.mark,
    last: key === view.story.length - 1,
  }))
}

export interface RecordView {
  key: number
  title: string
  line: string
  values: { label: string; value: string }[]
  /** Its place among all of the case's, for `openRecord`. */
  record: number
  /** How many pictures go with it. */
  photos: number
}

/** What desks wrote down, or took pictures of, for her to see. */
export function recordViews({ records }: Pick<CaseView, 'records'>): RecordView[] {
  return records
    .filter(({ values, photos }) => values.length > 0 || photos > 0)
    .map(({ title, by, at, values, record, photos }, key) => ({
      key,
      title,
      line: `${by}，${sayShortDay(dayOf(at))}记下的`,
      values,
      record,
      photos,
    }))
}

/** Who applied for her and how she undoes it; for who applied, whose matter it is. `''`: she did it herself. */
export function filedWords({ filedBy, name }: Pick<CaseView, 'filedBy' | 'name'>, forOther: boolean): string {
  if (!filedBy) return ''
  return forOther ? `这是您替${name}交的，本人看得到，也能撤回` : `${filedBy}替您交的`
}
