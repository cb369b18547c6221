import { EARTH_METRES, toPoint, toShape, type Box, type Position } from './geo-shapes'

/**
 * The 2dsphere index: a position becomes a cell on a Z-order curve (26 bits each of longitude and latitude, about
 * 0.6 m by 0.3 m), so a box on the map is a handful of key ranges and a key alone tells where its document lies.
 */
const BITS = 26
const SIDE = 2 ** BITS
const CELL_BYTES = 7
/** First byte of the component: an exact cell, or a shape that has no single cell and is always looked at. */
const POINT = 1
const SHAPE = 2
const NONE = 5
export const GEO_KEY_BYTES = 1 + CELL_BYTES

const clamp = (n: number) => Math.min(SIDE - 1, Math.max(0, n))
const column = (lng: number) => clamp(Math.floor(((lng + 180) / 360) * SIDE))
const row = (lat: number) => clamp(Math.floor(((lat + 90) / 180) * SIDE))

function interleave(x: number, y: number, bits: number): number {
  let code = 0
  for (let bit = bits - 1; bit >= 0; bit--) code = code * 4 + ((x >> bit) & 1) * 2 + ((y >> bit) & 1)
  return code
}

function keyOf(code: number): Buffer {
  const key = Buffer.alloc(GEO_KEY_BYTES)
  key[0] = POINT
  // 52 bits of code in 56 bits of key; writeUIntBE takes at most 48 bits at a time.
  const shifted = code * 16
  if (shifted >= 2 ** 56) return Buffer.from([POINT + 1, 0, 0, 0, 0, 0, 0, 0])
  key[1] = Math.floor(shifted / 2 ** 48)
  key.writeUIntBE(shifted % 2 ** 48, 2, 6)
  return key
}

/** The key component of a value: a fixed number of bytes whatever it is. */
export function geoKey(value: unknown): Buffer {
  const point = toPoint(value)
  if (point) return keyOf(interleave(column(point[0]), row(point[1]), BITS))
  const key = Buffer.alloc(GEO_KEY_BYTES)
  key[0] = toShape(value) ? SHAPE : NONE
  return key
}

/** The centre of a key's cell, within half a metre of the document's position; undefined for shapes. */
export function cellCentre(key: Buffer): Position | undefined {
  if (key[0] !== POINT) return undefined
  let code = (key[1]! * 2 ** 48 + key.readUIntBE(2, 6)) / 16
  let x = 0
  let y = 0
  for (let bit = 0; bit < BITS; bit++) {
    const pair = code % 4
    code = (code - pair) / 4
    if (pair & 2) x += 2 ** bit
    if (pair & 1) y += 2 ** bit
  }
  return [((x + 0.5) / SIDE) * 360 - 180, ((y + 0.5) / SIDE) * 180 - 90]
}

/** How far a cell's centre may be from the position it stands for, in metres: half a cell's diagonal at the equator. */
export const CELL_ERROR = 0.34
/** Half way round the globe: nothing is farther. */
export const FARTHEST = Math.PI * EARTH_METRES + 1

export interface KeyRange {
  lo: Buffer
  hi: Buffer
}

/** The key ranges that together hold every point of a box (and, as one more, every shape). */
export function coverBox(box: Box): KeyRange[] {
  const shapes = { lo: Buffer.from([SHAPE]), hi: Buffer.from([SHAPE + 1]) }
  return [...splitAtDateLine(box).flatMap(cover), shapes]
}

function splitAtDateLine(box: Box): Box[] {
  if (box.east - box.west >= 360) return [{ ...box, west: -180, east: 180 }]
  if (box.west < -180)
    return [
      { ...box, west: box.west + 360, east: 180 },
      { ...box, west: -180 },
    ]
  if (box.east > 180)
    return [
      { ...box, east: 180 },
      { ...box, west: -180, east: box.east - 360 },
    ]
  return [box]
}

/** At the level where the box is about four cells wide: few ranges, little outside the box. */
function cover(box: Box): KeyRange[] {
  const widest = Math.max((box.east - box.west) / 360, (box.north - box.south) / 180, 1 / SIDE)
  const level = Math.min(BITS, Math.max(0, Math.floor(Math.log2(4 / widest))))
  const drop = 2 ** (BITS - level)
  const codes: number[] = []
  for (let x = Math.floor(column(box.west) / drop); x <= Math.floor(column(box.east) / drop); x++)
    for (let y = Math.floor(row(box.south) / drop); y <= Math.floor(row(box.north) / drop); y++)
      codes.push(interleave(x, y, level))
  codes.sort((a, b) => a - b)
  const ranges: KeyRange[] = []
  let start = 0
  codes.forEach((code, i) => {
    if (codes[i + 1] === code + 1) return
    ranges.push({ lo: keyOf(codes[start]! * drop * drop), hi: keyOf((code + 1) * drop * drop) })
    start = i + 1
  })
  return ranges
}
