import { randomBytes } from 'node:crypto'
import type { z } from 'zod'
import { commitmentTo } from '../../miniprogram/rules/draw'
import { isDuplicate } from '../kernel/database'
import { AppError } from '../kernel/errors'
import { idFrom } from '../kernel/ids'
import { fromMyDesk } from '../kernel/my-desk'
import { seal } from '../kernel/seal'
import type { Caller } from '../kernel/serve'
import type { contract } from './contract'
import { viewOf, type Draw } from './draw'
import * as store from './store'

const HOUR = 3_600_000
const LONGEST = 60 * 24 * HOUR

/**
 * Opens a draw: its seed is made here by the machine and sealed, its hash published at once. Two requests; the same
 * key again answers with the draw made first, with the first seed.
 */
export async function openDraw(
  input: z.output<(typeof contract)['open']['in']>,
  { openid, now }: Caller<'provedInQuery'>,
) {
  const { desk, clientKey, closesAt, ...said } = input
  const id = idFrom('draw', openid, clientKey)
  const { post, found } = await fromMyDesk<Draw>(openid, desk, 'draws', [{ $match: { _id: id } }, { $limit: 1 }])
  if (found[0]) return { draw: viewOf(found[0], now) }
  if (closesAt < Number(now) + HOUR) throw new AppError('BAD_INPUT', '报名至少留一个小时，请把截止往后选')
  if (closesAt > Number(now) + LONGEST) throw new AppError('BAD_INPUT', '报名最长两个月，请把截止往前选')
  const seed = randomBytes(32).toString('hex')
  const draw: Draw = {
    _id: id,
    org: post.org,
    orgName: post.orgName,
    orgPath: post.orgPath,
    ...said,
    closesAt: new Date(closesAt),
    commitment: commitmentTo(seed),
    seed: seal(seed),
    openSeed: null,
    createdAt: now,
  }
  try {
    await store.addDraw(draw)
  } catch (error) {
    if (!isDuplicate(error)) throw error
    // The same press twice at once: the other one's seed stands.
    return { draw: viewOf((await store.findDraw(id))!, now) }
  }
  return { draw: viewOf(draw, now) }
}
