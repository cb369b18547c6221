/**
 * `npm run keys`: prints new UNION_KEYS for a city, once. Whoever loses them can read no ID number again; whoever
 * has them can read all. `npm run keys -- --rotate` reads the standing UNION_KEYS and adds a new sealing key to them:
 * what was sealed before stays readable, what comes is sealed anew.
 */
import { randomBytes } from 'node:crypto'

interface UnionKeys {
  current: string
  seal: Record<string, string>
  index: string
  card: string
  ticket: string
}

const newKey = () => randomBytes(32).toString('hex')

/** Fresh keys, or with `before` the same with one more sealing key, which becomes the current one. */
export function makeKeys(before?: UnionKeys): UnionKeys {
  if (!before) return { current: 'k1', seal: { k1: newKey() }, index: newKey(), card: newKey(), ticket: newKey() }
  const name = `k${Math.max(...Object.keys(before.seal).map((it) => Number(it.slice(1)))) + 1}`
  // The index and card keys cannot change: every lookup and every card hangs on them.
  return { ...before, current: name, seal: { ...before.seal, [name]: newKey() } }
}

if (process.argv[1] === __filename) {
  const rotate = process.argv.includes('--rotate')
  const standing = process.env.UNION_KEYS
  if (rotate && !standing) {
    console.error('set the standing UNION_KEYS in the environment first')
    process.exitCode = 1
  } else {
    console.log(JSON.stringify(makeKeys(rotate ? (JSON.parse(standing!) as UnionKeys) : undefined)))
  }
}
