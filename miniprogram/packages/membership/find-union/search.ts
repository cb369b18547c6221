import { CallFailure, type InputOf, type OutputOf } from '../../../client/call'

/** Looking for a union while somebody types: waits for a pause, and a late answer never overwrites a newer one. */

export type Union = OutputOf<'membership.findUnion'>['unions'][number]
type Find = (input: InputOf<'membership.findUnion'>) => Promise<{ unions: Union[] }>

export type SearchState =
  | { name: 'idle' }
  /** One character is too little to mean anything. */
  | { name: 'short' }
  | { name: 'searching' }
  | { name: 'found'; unions: Union[] }
  | { name: 'none'; text: string }
  | { name: 'failed'; words: string; offline: boolean }

const PAUSE = 300
const SHORTEST = 2

export class UnionSearch {
  private turn = 0
  private timer: ReturnType<typeof setTimeout> | null = null

  constructor(
    private readonly find: Find,
    /** Told of every change of state. */
    private readonly show: (state: SearchState) => void,
  ) {}

  /** The text as it now stands. */
  type(text: string): void {
    this.stop()
    const tidy = text.trim()
    if (!tidy) return this.show({ name: 'idle' })
    if ([...tidy].length < SHORTEST) return this.show({ name: 'short' })
    this.timer = setTimeout(() => void this.search(tidy), PAUSE)
  }

  /** At once, without waiting for a pause: the keyboard's search key, or a retry. */
  async search(text: string): Promise<void> {
    this.stop()
    const turn = (this.turn += 1)
    this.show({ name: 'searching' })
    let state: SearchState
    try {
      const { unions } = await this.find({ text })
      state = unions.length ? { name: 'found', unions } : { name: 'none', text }
    } catch (error) {
      if (!(error instanceof CallFailure)) throw error
      state = { name: 'failed', words: error.message, offline: error.offline }
    }
    if (turn === this.turn) this.show(state)
  }

  /** Forgets a search under way; its answer will not be shown. */
  stop(): void {
    this.turn += 1
    if (this.timer) clearTimeout(this.timer)
    this.timer = null
  }
}

/** One union in a list: what it is and why it came up. */
export interface UnionLine {
  id: string
  name: string
  note: string
  union: Union
}

export function unionLine(union: Union): UnionLine {
  const why =
    union.employer && !union.name.startsWith(union.employer)
      ? `管着 ${union.employer}`
      : union.takesIndividuals
        ? '没单位工会也收'
        : ''
  return { id: union.id, name: union.name, note: [union.place, why].filter((part) => part).join(' · '), union }
}
