/**
 * `npm run load:interview`: a live hour of a micro-interview squeezed into a minute, on this machine alone. Thousands of
 * phones look every two seconds, hundreds ask, thousands vote (some of them twice), the host lets questions in meanwhile.
 * Prints what it cost and what went wrong: requests a viewer and minute, votes lost or doubled, how old what a phone
 * shows is. `-- --viewers 5000 --askers 500 --votes 5000 --seconds 60 --instances 16`.
 */
import { fork, type ChildProcess } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { buildFunctions } from '../build/functions'
import { callAs, good } from '../call-as'
import { fillCity } from '../city/fill'
import { localKeys } from '../city/keys'
import { personas } from '../city/personas'
import { openCloud, type Cloud, type CollectionSpec } from '../cloud/index'
import { instanceName } from './instances'
import { report } from './report'
import type { FromViewers, ToViewers, ViewersOrder, Watched } from './viewers'

export interface Load {
  viewers: number
  askers: number
  votes: number
  seconds: number
  /** Of the function, that answer the viewers. */
  instances: number
}

/** Nobody asks the machine for more than this by a slip of the finger. */
const MOST: Load = { viewers: 20_000, askers: 2000, votes: 100_000, seconds: 300, instances: 64 }
const DEFAULT: Load = { viewers: 5000, askers: 500, votes: 5000, seconds: 60, instances: 16 }
/** Of phones and the instances that answer them: one process is one core. */
const PROCESSES = 2
/** Of presses that come twice: an impatient thumb. */
const TWICE = 0.2

const say = (text: string) => process.stdout.write(`${text}\n`)
const pause = (ms: number) => new Promise((done) => setTimeout(done, ms))

export interface Run {
  cloud: Cloud
  load: Load
  desk: string
  interview: string
  members: string[]
  /** Questions that were let in, in their order. */
  letIn: string[]
  /** Whose press for what was answered with good. */
  voted: Map<string, Set<string>>
  /** Votes of which the phone was told that they are new. */
  counted: number
  failed: Map<string, number>
  over: boolean
}

async function main(): Promise<void> {
  // The functions log each call to this process's console; what is printed here is the report alone.
  console.log = () => undefined
  const load = readLoad()
  const dataDir = mkdtempSync(join(tmpdir(), 'union-load-'))
  try {
    await runIn(dataDir, load)
  } finally {
    rmSync(dataDir, { recursive: true, force: true })
  }
}

function readLoad(): Load {
  const names = Object.keys(DEFAULT) as (keyof Load)[]
  const { values } = parseArgs({ options: Object.fromEntries(names.map((one) => [one, { type: 'string' as const }])) })
  const load = { ...DEFAULT }
  for (const one of names) {
    load[one] = Number(values[one] ?? DEFAULT[one])
    if (!Number.isInteger(load[one]) || load[one] < 1 || load[one] > MOST[one])
      throw new Error(`--${one}: 1 to ${MOST[one]}`)
  }
  return load
}

async function runIn(dataDir: string, load: Load): Promise<void> {
  say('building the functions and a city …')
  const functionsDir = join(dataDir, 'functions')
  await buildFunctions(functionsDir)
  const keys = localKeys(dataDir)
  process.env.UNION_KEYS = keys
  const collections = JSON.parse(readFileSync(join(functionsDir, 'collections.json'), 'utf8')) as CollectionSpec[]
  const cloud = await openCloud({
    ...{ dataDir: join(dataDir, 'cloud'), functionsDir, collections, env: { UNION_KEYS: keys } },
  })
  try {
    const url = await cloud.listen(0)
    await fillCity(cloud, { members: load.viewers + load.askers, now: new Date() })
    const run = await openSession(cloud, load)
    for (let i = 1; i < load.instances; i += 1)
      cpSync(join(functionsDir, 'interviews'), join(functionsDir, instanceName(i)), { recursive: true })
    say(
      `${load.viewers} watch, ${load.askers} ask, ${load.votes} votes, ${load.seconds} s, ${load.instances} instances`,
    )
    const viewers = await openViewers(run, { functionsDir, adminUrl: `${url}/admin`, keys })
    cloud.resetCosts()
    const began = Date.now()
    const watched = await runHour(run, viewers)
    report(run, watched, (Date.now() - began) / 60_000)
  } finally {
    await cloud.close()
  }
}

/** A session of the city's union, prepared and begun by its host as any. */
async function openSession(cloud: Cloud, load: Load): Promise<Run> {
  const host = hostOf(cloud)
  const { desk } = (await good(host('membership.me', {}))).posts.find(({ level }) => level === 'city')!
  const now = Date.now()
  const HOUR = 3_600_000
  const { session } = await good(
    host('interviews.prepare', {
      ...{ desk, clientKey: 'load-session', publish: true, topic: '高温天怎么干活', subject: 'safety' },
      ...{ about: '高温津贴、歇班、防暑', departments: ['权益保障部'], names: 'pseudonym' },
      ...{ asksFrom: now, liveFrom: now + HOUR, liveUntil: now + 2 * HOUR, closesAt: now + 48 * HOUR },
      seats: [{ name: '周敏', title: '副主席', department: '权益保障部' }],
    }),
  )
  const { version, id: interview } = session
  await good(host('interviews.keepTime', { desk, interview, version, act: 'begin' }))
  const members = (cloud.all('memberships') as { openid: string; state: string }[])
    .filter(({ openid, state }) => state === 'active' && openid.startsWith('member-'))
    .map(({ openid }) => openid)
  return {
    ...{ cloud, load, desk, interview, members, letIn: [], voted: new Map(), counted: 0 },
    ...{ failed: new Map(), over: false },
  }
}

const hostOf = (cloud: Cloud) => callAs(cloud, personas.find(({ id }) => id === 'city')!.openid)

/** Their processes, ready to watch. Throws when one ends before. */
async function openViewers(
  { load, interview, members }: Run,
  where: Pick<ViewersOrder, 'functionsDir' | 'adminUrl' | 'keys'>,
): Promise<ChildProcess[]> {
  const viewers = Array.from({ length: PROCESSES }, () =>
    fork(join(__dirname, 'viewers.ts'), { execArgv: process.execArgv }),
  )
  const all = Array.from({ length: load.viewers }, (_one, n) => members[n % members.length]!)
  const instances = Math.ceil(load.instances / PROCESSES)
  const ready = Promise.all(viewers.map(heardFrom))
  viewers.forEach((one, i) => {
    const openids = all.filter((_openid, n) => n % PROCESSES === i)
    one.send({ begin: { ...where, interview, openids, instances } } satisfies ToViewers)
  })
  await ready
  return viewers
}

const heardFrom = (viewers: ChildProcess): Promise<FromViewers> =>
  new Promise((resolve, reject) => {
    viewers.once('message', resolve as (message: unknown) => void)
    viewers.once('exit', (code) => code !== 0 && reject(new Error(`viewers stopped with ${code}`)))
  })

async function runHour(run: Run, viewers: ChildProcess[]): Promise<Watched> {
  const { load } = run
  const ended = Promise.all(viewers.map(heardFrom)) as Promise<Watched[]>
  const until = Date.now() + load.seconds * 1000
  const hosting = letQuestionsIn(run, viewers)
  await Promise.all([askAll(run), voteAll(run)])
  await pause(Math.max(0, until - Date.now()))
  run.over = true
  await hosting
  tell(viewers, { end: true })
  const watched = await ended
  const sum = (of: 'polls' | 'bytes') => watched.reduce((all, one) => all + one[of], 0)
  const all = <K extends 'ages' | 'pollMs' | 'failed'>(of: K) => watched.flatMap((one) => one[of] as unknown[])
  return {
    ...{ polls: sum('polls'), bytes: sum('bytes') },
    ...({ ages: all('ages'), pollMs: all('pollMs'), failed: all('failed') } as Pick<
      Watched,
      'ages' | 'pollMs' | 'failed'
    >),
  }
}

const tell = (viewers: ChildProcess[], message: ToViewers): void => viewers.forEach((one) => one.send(message))

/** Each asks once, at some moment of the minute. */
async function askAll(run: Run): Promise<void> {
  const { askers, seconds, viewers } = run.load
  await Promise.all(
    Array.from({ length: askers }, async (_one, n) => {
      await pause(Math.random() * seconds * 800)
      const ask = callAs(run.cloud, run.members[(viewers + n) % run.members.length]!)
      const text = `${TEXTS[n % TEXTS.length]}（${n + 1} 号）`
      const sent = { interview: run.interview, clientKey: `load-${n}-key`, text, files: [] }
      const reply = await ask('interviews.ask', sent).catch(failedCall)
      if (!reply.ok) fail(run, reply.error.code)
    }),
  )
}

/** The host lets in whatever waits, and the viewers' process learns when. */
async function letQuestionsIn(run: Run, viewers: ChildProcess[]): Promise<void> {
  const { desk, interview } = run
  const host = hostOf(run.cloud)
  while (!run.over) {
    const room = await host('interviews.room', { desk, interview, show: 'waiting' }).catch(failedCall)
    const waiting = room.ok ? room.data.questions : []
    await Promise.all(
      waiting.map(async ({ id, version }) => {
        const accept = { desk, question: id, version, act: 'accept' as const }
        const reply = await host('interviews.moderate', accept).catch(failedCall)
        if (!reply.ok) return fail(run, reply.error.code)
        run.letIn.push(id)
        tell(viewers, { letIn: id, at: Date.now() })
      }),
    )
    await pause(300)
  }
}

/** Anybody presses for something that was let in, early ones oftener; some press twice. */
async function voteAll(run: Run): Promise<void> {
  const { votes, seconds, viewers } = run.load
  await Promise.all(
    Array.from({ length: votes }, async () => {
      await pause((0.1 + Math.random() * 0.85) * seconds * 1000)
      const question = run.letIn[Math.floor(Math.random() ** 2 * run.letIn.length)]
      if (!question) return
      const openid = run.members[Math.floor(Math.random() * viewers) % run.members.length]!
      const times = Math.random() < TWICE ? 2 : 1
      await Promise.all(Array.from({ length: times }, () => press(run, openid, question)))
    }),
  )
}

async function press(run: Run, openid: string, question: string): Promise<void> {
  const reply = await callAs(run.cloud, openid)('interviews.vote', { question }).catch(failedCall)
  if (!reply.ok) return fail(run, reply.error.code)
  if (!reply.data.already) run.counted += 1
  const voters = run.voted.get(reply.data.question) ?? new Set()
  run.voted.set(reply.data.question, voters.add(openid))
}

/** A call that failed as a whole (too slow, say) is counted, and nothing else stops. */
const failedCall = (error: { errCode?: number }) => ({
  ok: false as const,
  error: { code: `call ${error.errCode ?? ''}`, message: '' },
})

const fail = ({ failed }: Run, code: string): void => void failed.set(code, (failed.get(code) ?? 0) + 1)

const TEXTS = [
  '高温津贴一天该发多少',
  '工资条能不能按月给',
  '夜班宿舍太吵，能换吗',
  '社保断缴三个月能补吗',
  '女职工更衣室什么时候修',
  '送外卖中暑算不算工伤',
]

void main()
