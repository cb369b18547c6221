import { caseworkActions, kindFinder } from '../kernel/casework/actions'
import { caseworkTimer } from '../kernel/casework/tick'
import { action, serve } from '../kernel/serve'
import { agree } from './agree'
import { changeEmployer } from './change-employer'
import { contract } from './contract'
import { findMembers, readMembers } from './find-members'
import { findUnions, findUnionsForMe } from './find-unions'
import { givePhone } from './give-phone'
import { declared as kinds } from './kinds/index.generated'
import { myCard, reissueCard, reportCardLost } from './my-card'
import { restoreCard, suspendCard } from './officer-card'
import { readCity } from './read-city'
import { readMe } from './read-me'
import { readMember } from './read-member'

/** The function `membership`: who I am here, finding and joining a union, my card. */
export const actions = {
  city: action('anyone', contract.city, readCity),
  me: action('signedIn', contract.me, readMe),
  agree: action('signedIn', contract.agree, agree),
  givePhone: action('signedIn', contract.givePhone, givePhone),
  findUnion: action('signedIn', contract.findUnion, findUnions),
  unionsForMe: action('signedIn', contract.unionsForMe, findUnionsForMe),
  myCard: action('signedIn', contract.myCard, myCard),
  reportCardLost: action('signedIn', contract.reportCardLost, reportCardLost),
  reissueCard: action('signedIn', contract.reissueCard, reissueCard),
  members: action('provedInQuery', contract.members, readMembers),
  findMembers: action('provedInQuery', contract.findMembers, findMembers),
  member: action('provedInQuery', contract.member, readMember),
  suspendCard: action('provedInQuery', contract.suspendCard, suspendCard),
  restoreCard: action('provedInQuery', contract.restoreCard, restoreCard),
  changeEmployer: action('member', contract.changeEmployer, changeEmployer),
  ...caseworkActions('membership', kinds),
}

export const timers = [caseworkTimer('membership', kindFinder(kinds))]

export const main = serve('membership', actions, timers)
