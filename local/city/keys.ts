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
  return withIssuer(file)
}

export function newKeys() {
  const key = () => randomBytes(32).toString('hex')
  return { current: 'k1', seal: { k1: key() }, index: key(), card: key(), ticket: key(), issuer: newIssuer() }
}

/** Keys of a city that stands here since before cards had certificates get what is missing. */
function withIssuer(file: string): string {
  const text = readFileSync(file, 'utf8')
  const keys = JSON.parse(text) as object
  if ('issuer' in keys) return text
  const whole = JSON.stringify({ ...keys, issuer: newIssuer() })
  writeFileSync(file, whole, { mode: 0o600 })
  return whole
}

/** Signs from long ago: cities here are made on any day. */
const newIssuer = () => ({ 1: { seed: randomBytes(32).toString('hex'), from: '2020-01-01' } })
