import { requestFailed } from '../errors'
import {
  boundingBox,
  distance,
  EARTH_METRES,
  intersects,
  positions,
  toPoint,
  toShape,
  within,
  type Box,
  type Position,
  type Shape,
} from './geo-shapes'
import { isDoc, type Doc } from './values'

/** A `$nearSphere` taken apart. Distances in metres. */
export interface Near {
  centre: Position
  min: number
  max: number
}

/** Reads `$nearSphere` / `$near` in both its forms: GeoJSON (metres) and a legacy pair (radians). */
export function parseNear(operand: unknown, siblings: Doc = {}): Near {
  const geometry = isDoc(operand) ? operand['$geometry'] : undefined
  const centre = toPoint(geometry ?? operand)
  if (!centre) throw requestFailed('geo near needs a Point')
  const source = geometry ? (operand as Doc) : siblings
  const unit = geometry ? 1 : EARTH_METRES
  const limit = (value: unknown, otherwise: number) => (typeof value === 'number' ? value * unit : otherwise)
  return { centre, min: limit(source['$minDistance'], 0), max: limit(source['$maxDistance'], Infinity) }
}

/** Metres from a value to a point: to the nearest of its positions; undefined when it is not a geometry. */
export function metresFrom(value: unknown, centre: Position): number | undefined {
  const shape = toShape(value)
  if (!shape) return undefined
  if (shape.polygons.length > 0 && within({ points: [centre], lines: [], polygons: [] }, shape)) return 0
  return Math.min(...positions(shape).map((p) => distance(p, centre)))
}

/** A region to search in, with the box around it that an index can walk. */
export interface Region {
  box: Box
  contains: (shape: Shape) => boolean
}

/** Degrees around a point that hold every point within `metres` of it. */
export function boxAround([lng, lat]: Position, metres: number): Box {
  const dLat = (metres / EARTH_METRES) * (180 / Math.PI)
  const south = Math.max(-90, lat - dLat)
  const north = Math.min(90, lat + dLat)
  const widest = Math.cos((Math.max(Math.abs(south), Math.abs(north)) * Math.PI) / 180)
  const dLng = widest <= 0 ? 180 : Math.min(180, dLat / widest)
  return { west: lng - dLng, east: lng + dLng, south, north }
}

/** Reads `$geoWithin` or `$geoIntersects`. */
export function parseRegion(operator: string, operand: unknown): Region {
  if (!isDoc(operand)) throw requestFailed(`${operator} needs an object`)
  const sphere = operand['$centerSphere']
  if (operator === '$geoWithin' && Array.isArray(sphere)) {
    const centre = toPoint(sphere[0])
    const metres = Number(sphere[1]) * EARTH_METRES
    if (!centre || Number.isNaN(metres)) throw requestFailed('malformed $centerSphere')
    return {
      box: boxAround(centre, metres),
      contains: (shape) => positions(shape).every((p) => distance(p, centre) <= metres),
    }
  }
  const shape = toShape(operand['$geometry'])
  if (!shape) throw requestFailed(`${operator} not supported with provided geometry`)
  if (operator === '$geoIntersects') return { box: boundingBox(shape), contains: (other) => intersects(other, shape) }
  if (shape.polygons.length === 0) throw requestFailed('$geoWithin needs a Polygon or MultiPolygon')
  return { box: boundingBox(shape), contains: (other) => within(other, shape) }
}

/** The test of one value for a geo operator, for whatever no index answers. */
export function geoPredicate(operator: string, operand: unknown, siblings: Doc): (value: unknown) => boolean {
  if (operator === '$near' || operator === '$nearSphere') {
    const near = parseNear(operand, siblings)
    return (value) => {
      const metres = metresFrom(value, near.centre)
      return metres !== undefined && metres >= near.min && metres <= near.max
    }
  }
  const region = parseRegion(operator, operand)
  return (value) => {
    const shape = toShape(value)
    return shape !== undefined && region.contains(shape)
  }
}
