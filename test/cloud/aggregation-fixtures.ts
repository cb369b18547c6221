/** The documents of MongoDB's manual's examples for aggregation stages. */
export const SALES = [
  { _id: 1, item: 'abc', price: 10, quantity: 2, date: new Date('2014-03-01T08:00:00Z') },
  { _id: 2, item: 'jkl', price: 20, quantity: 1, date: new Date('2014-03-01T09:00:00Z') },
  { _id: 3, item: 'xyz', price: 5, quantity: 10, date: new Date('2014-03-15T09:00:00Z') },
  { _id: 4, item: 'xyz', price: 5, quantity: 20, date: new Date('2014-04-04T11:21:39.736Z') },
  { _id: 5, item: 'abc', price: 10, quantity: 10, date: new Date('2014-04-04T21:23:13.331Z') },
]
export const ORDERS = [
  { _id: 1, item: 'almonds', price: 12, ordered: 2, codes: ['a', 'b'] },
  { _id: 2, item: 'pecans', price: 20, ordered: 1, codes: [] },
  { _id: 3 },
]
export const STOCK = [
  { _id: 1, sku: 'almonds', instock: 120, code: 'a' },
  { _id: 2, sku: 'bread', instock: 80, code: 'b' },
  { _id: 3, sku: 'cashews', instock: 60, code: 'c' },
  { _id: 4, sku: 'pecans', instock: 70, code: 'd' },
  { _id: 5, sku: null },
  { _id: 6 },
]
export const ARTISTS = [
  { _id: 1, name: 'Bernard', born: 1868, died: 1941, nationality: 'France' },
  { _id: 2, name: 'Church', born: 1826, died: 1900, nationality: 'USA' },
  { _id: 3, name: 'Gauguin', born: 1848, died: 1903, nationality: 'France' },
  { _id: 4, name: 'van Gogh', born: 1853, died: 1890, nationality: 'Holland' },
  { _id: 5, name: 'Maurer', born: 1868, died: 1932, nationality: 'USA' },
  { _id: 6, name: 'Munch', born: 1863, died: 1944, nationality: 'Norway' },
]

/** One document with a value of each kind, for expressions. */
export const ONE = [
  {
    _id: 1,
    n: 7,
    text: '中文a',
    list: [1, 2, 3],
    nested: { a: [{ b: 1 }, { b: 2 }] },
    at: new Date('2026-02-28T16:30:15.250Z'),
    zero: 0,
    none: null,
  },
]
