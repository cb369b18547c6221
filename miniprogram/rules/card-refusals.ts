/** Why a card is not taken at a counter, and what helps, in words a clerk can read out: with a network and without. */
export const REFUSAL_REASONS = [
  'NOT_A_CARD',
  'UNKNOWN',
  'FORGED',
  'EXPIRED',
  'AHEAD',
  'USED',
  'LOST',
  'STOPPED',
  'REPLACED',
  'ENDED',
  'OVER',
  /** No fault of the card's: the shop may take none now; `why` says what the union wrote. */
  'SHUT',
  // Without a network:
  'ORDINARY',
  'DEAD',
  'ISSUER',
  'NO_KIT',
  'KIT_OLD',
  'CLOCK',
] as const
export type RefusalReason = (typeof REFUSAL_REASONS)[number]

export interface Refusal {
  valid: false
  reason: RefusalReason
  /** `这个码过期了` */
  title: string
  why: string
  detail: string
  steps: string[]
}

const SHOW_AGAIN = ['请顾客打开“会员卡”，别用截图', '让顾客手机亮屏，再扫一次']
const AS_USUAL = '还不行，就按原价收，别为难顾客'
const BACK_ONLINE = ['找个有网的地方，打开一下“柜台”', '再扫一次', AS_USUAL]

const WORDS: Record<RefusalReason, Omit<Refusal, 'valid' | 'reason'>> = {
  NOT_A_CARD: {
    title: '这不是会员卡的码',
    why: '扫到的不是会员卡',
    detail: '可能扫到了付款码或别的码。',
    steps: ['请顾客打开小程序里的“会员卡”', '对准大的方块码，再扫一次'],
  },
  UNKNOWN: {
    title: '查不到这张卡',
    why: '没有这个卡号',
    detail: '这个码不是本市工会发的会员卡。',
    steps: ['请顾客打开本市工会的“会员卡”', '还不行，请他打 12351 问问'],
  },
  FORGED: {
    title: '这个码是假的',
    why: '码对不上号',
    detail: '码被改过，或者不是从“会员卡”里出来的。',
    steps: [...SHOW_AGAIN, '还不行，就按原价收'],
  },
  EXPIRED: {
    title: '这个码过期了',
    why: '',
    detail: '码每 30 秒换一次。多半是截图，或者顾客手机时间不对。',
    steps: [...SHOW_AGAIN, '还不行，请他看一眼手机时间'],
  },
  AHEAD: {
    title: '手机时间不对',
    why: '顾客手机的时间快了',
    detail: '码上的时间比现在还晚。',
    steps: ['请顾客把手机时间改成“自动设置”', '关掉小程序，重新打开“会员卡”', '再扫一次'],
  },
  USED: {
    title: '这个码用过了',
    why: '这个码已经记过一笔',
    detail: '一个码只能用一次。要再用，等新码出来。',
    steps: ['请顾客等码换一个，最多 30 秒', '再扫一次'],
  },
  LOST: {
    title: '这张卡挂失了',
    why: '会员说这张卡丢了',
    detail: '挂失的卡不能用，请不要收。',
    steps: ['要是本人，请他在“会员卡”里补一张', '补好马上就能用'],
  },
  STOPPED: {
    title: '这张卡停用了',
    why: '卡现在不能用',
    // Why is between the member and her union.
    detail: '停用的卡不能享受优惠，请按原价收。',
    steps: ['请顾客打开“会员卡”，上面写着问谁'],
  },
  REPLACED: {
    title: '这是旧卡',
    why: '这张卡已经换过新的',
    detail: '换卡以后，旧手机里的码就不能用了。',
    steps: ['请顾客用自己现在的手机打开“会员卡”', '再扫一次'],
  },
  ENDED: {
    title: '这张卡不能用了',
    why: '卡到期了，或者停了',
    detail: '现在不能享受优惠。',
    steps: ['请顾客打 12351，或问自己的工会'],
  },
  OVER: {
    title: '离线码到期了',
    why: '离线码只管 7 天，顾客的过了',
    detail: '他的手机好几天没连过网。',
    steps: ['有网：请他打开“会员卡”，换回平时的码', '没网：等他连一次网，再换离线码'],
  },
  SHUT: {
    title: '店里现在不能用会员卡',
    why: '会员优惠停了',
    detail: '卡没有问题，请按原价收，跟顾客说一声。',
    steps: ['店主在“我的店”里看得到为什么', '有疑问打 12351'],
  },
  ORDINARY: {
    title: '没有网，这种码核对不了',
    why: '这是平时的码，要有网才能核对',
    detail: '没有网的时候，要扫离线码。',
    steps: ['请顾客在“会员卡”里点“店里没网？换离线码”', '再扫一次'],
  },
  DEAD: {
    title: '这张卡停用了',
    why: '挂失了、换过新的，或者停了',
    detail: '停用的卡不能享受优惠，请按原价收。',
    steps: ['请顾客打开“会员卡”，上面写着怎么办'],
  },
  ISSUER: {
    title: '现在核对不了',
    why: '码不是本市工会发的，或者您的手机还不认得',
    detail: '工会换过钥匙，您的手机要连一次网才认得。',
    steps: BACK_ONLINE,
  },
  NO_KIT: {
    title: '现在核对不了',
    why: '这部手机还没存下核对要用的东西',
    detail: '有网时打开一次“柜台”，就自动存好了。',
    steps: BACK_ONLINE,
  },
  KIT_OLD: {
    title: '现在核对不了',
    why: '这部手机超过 8 天没连过网了',
    detail: '这几天挂失的卡，手机还不知道，不能随便收。',
    steps: BACK_ONLINE,
  },
  CLOCK: {
    title: '您的手机时间不对',
    why: '这部手机的时间往回走了',
    detail: '时间不对，看不出码是不是刚出的。',
    steps: ['把手机时间改成“自动设置”', '再扫一次', AS_USUAL],
  },
}

/** `seconds`: the age of the code, for one that is too old. */
export function refusal(reason: RefusalReason, seconds = 0): Refusal {
  const words = WORDS[reason]
  return { valid: false, reason, ...words, why: reason === 'EXPIRED' ? `这个码是${sayAge(seconds)}前的` : words.why }
}

/** `3 分钟`, `2 小时`, `5 天` with a space before a number that follows Chinese. */
function sayAge(seconds: number): string {
  if (seconds < 120) return ` ${seconds} 秒`
  if (seconds < 7200) return ` ${Math.floor(seconds / 60)} 分钟`
  if (seconds < 172_800) return ` ${Math.floor(seconds / 3600)} 小时`
  return ` ${Math.floor(seconds / 86_400)} 天`
}
