import { createHash } from 'node:crypto'
import type { Membership } from '../kernel/memberships'
import { blindIndex } from '../kernel/seal'

/**
 * What stands for a person among a session's voters: of the ID number, so that one human being has one vote whatever
 * phone, account or membership she uses; keyed and of this session alone, so that nobody can follow her elsewhere.
 */
export function voterKey(interview: string, { holder }: Pick<Membership, 'holder'>): string {
  return blindIndex('person', `vote:${interview}:${holder}`).slice(0, 16)
}

/** `工友 7412`: the same for one person in one session, and no way back. */
export function pseudonymOf(interview: string, { holder }: Pick<Membership, 'holder'>): string {
  const digest = createHash('sha256')
    .update(blindIndex('person', `name:${interview}:${holder}`))
    .digest()
  return `工友 ${String(digest.readUInt32BE(0) % 10_000).padStart(4, '0')}`
}
