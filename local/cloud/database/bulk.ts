import { duplicateKey } from '../errors'
import { idKey, type Collection } from './collection'
import type { Entry, Index } from './index-table'
import { encode, type Doc } from './values'

const ROWS_A_STATEMENT = 50

/**
 * Adds documents by the thousand: a few statements for many rows, index keys in their order so that they land on
 * neighbouring pages. The caller opens the transaction; on an error nothing of the batch stays.
 */
export function bulkInsert(collection: Collection, docs: Doc[]): void {
  let seq = collection.lastSeq()
  const rows = docs.map((doc) => ({ seq: ++seq, id: idKey(doc['_id']), text: JSON.stringify(encode(doc)) }))
  for (const chunk of chunks(rows)) collection.addRows(chunk)
  for (const index of collection.indexes) addEntries(collection, index, docs, seq - docs.length)
}

function addEntries(collection: Collection, index: Index, docs: Doc[], before: number): void {
  const entries: Entry[] = []
  docs.forEach((doc, i) => {
    const { keys, arrays } = index.entries(doc)
    if (arrays.includes(true)) index.noteArrays(arrays)
    for (const key of keys) entries.push({ key, seq: before + 1 + i })
  })
  entries.sort((a, b) => Buffer.compare(a.key, b.key))
  if (index.spec.unique) {
    const twice = entries.some((entry, i) => i > 0 && entry.key.equals(entries[i - 1]!.key))
    if (twice || chunks(entries).some((chunk) => index.holdsAny(chunk.map(({ key }) => key))))
      throw duplicateKey(collection.name, index.name, JSON.stringify(index.spec.keys.map(([field]) => field)))
  }
  for (const chunk of chunks(entries)) index.addEntries(chunk)
}

function chunks<T>(items: T[]): T[][] {
  const out: T[][] = []
  for (let i = 0; i < items.length; i += ROWS_A_STATEMENT) out.push(items.slice(i, i + ROWS_A_STATEMENT))
  return out
}
