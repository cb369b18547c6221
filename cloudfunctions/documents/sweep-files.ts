import { deleteFiles } from '../kernel/files'
import { findStale, forgetPrinted } from './store'

/** CloudBase deletes so many files a call. */
const PORTION = 50
/** Portions a run: the rest waits for the next hour. */
const MOST = 10

/** Deletes the PDFs that were made more than an hour ago: names lie in them unsealed, and making one again costs little. */
export async function sweepFiles(now: Date): Promise<void> {
  for (let i = 0; i < MOST; i += 1) {
    const stale = await findStale(now, PORTION)
    if (stale.length === 0) return
    await deleteFiles(stale.map(({ file }) => file))
    await forgetPrinted(
      stale.map(({ _id }) => _id),
      now,
    )
  }
}
