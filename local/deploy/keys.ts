/**
 * `npm run keys`: prints new UNION_KEYS for a city, once. Whoever loses them can read no ID number again; whoever
 * has them can read all. `npm run keys -- --rotate` reads the standing UNION_KEYS and adds new keys to them: one for
 * sealing (what was sealed before stays readable, what comes is sealed anew) and one for card certificates, which begins
 * to sign when every counter has had the time to hear of it. `--rotate --leaked`: the new one signs from today and the
 * older ones are trusted no more; phones at both sides of a counter then need a network once.
 */
import { randomBytes } from 'node:crypto'
import { addDays, dayOf, type Day } from '../../miniprogram/rules/days'

interface UnionKeys {
  current: string
  seal: Record<string, string>
  index: string
  card: string
  ticket: string
  issuer?: Record<string, { seed: string; from: Day }>
}

/** A counter's list of keys is refused when it is older than 8 days (miniprogram/client/offline-counter.ts). */
const HEARD_DAYS = 9

const newKey = () => randomBytes(32).toString('hex')

/** Fresh keys, or with `before` the same with one more sealing and one more issuer's key. */
export function makeKeys(before?: UnionKeys, leaked = false, today: Day = dayOf(Date.now())): UnionKeys {
  const first = { 1: { seed: newKey(), from: today } }
  if (!before)
    return { current: 'k1', seal: { k1: newKey() }, index: newKey(), card: newKey(), ticket: newKey(), issuer: first }
  const name = `k${nextOf(Object.keys(before.seal).map((it) => it.slice(1)))}`
  const { issuer = {} } = before
  const next = nextOf(Object.keys(issuer))
  const from = leaked || next === 1 ? today : addDays(today, HEARD_DAYS)
  // The index and card keys cannot change: every lookup and every card hangs on them.
  return {
    ...before,
    current: name,
    seal: { ...before.seal, [name]: newKey() },
    issuer: { ...(!leaked && issuer), [next]: { seed: newKey(), from } },
  }
}

const nextOf = (names: string[]): number => Math.max(0, ...names.map(Number)) + 1

if (process.argv[1] === __filename) {
  const rotate = process.argv.includes('--rotate')
  const leaked = process.argv.includes('--leaked')
  const standing = process.env.UNION_KEYS
  if (rotate && !standing) {
    console.error('set the standing UNION_KEYS in the environment first')
    process.exitCode = 1
  } else {
    console.log(JSON.stringify(makeKeys(rotate ? (JSON.parse(standing!) as UnionKeys) : undefined, leaked)))
  }
}
