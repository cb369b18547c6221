import { isDoc } from './values'

/** [longitude, latitude] in degrees. */
export type Position = [number, number]

/** The radius MongoDB uses to turn metres into radians. */
export const EARTH_METRES = 6_378_100

const rad = (degrees: number) => (degrees * Math.PI) / 180

/** Great-circle distance in metres (haversine). */
export function distance(a: Position, b: Position): number {
  const dLat = rad(b[1] - a[1])
  const dLng = rad(b[0] - a[0])
  const h = Math.sin(dLat / 2) ** 2 + Math.cos(rad(a[1])) * Math.cos(rad(b[1])) * Math.sin(dLng / 2) ** 2
  return 2 * EARTH_METRES * Math.asin(Math.min(1, Math.sqrt(h)))
}

/** A geometry taken apart: loose points, lines, and polygons as lists of rings (the first one outside). */
export interface Shape {
  points: Position[]
  lines: Position[][]
  polygons: Position[][][]
}

const isPosition = (p: unknown): p is Position =>
  Array.isArray(p) && p.length >= 2 && typeof p[0] === 'number' && typeof p[1] === 'number'

/** The shape of a GeoJSON object or a legacy [lng, lat] pair; undefined when the value is neither. */
export function toShape(value: unknown): Shape | undefined {
  if (isPosition(value)) return { points: [value], lines: [], polygons: [] }
  if (!isDoc(value) || !Array.isArray(value['coordinates'])) return undefined
  const c = value['coordinates'] as never
  switch (value['type']) {
    case 'Point':
      return isPosition(c) ? { points: [c], lines: [], polygons: [] } : undefined
    case 'MultiPoint':
      return { points: c, lines: [], polygons: [] }
    case 'LineString':
      return { points: [], lines: [c], polygons: [] }
    case 'MultiLineString':
      return { points: [], lines: c, polygons: [] }
    case 'Polygon':
      return { points: [], lines: [], polygons: [c] }
    case 'MultiPolygon':
      return { points: [], lines: [], polygons: c }
    default:
      return undefined
  }
}

/** The single point of a value, if it is one. */
export function toPoint(value: unknown): Position | undefined {
  const shape = toShape(value)
  return shape && shape.points.length === 1 && !shape.lines.length && !shape.polygons.length
    ? shape.points[0]
    : undefined
}

export const positions = (shape: Shape): Position[] => [
  ...shape.points,
  ...shape.lines.flat(),
  ...shape.polygons.flat(2),
]

export interface Box {
  west: number
  south: number
  east: number
  north: number
}

export function boundingBox(shape: Shape): Box {
  const all = positions(shape)
  const lng = all.map((p) => p[0])
  const lat = all.map((p) => p[1])
  return { west: Math.min(...lng), east: Math.max(...lng), south: Math.min(...lat), north: Math.max(...lat) }
}

const EPSILON = 1e-12
const cross = (o: Position, a: Position, b: Position) => (a[0] - o[0]) * (b[1] - o[1]) - (a[1] - o[1]) * (b[0] - o[0])

function onSegment(p: Position, a: Position, b: Position): boolean {
  return (
    Math.abs(cross(a, b, p)) <= EPSILON &&
    p[0] >= Math.min(a[0], b[0]) - EPSILON &&
    p[0] <= Math.max(a[0], b[0]) + EPSILON &&
    p[1] >= Math.min(a[1], b[1]) - EPSILON &&
    p[1] <= Math.max(a[1], b[1]) + EPSILON
  )
}

function segmentsMeet(a: Position, b: Position, c: Position, d: Position): boolean {
  const d1 = Math.sign(cross(c, d, a))
  const d2 = Math.sign(cross(c, d, b))
  const d3 = Math.sign(cross(a, b, c))
  const d4 = Math.sign(cross(a, b, d))
  if (d1 * d2 < 0 && d3 * d4 < 0) return true
  return onSegment(a, c, d) || onSegment(b, c, d) || onSegment(c, a, b) || onSegment(d, a, b)
}

function inRing(p: Position, ring: Position[]): boolean {
  let inside = false
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
    const a = ring[i]!
    const b = ring[j]!
    if (onSegment(p, a, b)) return true
    if (a[1] > p[1] !== b[1] > p[1] && p[0] < ((b[0] - a[0]) * (p[1] - a[1])) / (b[1] - a[1]) + a[0]) inside = !inside
  }
  return inside
}

const inPolygon = (p: Position, [outer, ...holes]: Position[][]): boolean =>
  outer !== undefined && inRing(p, outer) && !holes.some((hole) => inRing(p, hole))

const segments = (line: Position[]) => line.slice(1).map((end, i) => [line[i]!, end] as const)
const edges = (shape: Shape) => [...shape.lines, ...shape.polygons.flat()].flatMap(segments)

/** Whether every position of `inner` lies in the polygons of `outer` (edges are taken as straight in degrees). */
export function within(inner: Shape, outer: Shape): boolean {
  return positions(inner).every((p) => outer.polygons.some((polygon) => inPolygon(p, polygon)))
}

/** Whether two shapes share a point. */
export function intersects(a: Shape, b: Shape): boolean {
  const pointIn = (p: Position, shape: Shape) =>
    shape.polygons.some((polygon) => inPolygon(p, polygon)) ||
    shape.points.some((q) => q[0] === p[0] && q[1] === p[1]) ||
    edges(shape).some(([from, to]) => onSegment(p, from, to))
  if (positions(a).some((p) => pointIn(p, b)) || positions(b).some((p) => pointIn(p, a))) return true
  const edgesB = edges(b)
  return edges(a).some(([p, q]) => edgesB.some(([r, s]) => segmentsMeet(p, q, r, s)))
}
