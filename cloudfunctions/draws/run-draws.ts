import { groupHandle, orderOf } from '../../miniprogram/rules/draw'
import { isDuplicate } from '../kernel/database'
import { idFrom } from '../kernel/ids'
import { append, entryOf } from '../kernel/ledger'
import { inTransaction } from '../kernel/database'
import { log, originOf } from '../kernel/log'
import { leaveMessageIn } from '../kernel/messages'
import { unseal } from '../kernel/seal'
import type { Draw, DrawEntry } from './draw'
import * as store from './store'

/** An entry that was on its way when the list closed has arrived by then. */
const AFTER_CLOSING_MS = 60_000
const AT_ONCE = 5

/**
 * Draws what has closed. The order follows from seed and list alone, so a round that was cut off is done again with the
 * same result; the seed is published last, when every winner stands written. Each draw by itself.
 */
export async function runDraws(now: Date): Promise<void> {
  let failed = 0
  for (const draw of await store.findToDraw(new Date(Number(now) - AFTER_CLOSING_MS), AT_ONCE)) {
    try {
      await runOne(draw, now)
    } catch (error) {
      failed += 1
      log({ event: 'draw-failed', area: 'draws', id: draw._id, ...originOf(error) })
    }
  }
  if (failed > 0) throw new Error('some draws failed')
}

async function runOne(draw: Draw, now: Date): Promise<void> {
  const seed = unseal(draw.seed)
  const order = orderOf(seed, await store.findAllEntries(draw._id))
  for (const [i, entry] of order.entries()) {
    if (entry.place === i + 1) continue
    if (i < draw.seats) await award(draw, entry, i + 1, now)
    else await store.putPlace(entry._id, i + 1)
  }
  await store.publishSeed(draw._id, seed)
}

/** Place, ledger entry and message in one transaction; done before: nothing. */
async function award(draw: Draw, entry: DrawEntry, place: number, at: Date): Promise<void> {
  const { person, openid, org, orgPath } = entry
  const id = idFrom('led', entry._id, 'won')
  try {
    await inTransaction(async (transaction) => {
      const detail = { series: draw.series }
      await append(
        transaction,
        entryOf({ id, kind: 'goods.won', at, org, orgPath, personId: person, source: draw._id, detail }),
      )
      await store.putPlaceIn(transaction, entry._id, place)
      await leaveMessageIn(transaction, {
        _id: idFrom('msg', entry._id, 'won'),
        openid,
        title: `抽中了：${draw.title}`,
        text: `您的号码 ${groupHandle(entry.handle)}，第 ${place} 个。${draw.collect}`,
        at,
        unread: true,
        link: `/packages/draws/draw/draw?id=${draw._id}`,
      })
    })
  } catch (error) {
    if (!isDuplicate(error)) throw error
  }
}
