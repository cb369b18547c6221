import { caseworkActions, kindFinder } from '../kernel/casework/actions'
import { caseworkTimer } from '../kernel/casework/tick'
import { action, serve } from '../kernel/serve'
import { agree } from './agree'
import { certifyCard } from './certify-card'
import { changeEmployer } from './change-employer'
import { contract } from './contract'
import { copiesTimer, copyMyData } from './copy-my-data'
import { accountEnd, deleteAccount } from './delete-account'
import { findMembers, readMembers } from './find-members'
import { findUnions, findUnionsForMe } from './find-unions'
import { givePhone } from './give-phone'
import { declared as kinds } from './kinds/index.generated'
import { markMember } from './mark-member'
import { myCard, reissueCard, reportCardLost } from './my-card'
import { restoreCard, suspendCard } from './officer-card'
import { myData } from './my-data'
import { myUnion } from './my-union'
import { readCity } from './read-city'
import { readMe } from './read-me'
import { readMember } from './read-member'
import { withdrawConsent } from './withdraw-consent'

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
  certify: action('signedIn', contract.certify, certifyCard),
  members: action('provedInQuery', contract.members, readMembers),
  findMembers: action('provedInQuery', contract.findMembers, findMembers),
  member: action('provedInQuery', contract.member, readMember),
  suspendCard: action('provedInQuery', contract.suspendCard, suspendCard),
  restoreCard: action('provedInQuery', contract.restoreCard, restoreCard),
  markMember: action('provedInQuery', contract.markMember, markMember),
  changeEmployer: action('member', contract.changeEmployer, changeEmployer),
  myData: action('signedIn', contract.myData, myData),
  copyMyData: action('signedIn', contract.copyMyData, copyMyData),
  withdrawConsent: action('signedIn', contract.withdrawConsent, withdrawConsent),
  accountEnd: action('signedIn', contract.accountEnd, accountEnd),
  deleteAccount: action('signedIn', contract.deleteAccount, deleteAccount),
  myUnion: action('signedIn', contract.myUnion, myUnion),
  ...caseworkActions('membership', kinds),
}

export const timers = [caseworkTimer('membership', kindFinder(kinds)), copiesTimer]

export const main = serve('membership', actions, timers)
