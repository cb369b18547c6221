import { createHash } from 'node:crypto'
import { dayOf } from '../../miniprogram/rules/days'
import { groupFault, groupsOf } from '../../miniprogram/rules/offer-rules'
import { isDuplicate } from '../kernel/database'
import { AppError, notFound } from '../kernel/errors'
import { idFrom } from '../kernel/ids'
import type { Membership } from '../kernel/memberships'
import { blindIndex } from '../kernel/seal'
import type { Caller } from '../kernel/serve'
import { entryView, viewOf, type Draw, type DrawEntry } from './draw'
import * as store from './store'

type Member = Caller<'member'>

export const entryId = (draw: string, membership: string): string => idFrom('entry', draw, membership)

/**
 * A member takes part, once: the entry is named by draw and membership. How often she has had such a thing is looked up
 * now and published with her number. Four requests.
 */
export async function enterDraw({ draw: id }: { draw: string }, { membership, now }: Member) {
  const { draw, entry } = await findHers(id, membership)
  if (entry) return { draw: viewOf(draw, now), mine: entryView(draw, entry) }
  mustBeOpen(draw, now)
  const fault = groupFault(draw, groupsOf(membership, dayOf(now)))
  if (fault) throw new AppError('NOT_NOW', fault.words)
  const had = await store.timesHad(membership.person, draw.series)
  for (let attempt = 1; ; attempt += 1) {
    const made = entryOf(draw, membership, had, attempt, now)
    try {
      await store.addEntry(made)
      return { draw: viewOf(draw, now), mine: entryView(draw, made) }
    } catch (error) {
      if (!isDuplicate(error) || attempt === ATTEMPTS) throw error
      // The same press twice, or somebody has her number: then the next one.
      const { entry: before } = await findHers(id, membership)
      if (before) return { draw: viewOf(draw, now), mine: entryView(draw, before) }
    }
  }
}

const ATTEMPTS = 3

function entryOf(draw: Draw, membership: Membership, had: number, attempt: number, now: Date): DrawEntry {
  return {
    _id: entryId(draw._id, membership._id),
    draw: draw._id,
    membership: membership._id,
    person: membership.person,
    openid: membership.openid,
    maskedName: membership.card.maskedName,
    org: membership.org,
    orgPath: membership.orgPath,
    handle: handleOf(`${draw._id}:${membership._id}:${attempt}`),
    had,
    at: now,
    place: null,
    collectedAt: null,
  }
}

/** Twelve digits to be read aloud, made with our key: nobody can tell from them who it is. */
function handleOf(of: string): string {
  const digest = createHash('sha256').update(blindIndex('person', of)).digest()
  return String(digest.readUIntBE(0, 6) % 1_000_000_000_000).padStart(12, '0')
}

/** She takes it back, while it is open. Three requests. */
export async function leaveDraw({ draw: id }: { draw: string }, { membership, now }: Member) {
  const { draw, entry } = await findHers(id, membership)
  if (entry) {
    mustBeOpen(draw, now)
    await store.dropEntry(entry._id)
  }
  return { draw: viewOf(draw, now), mine: null }
}

/** Two requests. */
export async function readDraw({ draw: id }: { draw: string }, { membership, now }: Member) {
  const { draw, entry } = await findHers(id, membership)
  return { draw: viewOf(draw, now), mine: entry && entryView(draw, entry) }
}

/** A draw that is open to her union, with her entry; the same words whether it is elsewhere or nowhere. */
export async function findHers(id: string, membership: Membership): Promise<{ draw: Draw; entry: DrawEntry | null }> {
  const found = await store.findDrawAndEntry(id, entryId(id, membership._id))
  if (!found || !membership.scopes.includes(found.draw.org)) throw notFound('这次抽签')
  return found
}

function mustBeOpen({ closesAt }: Draw, now: Date): void {
  if (now >= closesAt) throw new AppError('NOT_NOW', '报名已经截止了')
}
