import { ONE } from './aggregation-fixtures'
import { startCloud, type TestCloud } from './support'

let t: TestCloud
beforeAll(async () => {
  t = await startCloud()
  t.cloud.load('one', ONE)
})
afterAll(() => t.close())

async function evaluate(expression: unknown): Promise<unknown[]> {
  const pipeline = t.app.database().collection('one').aggregate().project({ _id: 0, result: expression })
  return ((await pipeline.end()) as { data: unknown[] }).data
}

// Expressions, on the one document of `one`; results from MongoDB's manual, "Expression Operators".
const EXPRESSIONS: [expression: unknown, result: unknown][] = [
  [{ $abs: -4 }, 4],
  [{ $add: [1, '$n'] }, 8],
  [{ $add: ['$at', 1000] }, new Date('2026-02-28T16:30:16.250Z')],
  [{ $subtract: ['$at', new Date('2026-02-28T16:30:15.000Z')] }, 250],
  [{ $divide: ['$n', 2] }, 3.5],
  [{ $multiply: ['$n', '$none'] }, null],
  [{ $mod: [-7, 3] }, -1],
  [{ $pow: [2, 10] }, 1024],
  [{ $sqrt: 25 }, 5],
  [{ $ceil: -2.5 }, -2],
  [{ $floor: -2.5 }, -3],
  [{ $trunc: 7.85 }, 7],
  [{ $trunc: [-2.67, 1] }, -2.6],
  [{ $trunc: [1234.5678, -2] }, 1200],
  [{ $round: [2.5] }, 2],
  [{ $round: [19.25, 1] }, 19.2],
  [{ $exp: 0 }, 1],
  [{ $ln: 1 }, 0],
  [{ $log10: 100 }, 2],
  [{ $log: [8, 2] }, 3],
  [{ $eq: ['$missing', null] }, false],
  [{ $eq: ['$none', null] }, true],
  [{ $gt: ['$none', '$missing'] }, true],
  [{ $gt: ['text', 5] }, true],
  [{ $cmp: [1, 2] }, -1],
  [{ $and: [1, 'x', true] }, true],
  [{ $or: [0, null] }, false],
  [{ $not: [0] }, true],
  [{ $cond: [{ $gte: ['$n', 5] }, 'yes', 'no'] }, 'yes'],
  [{ $cond: { if: '$zero', then: 1, else: 2 } }, 2],
  [{ $ifNull: ['$missing', 'default'] }, 'default'],
  [
    {
      $switch: {
        branches: [
          { case: { $lt: ['$n', 5] }, then: 'a' },
          { case: { $lt: ['$n', 9] }, then: 'b' },
        ],
        default: 'c',
      },
    },
    'b',
  ],
  [{ $arrayElemAt: ['$list', -1] }, 3],
  [{ $concatArrays: ['$list', [4]] }, [1, 2, 3, 4]],
  [{ $filter: { input: '$list', as: 'x', cond: { $gte: ['$$x', 2] } } }, [2, 3]],
  [{ $map: { input: '$list', as: 'x', in: { $add: ['$$x', '$n'] } } }, [8, 9, 10]],
  [{ $reduce: { input: '$list', initialValue: 0, in: { $add: ['$$value', '$$this'] } } }, 6],
  [{ $in: [2, '$list'] }, true],
  [{ $indexOfArray: ['$list', 3] }, 2],
  [{ $isArray: ['$list'] }, true],
  [{ $range: [0, 10, 4] }, [0, 4, 8]],
  [{ $reverseArray: '$list' }, [3, 2, 1]],
  [{ $size: '$list' }, 3],
  [{ $slice: ['$list', -2] }, [2, 3]],
  [{ $slice: ['$list', 1, 1] }, [2]],
  [
    {
      $zip: {
        inputs: [
          ['a', 'b'],
          [1, 2],
        ],
      },
    },
    [
      ['a', 1],
      ['b', 2],
    ],
  ],
  [
    {
      $arrayToObject: [
        [
          ['a', 1],
          ['b', 2],
        ],
      ],
    },
    { a: 1, b: 2 },
  ],
  [{ $objectToArray: { a: 1 } }, [{ k: 'a', v: 1 }]],
  [{ $mergeObjects: [{ a: 1 }, { b: 2 }, null] }, { a: 1, b: 2 }],
  [
    {
      $setUnion: [
        ['a', 'b'],
        ['b', 'c'],
      ],
    },
    ['a', 'b', 'c'],
  ],
  [
    {
      $setIntersection: [
        ['a', 'b'],
        ['b', 'c'],
      ],
    },
    ['b'],
  ],
  [{ $setDifference: [['a', 'b'], ['b']] }, ['a']],
  [{ $setIsSubset: [['a'], ['a', 'b']] }, true],
  [
    {
      $setEquals: [
        ['a', 'b', 'a'],
        ['b', 'a'],
      ],
    },
    true,
  ],
  [{ $anyElementTrue: [[0, 1]] }, true],
  [{ $allElementsTrue: [[1, 0]] }, false],
  [{ $sum: '$list' }, 6],
  [{ $avg: '$list' }, 2],
  [{ $max: ['$n', 9] }, 9],
  [{ $concat: ['a', '-', 'b'] }, 'a-b'],
  [{ $concat: ['a', null] }, null],
  [{ $toUpper: 'abc' }, 'ABC'],
  [{ $toLower: 'ABC' }, 'abc'],
  [{ $strLenCP: '$text' }, 3],
  [{ $strLenBytes: '$text' }, 7],
  [{ $substrCP: ['$text', 1, 2] }, '文a'],
  [{ $substrBytes: ['$text', 0, 3] }, '中'],
  [{ $indexOfCP: ['$text', 'a'] }, 2],
  [{ $indexOfCP: ['cafeteria', 'e', 4] }, 5],
  [{ $indexOfBytes: ['$text', 'a'] }, 6],
  [{ $split: ['a-b-c', '-'] }, ['a', 'b', 'c']],
  [{ $strcasecmp: ['Ab', 'aB'] }, 0],
  [{ $year: '$at' }, 2026],
  [{ $month: '$at' }, 2],
  [{ $dayOfMonth: '$at' }, 28],
  [{ $dayOfMonth: { date: '$at', timezone: 'Asia/Shanghai' } }, 1],
  [{ $dayOfMonth: { date: '$at', timezone: '+08:00' } }, 1],
  [{ $hour: { date: '$at', timezone: '+08' } }, 0],
  [{ $minute: '$at' }, 30],
  [{ $second: '$at' }, 15],
  [{ $millisecond: '$at' }, 250],
  [{ $dayOfWeek: '$at' }, 7],
  [{ $isoDayOfWeek: '$at' }, 6],
  [{ $dayOfYear: '$at' }, 59],
  [{ $week: '$at' }, 8],
  [{ $isoWeek: '$at' }, 9],
  [{ $isoWeekYear: new Date('2027-01-01T00:00:00Z') }, 2026],
  [{ $dateToString: { date: '$at', format: '%Y-%m-%d %H:%M:%S.%L' } }, '2026-02-28 16:30:15.250'],
  [{ $dateToString: { date: '$at', format: '%Y-%m-%d', timezone: 'Asia/Shanghai' } }, '2026-03-01'],
  [{ $dateToString: { date: '$at', format: '%Y%m', timezone: '+08:00' } }, '202603'],
  [{ $dateFromString: { dateString: '2026-03-01T08:00:00Z' } }, new Date('2026-03-01T08:00:00Z')],
  [{ $dateFromParts: { year: 2026, month: 3, day: 1, timezone: 'Asia/Shanghai' } }, new Date('2026-02-28T16:00:00Z')],
  [{ $let: { vars: { low: 1, high: '$$ROOT.n' }, in: { $subtract: ['$$high', '$$low'] } } }, 6],
  [{ $literal: '$n' }, '$n'],
  ['$nested.a.b', [1, 2]],
  [{ $type: '$missing' }, 'missing'],
]
test.each(EXPRESSIONS)('%j', async (expression, result) => {
  expect(await evaluate(expression)).toEqual([{ result }])
})
