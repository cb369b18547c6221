import type { Collection, Row } from './collection'
import { CELL_ERROR, cellCentre, coverBox, FARTHEST, GEO_KEY_BYTES } from './geo-cells'
import { boxAround, metresFrom, type Near } from './geo-match'
import { distance } from './geo-shapes'
import type { Meter } from './meter'
import { valuesAt } from './paths'
import type { Plan } from './planner'
import { parse, type Doc } from './values'

export interface Found {
  row: Row
  doc: Doc
  /** Metres, exact. */
  metres: number
}

const FIRST_RING = 300
const RING_GROWTH = 3

/**
 * The `wanted` nearest documents that pass a test, in order of distance. Rings of growing radius are read from the
 * index alone; documents are read nearest first, and reading stops once no unread one can be nearer than those found.
 */
export function nearest(
  collection: Collection,
  plan: Plan & { kind: 'near' },
  near: Near,
  test: (row: Row, doc: Doc) => boolean,
  wanted: number,
  meter: Meter,
): Found[] {
  const field = plan.index.spec.keys.find(([, direction]) => direction === '2dsphere')![0]
  const found: Found[] = []
  const read = new Set<number>()
  const certain = (metres: number) => found.reduce((n, item) => n + (item.metres <= metres ? 1 : 0), 0)
  const finish = () => found.sort((a, b) => a.metres - b.metres || a.row.seq - b.row.seq).slice(0, wanted)
  for (let radius = FIRST_RING; ; radius *= RING_GROWTH) {
    const reach = Math.min(radius, near.max, FARTHEST)
    for (const { seq, atLeast } of ring(plan, near, reach)) {
      if (found.length >= wanted && certain(atLeast) >= wanted) return finish()
      if (read.has(seq)) continue
      read.add(seq)
      const row = collection.bySeq(seq)
      if (!row) continue
      meter.examined++
      const doc = parse(row.text) as Doc
      const metres = metresFrom(valuesAt(doc, field)[0], near.centre)
      if (metres === undefined || metres < near.min || metres > near.max) continue
      if (test(row, doc)) found.push({ row, doc, metres })
    }
    if (reach < radius || reach >= FARTHEST || certain(reach) >= wanted) return finish()
  }
}

/** The entries within reach, nearest first, judged by their keys; shapes, which no key can judge, come first. */
function ring(plan: Plan & { kind: 'near' }, near: Near, reach: number): { seq: number; atLeast: number }[] {
  const entries: { seq: number; atLeast: number }[] = []
  for (const { lo, hi } of coverBox(boxAround(near.centre, reach + CELL_ERROR))) {
    const range = { lo: Buffer.concat([plan.prefix, lo]), hi: Buffer.concat([plan.prefix, hi]) }
    for (const { key, seq } of plan.index.scan(range, false, 1e9)) {
      const at = plan.prefix.length
      if (plan.suffix?.length && !startsWith(key.subarray(at + GEO_KEY_BYTES), Buffer.concat(plan.suffix))) continue
      const centre = cellCentre(key.subarray(at, at + GEO_KEY_BYTES))
      const metres = centre ? distance(centre, near.centre) : 0
      const atLeast = Math.max(0, metres - CELL_ERROR)
      if (atLeast <= reach && (!centre || metres + CELL_ERROR >= near.min)) entries.push({ seq, atLeast })
    }
  }
  return entries.sort((a, b) => a.atLeast - b.atLeast)
}

const startsWith = (key: Buffer, prefix: Buffer) => key.subarray(0, prefix.length).equals(prefix)
