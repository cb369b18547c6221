/** What a request cost the database: documents read from the store, documents given back. */
export interface Meter {
  examined: number
  returned: number
}

export const newMeter = (): Meter => ({ examined: 0, returned: 0 })
