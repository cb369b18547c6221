import type { OutputOf } from '../../../client/call'
import { KINDS } from '../../../client/kinds'
import { sayDay, dayOf, sayTime, sayWhen } from '../../../rules/days'

/** Who may apply for whom. Pure. */

type Authority = OutputOf<'cases.authorities'>['given'][number]

/** What one may apply for in another's stead, in her words; what only she can say herself (a worry, an idea) is not here. */
export const FOR_OTHERS = KINDS.filter(({ inStead }) => inStead === 'kinAndOfficers').map(({ kind, plain }) => ({
  kind,
  title: plain,
}))

export const RELATIONS = ['爱人', '儿子', '女儿', '爸爸', '妈妈', '兄弟姐妹', '亲戚'] as const

export interface GivenLine {
  id: string
  /** `家里人（儿子）`, `海滨物业工会 工会主席 宋丽华` */
  who: string
  /** What was said: `口头申请，本人在场`. */
  basis: string
  line: string
  living: boolean
}

export function givenLine({ id, sign, basis, at, revoked }: Authority, now: number): GivenLine {
  return {
    id,
    who: sign,
    basis,
    line: `${spaced(sayWhen(at, now))}${revoked ? '给的，收回了' : '给的'}`,
    living: !revoked,
  }
}

export interface HeldLine {
  id: string
  /** `林＊兰` */
  name: string
  line: string
}

/** Those I may still apply for. */
export function heldLines(held: Authority[], now: number): HeldLine[] {
  return held
    .filter(({ revoked }) => !revoked)
    .map(({ id, name, how, at }) => ({
      id,
      name,
      line: `${spaced(sayWhen(at, now))}${how === 'kin' ? '给您的' : '当面托给您的'}`,
    }))
}

/** An hour is set apart from the word after it. */
const spaced = (when: string) => (/\d$/.test(when) ? `${when} ` : when)

/** `384 201` */
export const groupCode = (code: string) => `${code.slice(0, 3)} ${code.slice(3)}`

/** `11月26日（周四） 22:04 前有效，只能用一次` */
export const untilWords = (until: number) => `${sayDay(dayOf(until))} ${sayTime(until)} 前有效，只能用一次`

/** Before an authority ends: what it stops. */
export function sureRevoke(who: string) {
  return {
    title: `不让${who}替您办了？`,
    content: '从现在起不能再替您交，交过的也看不到了。已经交的申请接着办，不想办的，到“我的申请”里撤回。',
    cancelText: '先不收',
    confirmText: '收回来',
  }
}

/** Before I give one back. */
export function sureGiveUp(name: string) {
  return {
    title: `不替${name}办了？`,
    content: '从现在起不能再交，交过的也看不到了。以后还要替办，再要一个码。',
    cancelText: '接着办',
    confirmText: '不办了',
  }
}
