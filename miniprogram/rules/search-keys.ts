/**
 * Finding by any part of a Chinese name with one index lookup: a document keeps every run of up to LONGEST characters
 * of its names, and a query asks for its own first and last LONGEST. A short query examines nothing that does not match.
 */

const LONGEST = 6
const SHORTEST = 2

/** Letters, digits and Chinese characters, lower case, full-width folded; everything else is noise. */
export function tidySearch(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '')
}

/** Every run of SHORTEST to `longest` characters of the names. */
export function searchKeys(names: readonly string[], longest = LONGEST): string[] {
  const keys = new Set<string>()
  for (const name of names) {
    const letters = [...tidySearch(name)]
    for (let start = 0; start < letters.length; start += 1)
      for (let length = SHORTEST; length <= longest && start + length <= letters.length; length += 1)
        keys.add(letters.slice(start, start + length).join(''))
  }
  return [...keys]
}

/**
 * The keys a query looks up: its first and its last LONGEST characters, which are one key for a short query. Null when
 * it is too short to mean anything.
 */
export function queryKeys(text: string): string[] | null {
  const letters = [...tidySearch(text)]
  if (letters.length < SHORTEST) return null
  return [...new Set([letters.slice(0, LONGEST).join(''), letters.slice(-LONGEST).join('')])]
}

/** Whether a name holds the whole query (a query longer than a key needs this second look). */
export function nameHolds(name: string, query: string): boolean {
  return tidySearch(name).includes(tidySearch(query))
}
