import { dayOf, lastDayOfYears } from '../../miniprogram/rules/days'
import { maskName } from '../../miniprogram/rules/masks'
import { idFrom } from '../kernel/ids'
import { belongsTo, type Membership } from '../kernel/memberships'
import type { Joining, StoredJoining } from './kinds/joining'

/** A membership that begins on the day of approval, with its card. A retry of the same approval makes the same one. */
export function membershipOf(done: Joining, at: Date, cardYears: number, cardNumber: string): Membership {
  const { facts } = done
  const { name, idNumber, employment, employer } = done.form as unknown as StoredJoining
  const since = dayOf(at)
  return {
    _id: idFrom('mem', done._id),
    person: done.person,
    openid: done.openid,
    state: 'active',
    stateSince: since,
    before: 'active',
    holder: idNumber.index,
    livingOf: done.person,
    name,
    idNumber: idNumber.sealed,
    idMasked: idNumber.masked,
    birthDay: facts.birthDay,
    employment,
    employer: employer ?? '',
    ...belongsTo({ _id: done.org, name: facts.unionName, path: done.orgPath, phone: facts.unionPhone }),
    idTail: facts.idTail,
    phoneTail: facts.phoneTail,
    since,
    past: [],
    case: done._id,
    card: {
      number: cardNumber,
      serial: 1,
      state: 'active',
      why: '',
      maskedName: maskName(name),
      tier: '普通会员',
      validUntil: lastDayOfYears(since, cardYears),
      usedSteps: [],
    },
    saved: {},
  }
}
