/**
 * The phones that watch, in a process of their own with the instances that answer them: a function's instance on the
 * cloud is a process too, and shares nothing with the database but the wire. Started by interview.ts.
 */
import { setPriority } from 'node:os'
import { POLL_MS } from '../../miniprogram/rules/interview'
import type { OutputOf } from '../../miniprogram/client/call'
import type { Reply } from '../call-as'
import { shareEnvironment } from '../cloud/call-environment'
import { Costs } from '../cloud/costs'
import { Functions } from '../cloud/functions'
import { instanceName } from './instances'

export interface ViewersOrder {
  functionsDir: string
  adminUrl: string
  keys: string
  interview: string
  openids: string[]
  instances: number
}
/** To the viewers: begin; a question was let in at that moment; end. */
export type ToViewers = { begin: ViewersOrder } | { letIn: string; at: number } | { end: true }

export interface Watched {
  polls: number
  bytes: number
  /** Milliseconds from a question's being let in to each phone's sight of it. */
  ages: number[]
  /** Milliseconds that the answer of a poll took. */
  pollMs: number[]
  failed: [string, number][]
}

/** From the viewers: their instances are loaded; what they saw. */
export type FromViewers = 'ready' | Watched

const letIn = new Map<string, number>()
const watched = { polls: 0, ages: [] as number[], pollMs: [] as number[], failed: new Map<string, number>() }
const costs = new Costs()
let over = false

process.on('message', (message: ToViewers) => {
  if ('begin' in message) void watchAll(message.begin)
  else if ('letIn' in message) letIn.set(message.letIn, message.at)
  else over = true
})

async function watchAll({ functionsDir, adminUrl, keys, interview, openids, instances }: ViewersOrder): Promise<void> {
  // The functions log each call to this process's console.
  console.log = () => undefined
  shareEnvironment()
  // Phones and instances are other machines: here they may not take the database's time.
  setPriority(10)
  const functions = new Functions({
    ...{ directory: functionsDir, env: { UNION_KEYS: keys }, adminUrl: () => adminUrl },
    ...{ costs, log: () => undefined, timeoutSeconds: 20 },
  })
  const poll = async (openid: string, since: number) => {
    const name = instanceName(Math.floor(Math.random() * instances))
    const event = { action: 'poll', input: { interview, since } }
    const { reply } = await functions.invoke(name, event, { openid })
    return JSON.parse(reply) as Reply<OutputOf<'interviews.poll'>>
  }
  // A cold start is another matter: `npm run bench` knows it.
  for (let n = 0; n < instances; n += 1)
    await functions.invoke(instanceName(n), { action: 'poll', input: { interview, since: 0 } }, { openid: 'warm' })
  await new Promise((sent) => process.send!('ready', sent))
  await Promise.all(openids.map((openid) => watch((since) => poll(openid, since))))
  const bytes = costs.list().reduce((all, row) => all + row.bytes, 0)
  process.send!({ ...watched, bytes, failed: [...watched.failed] } satisfies Watched, () => process.exit(0))
}

/** A phone that looks every POLL_MS, and notes when it first saw what was let in. */
async function watch(poll: (since: number) => Promise<Reply<OutputOf<'interviews.poll'>>>): Promise<void> {
  const seen = new Set<string>()
  let since = 0
  await pause(Math.random() * POLL_MS)
  while (!over) {
    const began = Date.now()
    const reply = await poll(since).catch((error: { errCode?: number }) => ({
      ok: false as const,
      error: { code: `call ${error.errCode ?? ''}`, message: '' },
    }))
    const now = Date.now()
    watched.polls += 1
    watched.pollMs.push(now - began)
    if (!reply.ok) watched.failed.set(reply.error.code, (watched.failed.get(reply.error.code) ?? 0) + 1)
    else {
      since = reply.data.asOf
      for (const { id } of reply.data.changed) {
        if (seen.has(id)) continue
        seen.add(id)
        const at = letIn.get(id)
        if (at !== undefined) watched.ages.push(now - at)
      }
    }
    await pause(POLL_MS)
  }
}

const pause = (ms: number) => new Promise((done) => setTimeout(done, ms))
