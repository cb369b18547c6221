import { cloud } from '../kernel/cloud'
import { AppError } from '../kernel/errors'
import { log, originOf } from '../kernel/log'
import { DESK_PAGE, nextAfter } from '../kernel/my-desk'
import type { Caller } from '../kernel/serve'
import { viewOfEvent } from './event-view'
import * as store from './store'

/** An officer's looks at her union's joining events, and the end of one. */

type Officer = Caller<'provedInQuery'>
type OneEvent = { desk: string; event: string }

/** The page that the code opens. */
const STALL = 'packages/recruiting/stall/stall'

/** One request. */
export async function readEvents({ desk, after }: { desk: string; after?: string }, { openid, now }: Officer) {
  const { post, found } = await store.findEventsPage(openid, desk, after)
  return { orgName: post.orgName, events: found.map((event) => viewOfEvent(event, now)), next: nextAfter(found) }
}

/** Five requests; documents are read of the event and of those held back alone. */
export async function readEvent({ desk, event: id }: OneEvent, { openid, now }: Officer) {
  const { event } = await store.findEvent(openid, desk, id)
  const [applied, approved, waiting, held] = await Promise.all([
    store.countOfEvent(id, null),
    store.countOfEvent(id, 'approved'),
    store.countOfEvent(id, 'submitted'),
    store.findWaiting(desk, event.heldBack),
  ])
  return {
    event: viewOfEvent(event, now),
    orgName: event.orgName,
    counts: { applied, approved, waiting, heldBack: held.length },
    held: held.slice(0, DESK_PAGE).map(({ _id, area, name }) => ({ caseId: _id, area, name })),
  }
}

/** Two requests. */
export async function closeEvent({ desk, event: id }: OneEvent, { openid, now }: Officer) {
  const { event } = await store.findEvent(openid, desk, id)
  if (event.state === 'open') await store.shutEvent(id)
  return { event: viewOfEvent({ ...event, state: 'closed' }, now) }
}

/** WeChat's own code for the stall's page: WeChat's scanner opens it at once. One request, one call of WeChat's. */
export async function readEventCode({ desk, event: id }: OneEvent, { openid }: Officer) {
  const { event } = await store.findEvent(openid, desk, id)
  return { image: (await drawnByWechat(event.code)).toString('base64') }
}

async function drawnByWechat(scene: string): Promise<Buffer> {
  try {
    // Before the first release there is no published page to check against.
    const asked = { scene, page: STALL, width: 430, checkPath: false }
    const { buffer } = (await cloud.openapi.wxacode.getUnlimited(asked)) as { buffer: Buffer }
    return Buffer.from(buffer)
  } catch (error) {
    log({ event: 'code-undrawn', ...originOf(error) })
    throw new AppError('BUSY', '微信的码没取到。先用 6 位数字，过一会儿再来看')
  }
}
