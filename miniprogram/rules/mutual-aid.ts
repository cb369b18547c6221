import type { SumLine } from './household'
import { shortYuan } from './money'

/**
 * What medical mutual aid pays back of a year's own cost: a percentage of each band above a start line, up to a cap
 * (rules.md C.4). Several stays in a period are added up, so that two short stays are worth as much as one long one.
 */

export interface MutualAidTerms {
  /** Own cost up to here is not paid back. */
  startFen: number
  /** Upwards from the start line; the last may be open above (null). Percent 0 to 100, whole. */
  bands: { upToFen: number | null; percent: number }[]
  /** The most a period pays one person. */
  capFen: number
}

export interface MutualAidSum {
  payFen: number
  lines: SumLine[]
}

/**
 * What to pay now. `ownCostFen` is the own cost of the whole period so far, this stay included; `alreadyPaidFen` what
 * earlier claims of the period paid. Parts of a fen are dropped once, from the period's sum, so that stays claimed one
 * by one come to the same as all at once. Never negative: money once paid is not asked back here.
 * Throws RangeError unless both are whole and not negative, or when bands do not rise.
 */
export function reckonClaim(ownCostFen: number, alreadyPaidFen: number, terms: MutualAidTerms): MutualAidSum {
  for (const fen of [ownCostFen, alreadyPaidFen]) {
    if (!Number.isSafeInteger(fen) || fen < 0) throw new RangeError('an amount is whole fen, 0 or more')
  }
  const lines: SumLine[] = [{ label: '这一期自己花的', fen: ownCostFen, sign: '=', note: '几次住院加在一起' }]
  let hundredths = 0
  let from = terms.startFen
  for (const { upToFen, percent } of terms.bands) {
    if (upToFen !== null && upToFen <= from) throw new RangeError('bands of mutual aid must rise')
    const within = Math.max(0, Math.min(ownCostFen, upToFen ?? Infinity) - from)
    if (within > 0) {
      // Each line shows how far the running sum moves, so that the lines add up to the last fen.
      const fen = Math.floor((hundredths + within * percent) / 100) - Math.floor(hundredths / 100)
      hundredths += within * percent
      const label = `${shortYuan(from)} 元以上${upToFen === null ? '' : `到 ${shortYuan(upToFen)} 元`}的部分`
      lines.push({ label, fen, sign: '+', note: `${shortYuan(within)} 元 × ${percent}%` })
    }
    if (upToFen === null) break
    from = upToFen
  }
  if (hundredths === 0) {
    lines.push({ label: '没到起付线', fen: 0, sign: '+', note: `${shortYuan(terms.startFen)} 元以上的才算` })
  }
  const earned = Math.floor(hundredths / 100)
  if (earned > terms.capFen) {
    const note = `一期最多 ${shortYuan(terms.capFen)} 元`
    lines.push({ label: '超过封顶', fen: earned - terms.capFen, sign: '-', note })
  }
  const entitled = Math.min(earned, terms.capFen)
  // What is taken off is at most what there is: earlier terms may have paid more than today's would.
  const takenOff = Math.min(alreadyPaidFen, entitled)
  if (alreadyPaidFen > 0) {
    lines.push({ label: '这一期已经付过', fen: takenOff, sign: '-', note: `付过 ${shortYuan(alreadyPaidFen)} 元` })
  }
  const payFen = entitled - takenOff
  lines.push({ label: '这次可以付', fen: payFen, sign: '=', note: '' })
  return { payFen, lines }
}
