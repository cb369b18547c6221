import { nextAfter } from '../kernel/my-desk'
import type { Caller } from '../kernel/serve'
import { entryView, viewOf } from './draw'
import * as store from './store'
import { entryId, findHers } from './take-part'

/** Draws as members and officers read them. */

/** Draws of her union and those above, newest first, with her part in each. Three requests. */
export async function listDraws({ after }: { after?: string }, { membership, now }: Caller<'member'>) {
  const found = await store.findDrawsOf(membership.scopes, after)
  const entries = await store.findEntries(found.map(({ _id }) => entryId(_id, membership._id)))
  const mine = new Map(entries.map((entry) => [entry.draw, entry]))
  return {
    draws: found.map((draw) => {
      const entry = mine.get(draw._id)
      return { ...viewOf(draw, now), mine: entry ? entryView(draw, entry) : null }
    }),
    next: nextAfter(found),
  }
}

/** The closed list and its winners, once it is drawn: what a phone needs to work it out again. Four requests. */
export async function readProof(
  { draw: id, after }: { draw: string; after?: string },
  { membership }: Caller<'member'>,
) {
  const { draw } = await findHers(id, membership)
  if (!draw.openSeed) return { entries: [], winners: [], next: null }
  const [listed, won] = await Promise.all([store.findListed(id, after), store.findWinners(id, draw.seats)])
  return {
    entries: listed.map(({ handle, had }) => ({ handle, had })),
    winners: won.map(({ handle }) => handle),
    next: listed.length === store.LISTED ? listed[listed.length - 1]!.handle : null,
  }
}

type Officer = Caller<'provedInQuery'>

/** One request. */
export async function listAtDesk({ desk, after }: { desk: string; after?: string }, { openid, now }: Officer) {
  const found = await store.findDrawsAtDesk(openid, desk, after)
  return { draws: found.map((draw) => viewOf(draw, now)), next: nextAfter(found) }
}

/** Three requests. */
export async function readAtDesk({ desk, draw: id }: { desk: string; draw: string }, { openid, now }: Officer) {
  const draw = await store.findDrawAtDesk(openid, desk, id)
  const [entered, won] = await Promise.all([
    store.countEntries(id),
    draw.openSeed ? store.findWinners(id, draw.seats) : [],
  ])
  const winners = won.map(({ handle, place, maskedName, collectedAt }) => ({
    handle,
    place: place!,
    maskedName,
    collected: collectedAt !== null,
  }))
  return { draw: viewOf(draw, now), entered, winners }
}

/** Two requests; a number that did not win is not found. */
export async function markCollected(
  { desk, draw: id, handle }: { desk: string; draw: string; handle: string },
  { openid, now }: Officer,
) {
  const draw = await store.findDrawAtDesk(openid, desk, id)
  await store.markCollected(id, handle, draw.seats, now)
  return {}
}
