/** What the officer reads when the applicant's phone number was another member's account's until it was proved to be hers. */
export function phoneWarning({ phoneMoved }: { phoneMoved?: boolean }): string[] {
  return phoneMoved ? ['这个手机号原来留在另一位会员名下，是微信核对后移过来的。请当面问清是不是同一个人'] : []
}
