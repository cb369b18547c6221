import type { Me } from '../../client/session'

/** What the union keeps about me, in the fewest words; the notice says the rest. */
export function heldWords({ phoneMasked, membership }: Pick<Me, 'phoneMasked' | 'membership'>): string {
  if (membership) return '姓名、手机号、身份证号（加密），在哪个工会，用卡的账'
  return phoneMasked ? '您的手机号。别的都没有' : '还没存您的任何资料'
}
