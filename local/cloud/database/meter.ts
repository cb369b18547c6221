/**
 * What a request cost the database, in documents.
 * `examined`: read from the store, whether or not they matched. Keys read from an index alone do not count.
 * `returned`: of use to the caller: they reached her (a `$lookup`'s documents too, as far as they stand in the answer)
 * or she matched them for an update, replacement or removal. Documents only created are neither.
 */
export interface Meter {
  examined: number
  returned: number
}

export const newMeter = (): Meter => ({ examined: 0, returned: 0 })
