import type { CaseView } from '../../../../cloudfunctions/kernel/casework/contract'
import { sayDay, sayShortDay, type Day } from '../../../rules/days'

/** One case as its applicant reads it: what is asked of her or what comes next, and until when. */

export interface Headline {
  icon: string
  tone: 'amber' | 'green' | 'rust' | 'plain'
  /** `现在等工会` */
  tag: string
  title: string
  text: string
  /** What she can do, as the one red button; null when there is nothing to do but wait. */
  button: { label: string; act: 'card' | 'again' | 'call' } | null
}

/** First line what is going on, second what she must do. */
export function headlineOf(view: CaseView, today: Day): Headline {
  switch (view.state) {
    case 'submitted':
      return waiting(view, today)
    case 'approved':
      return {
        icon: 'tick',
        tone: 'green',
        tag: '办好了',
        title: view.news.title,
        text: view.news.text,
        button: view.kind === 'joining' ? { label: '看我的会员卡', act: 'card' } : null,
      }
    case 'refused':
      return {
        icon: 'alert',
        tone: 'rust',
        tag: '没同意',
        title: view.news.title,
        text: view.news.text,
        button:
          view.kind === 'joining'
            ? { label: '改好了，再交一次', act: 'again' }
            : { label: '打电话问清楚', act: 'call' },
      }
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

function waiting(view: CaseView, today: Day): Headline {
  const due = view.due
  const late = due !== null && due < today
  return {
    icon: 'clock',
    tone: late ? 'rust' : 'plain',
    tag: '现在等工会',
    title: due ? (late ? `本该 ${sayShortDay(due)}答复，晚了` : `最晚 ${sayDay(due)}答复您`) : '工会在看您的申请',
    text: late ? `${view.orgName}还没答复。您可以打电话催一催。` : `${view.orgName}在看。您现在不用做什么。`,
    button: late ? { label: '打电话催一催', act: 'call' } : null,
  }
}
