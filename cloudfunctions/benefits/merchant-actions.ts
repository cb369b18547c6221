import { action, type Action } from '../kernel/serve'
import { becomeClerk, handOver, leaveCounter, removeClerk, showClerkCode } from './clerks'
import { inviteMerchant, readInvitation } from './invitations'
import { merchantContract as contract } from './merchant-contract'
import { liftMerchant, readMerchant, readMerchants, searchMerchants, suspendMerchant } from './merchant-desk'
import { exportMonth, readFigures } from './merchant-figures'
import { readShop } from './read-shop'
import { followAtOnce } from './shop-window'

/** The actions of partner merchants: their owners', their clerks' and the union's. */
export const merchantActions: Record<string, Action> = {
  myShop: action('provedInQuery', contract.myShop, readShop),
  shopFigures: action('provedInQuery', contract.shopFigures, readFigures),
  exportMonth: action('provedInQuery', contract.exportMonth, exportMonth),
  clerkCode: action('provedInQuery', contract.clerkCode, showClerkCode),
  becomeClerk: action('signedIn', contract.becomeClerk, becomeClerk),
  removeClerk: action('provedInQuery', contract.removeClerk, removeClerk),
  leaveCounter: action('signedIn', contract.leaveCounter, leaveCounter),
  handOver: action('provedInQuery', contract.handOver, handOver),
  inviteMerchant: action('provedInQuery', contract.inviteMerchant, inviteMerchant),
  invitation: action('signedIn', contract.invitation, readInvitation),
  merchants: action('provedInQuery', contract.merchants, readMerchants),
  findMerchants: action('provedInQuery', contract.findMerchants, searchMerchants),
  merchant: action('provedInQuery', contract.merchant, readMerchant),
  suspendMerchant: action('provedInQuery', contract.suspendMerchant, suspendMerchant),
  liftMerchant: action('provedInQuery', contract.liftMerchant, liftMerchant),
}

/** What a decision, a hand-in or its taking back changes of a merchant, its offers follow at once. */
export function thenFollow(casework: Record<string, Action>): Record<string, Action> {
  const names = ['submit', 'decide', 'decideMany', 'withdraw']
  const followed = names.map((name): [string, Action] => {
    const run = async (input: unknown, caller: never) => {
      const answer = await casework[name]!.run(input, caller)
      await followAtOnce()
      return answer
    }
    return [name, { ...casework[name]!, run }]
  })
  return { ...casework, ...Object.fromEntries(followed) }
}
