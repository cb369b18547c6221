import type { Day } from '../../miniprogram/rules/days'
import type { Transaction } from '../kernel/cloud'
import { isDuplicate, TryAgain } from '../kernel/database'
import { idFrom } from '../kernel/ids'

/** Complaints by shop, counted in the write of the application that changes them. Names nobody who complained. */
export interface ShopComplaints {
  _id: string
  merchant: string
  shop: string
  /** The county's union and the city's, whose officers see it. */
  scopes: string[]
  complained: number
  /** Of those, that the card was refused. */
  cardRefused: number
  /** Where the union found the shop at fault. */
  upheld: number
  /** Of the newest change. */
  lastDay: Day
}

interface Change {
  merchant: string
  shop: string
  scopes: string[]
  cardRefused: boolean
  day: Day
  complained?: number
  upheld?: number
}

const complaintsId = (merchant: string) => idFrom('cmp', merchant)

/** Within the transaction that moves the application. Two requests. */
export async function countComplaint(transaction: Transaction, change: Change): Promise<void> {
  const { merchant, shop, scopes, cardRefused, day, complained = 0, upheld = 0 } = change
  const one = transaction.collection('shopComplaints').doc(complaintsId(merchant))
  const { data } = await one.get()
  const before = (Array.isArray(data) ? data[0] : data) as ShopComplaints | null | undefined
  const counts = {
    complained: (before?.complained ?? 0) + complained,
    cardRefused: (before?.cardRefused ?? 0) + (cardRefused ? complained : 0),
    upheld: (before?.upheld ?? 0) + upheld,
  }
  if (before) return void (await one.update({ ...counts, scopes, lastDay: day }))
  try {
    const made: ShopComplaints = { _id: complaintsId(merchant), merchant, shop, scopes, ...counts, lastDay: day }
    await transaction.collection('shopComplaints').add(made)
  } catch (error) {
    if (isDuplicate(error)) throw new TryAgain('first complaint')
    throw error
  }
}
