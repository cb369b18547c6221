import { UNDO_MS } from '../../miniprogram/rules/offer-rules'
import { isDuplicate } from '../kernel/database'
import { AppError, notFound } from '../kernel/errors'
import { reversalOf } from '../kernel/ledger'
import type { Caller } from '../kernel/serve'
import { receiptOf } from './receipts'
import type { Saving } from './saving'
import { findUndoable, takeBack } from './store'

/**
 * A clerk undoes a use recorded at her counter (wrong bill, wrong offer, the customer changed her mind): a reversal in
 * the ledger, the savings on the card go down again, the offer's places are free again. Once: the reversal's id is made
 * of the entry it takes back. Two offers on one bill go back together. The code stays used up. Two requests and the transaction.
 */
export async function undoSaving(
  { merchantId, receiptId, reason }: { merchantId: string; receiptId: string; reason: string },
  { now, person }: Caller<'clerk'>,
) {
  const found = await findUndoable(receiptId)
  if (!found || found.saving.detail.merchantId !== merchantId) throw notFound('这一笔')
  const { saving, reversal: before, uses } = found
  if (before) return { receipt: receiptOf(before) }
  if (Number(now) - Number(saving.at) > UNDO_MS)
    throw new AppError('NOT_NOW', '过了 30 分钟，柜台上撤销不了。打 12351，工会帮您改')
  const back = (of: Saving) => reversalOf(of, now, { ...of.detail, clerk: person._id, reason })
  const reversal = back(saving)
  const { together } = saving.detail
  const other = together ? await findUndoable(together.entry) : null
  const also = other ? [{ saving: other.saving, reversal: back(other.saving), uses: other.uses }] : []
  try {
    await takeBack([{ saving, reversal, uses }, ...also])
  } catch (error) {
    // Somebody pressed at the same moment: it is undone all the same.
    if (!isDuplicate(error)) throw error
  }
  return { receipt: receiptOf(reversal) }
}
