import type { RefusedUse } from '../../../client/offline-uses'
import { sayWhen } from '../../../rules/days'
import { yuan } from '../../../rules/money'

/** What the counter says of uses recorded without a network that the cloud did not take. Pure. */

export interface RefusedLine {
  id: string
  /** `昨天 14:32  85 折` */
  title: string
  /** `账单 186.00` */
  line: string
  why: string
}

/** The newest first. */
export function refusedLines(refused: RefusedUse[], now: number): RefusedLine[] {
  return [...refused]
    .sort((a, b) => b.at - a.at)
    .map(({ clientKey, at, offerWords, billFen, words }) => ({
      id: clientKey,
      title: `${sayWhen(at, now)}  ${offerWords}`,
      line: `账单 ${yuan(billFen)}`,
      why: words,
    }))
}
