import { call } from '../../client/call'

/** My votes on this phone: counted at once, taken back when the cloud could not take them. */
export class MyVotes {
  readonly voted = new Set<string>()
  /** What a question has at least, by my vote; a poll may be a second behind. */
  readonly atLeast = new Map<string, number>()
  private readonly under = new Set<string>()

  /** What the cloud knows; what is on its way stays. */
  know(ids: readonly string[]): void {
    ids.forEach((id) => this.voted.add(id))
  }

  /** One vote; pressed twice it is one. `changed` is called whenever there is something to show. Answers what was thrown. */
  async cast({ id, votes }: { id: string; votes: number }, changed: () => void): Promise<unknown> {
    if (this.voted.has(id) || this.under.has(id)) return null
    this.under.add(id)
    this.voted.add(id)
    this.atLeast.set(id, votes + 1)
    changed()
    try {
      const answer = await call('interviews.vote', { question: id })
      this.voted.add(answer.question)
      // Merged meanwhile: it counts for the one it went into.
      this.atLeast.delete(id)
      this.atLeast.set(answer.question, answer.votes)
      return null
    } catch (error) {
      this.voted.delete(id)
      this.atLeast.delete(id)
      return error
    } finally {
      this.under.delete(id)
      changed()
    }
  }
}
