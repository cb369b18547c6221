import { askFault, takesVotes } from '../../miniprogram/rules/interview'
import { AppError, notFound } from '../kernel/errors'
import type { Caller } from '../kernel/serve'
import * as store from './ask-store'
import type { Interview } from './interview'
import { voterKey } from './voter'

/** A chain of questions merged into others is no longer than this in earnest. */
const LONGEST_CHAIN = 10

/**
 * I ask that too. Two requests: one proves her membership and finds question and session, one adds the vote, if it is
 * not there, in one atomic write; so neither two phones nor a script count twice. A vote for a merged question counts
 * for the one it went into; only then, or where she voted before, are there more requests.
 */
export async function vote({ question: id }: { question: string }, { openid, now }: Caller<'provedInQuery'>) {
  const found = await store.findVoter(openid, id)
  if (!found) throw new AppError('NOT_A_MEMBER', '入会后就能投。入会不花钱')
  const { membership, question, session } = found
  if (!question?.shown || !session) throw notFound('这个问题')
  mustBeHers(session, membership.scopes)
  if (!takesVotes(session, now)) throw new AppError('NOT_NOW', askFault(session, now) ?? '现在不收投票')
  const voter = voterKey(session._id, membership)
  let standing: store.VotedQuestion | null = question
  for (let step = 0; standing && step < LONGEST_CHAIN; step += 1) {
    if (standing.state === 'accepted' && (await store.addVote(standing._id, voter, now)))
      return { question: standing._id, votes: standing.votes + 1, already: false }
    // Her vote was there already, or the question went elsewhere meanwhile.
    const read: Awaited<ReturnType<typeof store.lookAtVote>> = await store.lookAtVote(
      standing.state === 'merged' ? standing.root! : standing._id,
      voter,
    )
    if (read?.state === 'accepted' && read.mine) return { question: read._id, votes: read.votes, already: true }
    standing = read?.state === 'accepted' || read?.state === 'merged' ? read : null
  }
  throw new AppError('NOT_NOW', '这个问题不在了，不用投了')
}

/** Members of the union that holds a session and of those below it take part. */
export const isHers = (session: Pick<Interview, 'org'>, scopes: string[]): boolean => scopes.includes(session.org)

export function mustBeHers(session: Pick<Interview, 'org' | 'orgName'>, scopes: string[]): void {
  if (!isHers(session, scopes)) throw new AppError('FORBIDDEN', `这一场是${session.orgName}会员的，您可以看`)
}
