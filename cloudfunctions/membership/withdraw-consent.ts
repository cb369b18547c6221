import { LIVING } from '../../miniprogram/rules/membership-states'
import { dropConsented, readHeldData } from '../kernel/held-data'
import { newPerson } from '../kernel/people'
import type { Caller } from '../kernel/serve'

/**
 * The consent to the privacy notice is taken back (个人信息保护法 第15条; what was done before stays valid). From now on
 * nothing is handed in until she agrees anew; drafts go; the phone number goes too where nothing goes on that needs it.
 * Twice is once.
 */
export async function withdrawConsent(_input: object, { openid, now }: Caller) {
  const { person, memberships, cases } = await readHeldData(openid, newPerson(openid, now)._id)
  const needed = cases.open > 0 || memberships.some(({ state }) => LIVING.includes(state))
  if (person) await dropConsented(openid, !needed)
  return { phoneDeleted: person !== null && !needed }
}
