import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/**
 * The keys of this machine's demonstration (kernel/seal says what they are for), made once and kept beside its data:
 * without them the sealed numbers in the database are unreadable. Returns the text for UNION_KEYS.
 */
export function localKeys(dataDir: string): string {
  const file = join(dataDir, 'keys.json')
  if (!existsSync(file)) {
    mkdirSync(dataDir, { recursive: true })
    writeFileSync(file, JSON.stringify(newKeys()), { mode: 0o600 })
  }
  return readFileSync(file, 'utf8')
}

export function newKeys() {
  const key = () => randomBytes(32).toString('hex')
  return { current: 'k1', seal: { k1: key() }, index: key(), card: key(), ticket: key() }
}
