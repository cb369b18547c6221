import type { IndexSpec } from '../../local/cloud/index'
import { codeOf, collection, examined, startCloud, type TestCloud } from './support'

/** The SDK's shapes; its own typings know Point alone. */
type Shapes = {
  Point: new (lng: number, lat: number) => never
  LineString: new (points: unknown[]) => never
  Polygon: new (rings: unknown[]) => never
}
const shapesOf = (database: { Geo: unknown }) => database.Geo as Shapes

const CENTRE = [122.1, 37.5] as const
/** Metres, by the spherical law of cosines: not the formula of the code under test. */
function metres([lng1, lat1]: readonly number[], [lng2, lat2]: readonly number[]): number {
  const r = (d: number) => (d * Math.PI) / 180
  const cos =
    Math.sin(r(lat1!)) * Math.sin(r(lat2!)) + Math.cos(r(lat1!)) * Math.cos(r(lat2!)) * Math.cos(r(lng2! - lng1!))
  return 6_378_100 * Math.acos(Math.min(1, cos))
}

/** Invented shops, spread over a city of 60 km by 40 km by a fixed rule. */
const shops = (size: number) =>
  Array.from({ length: size }, (_, n) => ({
    _id: `s${n}`,
    open: n % 4 !== 0,
    kind: n % 5,
    place: { type: 'Point', coordinates: [121.8 + ((n * 7919) % 10007) / 16000, 37.3 + ((n * 104729) % 9973) / 27000] },
  }))

const near: IndexSpec = { keys: [['place', '2dsphere']] }
const open: IndexSpec = {
  keys: [
    ['open', 1],
    ['place', '2dsphere'],
    ['kind', 1],
  ],
}

let t: TestCloud
let db: ReturnType<TestCloud['app']['database']>
beforeAll(async () => {
  t = await startCloud({
    collections: [
      collection('near10', near),
      collection('near10000', near),
      collection('open10000', open),
      collection('plain'),
      collection('shapes', near),
      collection('world', near),
    ],
  })
  db = t.app.database()
  t.cloud.load('near10', shops(10))
  for (const name of ['near10000', 'open10000', 'plain']) t.cloud.load(name, shops(10_000))
})
afterAll(() => t.close())

const point = () => new (shapesOf(db).Point)(CENTRE[0], CENTRE[1])
const byDistance = (filter: (shop: ReturnType<typeof shops>[number]) => boolean = () => true) =>
  shops(10_000)
    .filter(filter)
    .map((shop) => ({ id: shop._id, far: metres(shop.place.coordinates, CENTRE) }))
    .sort((a, b) => a.far - b.far)
const ids = (data: unknown) => (data as { _id: string }[]).map((doc) => doc._id)

test('near gives the nearest first and reads hardly more', async () => {
  for (const [name, most] of [
    ['near10000', 22],
    ['near10', 10],
  ] as const) {
    examined(t.cloud)
    const { data } = await db
      .collection(name)
      .where({ place: db.command.geoNear({ geometry: point() }) })
      .limit(20)
      .get()
    if (name === 'near10000')
      expect(ids(data)).toEqual(
        byDistance()
          .slice(0, 20)
          .map(({ id }) => id),
      )
    expect(examined(t.cloud)).toBeLessThanOrEqual(most)
  }
})

test('the next page by skip', async () => {
  const query = { place: db.command.geoNear({ geometry: point() }) }
  const { data } = await db.collection('near10000').where(query).skip(20).limit(10).get()
  expect(ids(data)).toEqual(
    byDistance()
      .slice(20, 30)
      .map(({ id }) => id),
  )
})

test('within a distance, and beyond one', async () => {
  const query = { place: db.command.geoNear({ geometry: point(), minDistance: 500, maxDistance: 2000 }) }
  const { data } = await db.collection('near10000').where(query).limit(1000).get()
  const expected = byDistance().filter(({ far }) => far >= 500 && far <= 2000)
  expect(expected.length).toBeGreaterThan(10)
  expect(ids(data)).toEqual(expected.map(({ id }) => id))
})

test('a compound index: equal before and after the place', async () => {
  examined(t.cloud)
  const query = { open: true, kind: 3, place: db.command.geoNear({ geometry: point() }) }
  const { data } = await db.collection('open10000').where(query).limit(20).get()
  expect(ids(data)).toEqual(
    byDistance((shop) => shop.open && shop.kind === 3)
      .slice(0, 20)
      .map(({ id }) => id),
  )
  expect(examined(t.cloud)).toBeLessThanOrEqual(22)
})

test('another condition is tested on the way, without an index the answer is the same', async () => {
  const query = { kind: 2, place: db.command.geoNear({ geometry: point() }) }
  const expected = byDistance((shop) => shop.kind === 2)
    .slice(0, 20)
    .map(({ id }) => id)
  for (const name of ['near10000', 'plain'])
    expect(ids((await db.collection(name).where(query).limit(20).get()).data)).toEqual(expected)
})

test('points come back as points', async () => {
  const { data } = await db.collection('near10').doc('s1').get()
  expect((data as never as { place: { longitude: number } }[])[0]!.place.longitude).toBe(
    shops(2)[1]!.place.coordinates[0],
  )
})

describe('within', () => {
  const square = (w: number, s: number, e: number, n: number) =>
    new (shapesOf(db).Polygon)([
      new (shapesOf(db).LineString)(
        [
          [w, s],
          [e, s],
          [e, n],
          [w, n],
          [w, s],
        ].map(([x, y]) => new (shapesOf(db).Point)(x!, y!)),
      ),
    ])

  test('a polygon', async () => {
    examined(t.cloud)
    const geometry = square(122.05, 37.45, 122.1, 37.5)
    const { data } = await db
      .collection('near10000')
      .where({ place: db.command.geoWithin({ geometry }) } as never)
      .limit(1000)
      .get()
    const expected = shops(10_000).filter(
      ({
        place: {
          coordinates: [x, y],
        },
      }) => x! >= 122.05 && x! <= 122.1 && y! >= 37.45 && y! <= 37.5,
    )
    expect(ids(data).sort()).toEqual(expected.map(({ _id }) => _id).sort())
    expect(examined(t.cloud)).toBeLessThan(expected.length * 3)
  })

  test('a polygon with a hole', async () => {
    const ring = (d: number) =>
      [
        [-d, -d],
        [d, -d],
        [d, d],
        [-d, d],
        [-d, -d],
      ].map(([x, y]) => new (shapesOf(db).Point)(122.1 + x!, 37.5 + y!))
    const geometry = new (shapesOf(db).Polygon)([
      new (shapesOf(db).LineString)(ring(0.05)),
      new (shapesOf(db).LineString)(ring(0.02)),
    ])
    const { data } = await db
      .collection('near10000')
      .where({ place: db.command.geoWithin({ geometry }) } as never)
      .limit(1000)
      .get()
    const far = ({
      place: {
        coordinates: [x, y],
      },
    }: ReturnType<typeof shops>[number]) => Math.max(Math.abs(x! - 122.1), Math.abs(y! - 37.5))
    const expected = shops(10_000).filter((shop) => far(shop) <= 0.05 && far(shop) > 0.02)
    expect(ids(data).sort()).toEqual(expected.map(({ _id }) => _id).sort())
  })

  test('a circle, its radius in radians', async () => {
    const query = { place: db.command.geoWithin({ centerSphere: [point(), 1500 / 6_378_100] } as never) }
    const { data } = await db.collection('near10000').where(query).limit(1000).get()
    expect(ids(data).sort()).toEqual(
      byDistance()
        .filter(({ far }) => far <= 1500)
        .map(({ id }) => id)
        .sort(),
    )
  })
})

test('intersects: points, lines and polygons', async () => {
  const line = (...points: number[][]) => ({ type: 'LineString', coordinates: points })
  t.cloud.load('shapes', [
    { _id: 'road', place: line([122, 37], [123, 38]) },
    {
      _id: 'park',
      place: {
        type: 'Polygon',
        coordinates: [
          [
            [122.4, 37.4],
            [122.6, 37.4],
            [122.6, 37.6],
            [122.4, 37.6],
            [122.4, 37.4],
          ],
        ],
      },
    },
    { _id: 'far', place: line([100, 20], [101, 21]) },
    { _id: 'shop', place: { type: 'Point', coordinates: [122.5, 37.5] } },
    { _id: 'nowhere' },
  ])
  const hits = async (geometry: unknown) =>
    ids(
      (
        await db
          .collection('shapes')
          .where({ place: db.command.geoIntersects({ geometry } as never) })
          .get()
      ).data,
    ).sort()
  expect(await hits(new (shapesOf(db).Point)(122.5, 37.5))).toEqual(['park', 'road', 'shop'])
  expect(
    await hits(
      new (shapesOf(db).LineString)([new (shapesOf(db).Point)(122.4, 37.7), new (shapesOf(db).Point)(122.7, 37.4)]),
    ),
  ).toEqual(['park', 'road'])
  expect(await hits(new (shapesOf(db).Point)(10, 10))).toEqual([])
})

test('near across the date line and by the pole', async () => {
  const at = (_id: string, lng: number, lat: number) => ({ _id, place: { type: 'Point', coordinates: [lng, lat] } })
  t.cloud.load('world', [
    at('east', 179.9, 0),
    at('west', -179.95, 0),
    at('home', 0, 0),
    at('pole', 30, 89.9),
    at('pole2', -150, 89.95),
  ])
  const from = async (lng: number, lat: number) =>
    ids(
      (
        await db
          .collection('world')
          .where({ place: db.command.geoNear({ geometry: new (shapesOf(db).Point)(lng, lat) }) })
          .get()
      ).data,
    )
  expect((await from(-179.99, 0)).slice(0, 2)).toEqual(['west', 'east'])
  expect((await from(30, 89.99)).slice(0, 2)).toEqual(['pole2', 'pole'])
  expect((await from(0, 0))[0]).toBe('home')
})

test('geoNear as a stage: distance, query, limit, multiplier', async () => {
  examined(t.cloud)
  const result = (await db
    .collection('near10000')
    .aggregate()
    .geoNear({
      near: point(),
      distanceField: 'far',
      query: { kind: 1 },
      distanceMultiplier: 0.001,
      includeLocs: 'at',
      spherical: true,
    } as never)
    .limit(5)
    .end()) as { data: { _id: string; far: number; at: object }[] }
  const expected = byDistance((shop) => shop.kind === 1).slice(0, 5)
  expect(ids(result.data)).toEqual(expected.map(({ id }) => id))
  result.data.forEach(({ far, at }, i) => {
    expect(far * 1000).toBeCloseTo(expected[i]!.far, 0)
    expect(at).toMatchObject({ type: 'Point' })
  })
  expect(examined(t.cloud)).toBeLessThan(60)
})

test('a malformed geometry is refused', async () => {
  const query = db
    .collection('near10')
    .where({ place: { $nearSphere: { $geometry: { type: 'Point', coordinates: ['x', 1] } } } })
  expect(await codeOf(query.get())).toBe('DATABASE_REQUEST_FAILED')
})
