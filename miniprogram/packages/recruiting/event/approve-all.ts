import { call, CallFailure, type OutputOf } from '../../../client/call'

export interface Progress {
  /** Gone through so far, and of those approved by this press. */
  seen: number
  approved: number
  heldBack: number
}

interface Way {
  clean(after: string | undefined): Promise<OutputOf<'recruiting.clean'>>
  approve(cases: OutputOf<'recruiting.clean'>['cases']): Promise<OutputOf<'membership.decideMany'>>
}

/** How the cloud is asked. */
export const wayOf = (desk: string, event: string): Way => ({
  clean: (after) => call('recruiting.clean', { desk, event, after }),
  approve: (cases) => call('membership.decideMany', { cases, act: 'approve', note: '' }),
})

/**
 * 全部同意: twenty at a time, each decided by itself with all its checks. Cut half-way nothing is lost: pressing again
 * does what is left. `tell` hears each portion and answers whether to go on. Throws CallFailure.
 */
export async function approveAll(way: Way, tell: (so: Progress) => boolean): Promise<Progress> {
  const so: Progress = { seen: 0, approved: 0, heldBack: 0 }
  let after: string | undefined
  for (;;) {
    const portion = await way.clean(after)
    if (portion.cases.length > 0) so.approved += await approve(way, portion.cases)
    so.seen += portion.cases.length + portion.heldBack
    so.heldBack += portion.heldBack
    if (!tell(so) || !portion.next) return so
    after = portion.next
  }
}

/** Another officer who was quicker is no failure. */
async function approve(way: Way, cases: OutputOf<'recruiting.clean'>['cases']): Promise<number> {
  try {
    return (await way.approve(cases)).done.length
  } catch (error) {
    if (error instanceof CallFailure && error.code === 'NOT_FOUND') return 0
    throw error
  }
}
