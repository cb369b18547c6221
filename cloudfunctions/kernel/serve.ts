import { randomBytes } from 'node:crypto'
import type { z } from 'zod'
import { firstWords } from './text'
import { callerOpenid } from './cloud'
import { AppError } from './errors'
import { log, originOf } from './log'
import { findMembership, type Membership } from './memberships'
import { findCounter, type OpenCounter } from './counters'
import type { Person } from './people'

/**
 * The one entry of every function: which action, who may, does the input fit, run it, does the answer fit.
 * Identity is the platform's; an id of a person, desk or counter in the input is a claim that access checks.
 */

export const notAClerk = () => new AppError('FORBIDDEN', '您不是这家店的店员。请找店长添加')

/** Who may call an action. */
export type Access =
  /** Anybody, also before WeChat knows who. */
  | 'anyone'
  /** Any WeChat account. The handler reads only what is the caller's own. No request. */
  | 'signedIn'
  /** An active member. One request. */
  | 'member'
  /** A clerk of the merchant named by `merchantId` in the input. One request. */
  | 'clerk'
  /** Who holds the post or stands at the counter that the input names, or whose case it is: proved inside the handler's own query. */
  | 'provedInQuery'

interface Base {
  now: Date
  /** '' only for `anyone` outside WeChat. */
  openid: string
}
interface Extras {
  anyone: Base
  signedIn: Base
  provedInQuery: Base
  member: Base & { membership: Membership }
  clerk: Base & { person: Person; counter: OpenCounter }
}
export type Caller<A extends Access = 'signedIn'> = Extras[A]

interface Schemas {
  in: z.ZodType
  out: z.ZodType
}

export interface Action<A extends Access = Access> {
  access: A
  schemas: Schemas
  run(input: unknown, caller: never): Promise<unknown>
}

/** Binds a use case to its contract and access level. */
export function action<A extends Access, S extends Schemas>(
  access: A,
  schemas: S,
  run: (input: z.output<S['in']>, caller: Caller<A>) => Promise<z.input<S['out']>>,
): Action<A> {
  return { access, schemas, run: run as Action<A>['run'] }
}

export type Reply =
  { ok: true; data: unknown } | { ok: false; error: { code: string; message: string; reference?: string } }

/** Work that the clock starts and no person can. */
export interface TimerJob {
  /** A letter, then letters, digits, - and _: the trigger's name on the cloud. */
  name: string
  /** Seven fields (second minute hour day month weekday year) in China's time; weekdays in letters, MON to SUN. */
  cron: string
  /**
   * Does what is due by `now`. The platform may fire late, twice or not at all, and cuts it off after the function's
   * timeout: it must find its work by what is stored, in portions, and stand being run again.
   */
  run(now: Date): Promise<void>
}

/** What WeChat tells the program by itself (消息推送), delivered to the function that the console names for it. */
export interface PushJob {
  /** WeChat's `Event`; its `MsgType` is `event`. */
  event: string
  /**
   * Does what a message asks. Anybody may send a message like it: it must prove itself by what it holds. WeChat sends it
   * again where the answer is late: twice must be once.
   */
  run(message: object, now: Date): Promise<void>
}

/**
 * The `main` of a cloud function. Event: `{ action, input }`, or a timer's of the platform: `{ Type: 'Timer',
 * TriggerName, ... }` and nobody behind it; or a message that WeChat pushes: `{ MsgType: 'event', Event, ... }`. An index
 * exports `timers` and `pushes` too: deployment and the local cloud read them there.
 */
export function serve(
  area: string,
  actions: Record<string, Action>,
  timers: TimerJob[] = [],
  pushes: PushJob[] = [],
): (event: unknown) => Promise<Reply> {
  return async function main(event: unknown): Promise<Reply> {
    const started = Date.now()
    const job = firedBy(event, timers)
    if (job) return runJob(area, job, started)
    const push = pushes.find((one) => isPush(event, one.event))
    if (push) return takePush(area, push, event as object, started)
    const { action: name, input } = (event ?? {}) as { action?: unknown; input?: unknown }
    const known = typeof name === 'string' && Object.hasOwn(actions, name) ? name : null
    try {
      if (!known) throw new AppError('UNKNOWN_ACTION', '小程序版本旧了。请关掉重新打开')
      const { access, schemas, run } = actions[known]!
      const read = schemas.in.safeParse(input ?? {})
      if (!read.success) throw new AppError('BAD_INPUT', sayFault(read.error))
      const caller = await letIn(access, read.data, new Date(started))
      const data = schemas.out.parse(await run(read.data, caller as never))
      log({ event: 'done', area, action: known, ms: Date.now() - started })
      return { ok: true, data }
    } catch (error) {
      return { ok: false, error: explain(error, area, known) }
    }
  }
}

/** The job an event fires. A person's call never does, whatever event she sends: the platform says who calls. */
function firedBy(event: unknown, timers: TimerJob[]): TimerJob | undefined {
  const { Type, TriggerName } = (event ?? {}) as { Type?: unknown; TriggerName?: unknown }
  if (Type !== 'Timer' || callerOpenid() !== null) return undefined
  return timers.find(({ name }) => name === TriggerName)
}

/** Throws when the job fails, so that the platform counts a failure; with a reference to the log and nothing else. */
async function runJob(area: string, { name, run }: TimerJob, started: number): Promise<Reply> {
  try {
    await run(new Date(started))
  } catch (error) {
    throw new Error(`timer ${area}.${name} failed, reference ${logFailure(error, { area, action: name })}`)
  }
  log({ event: 'timer', area, action: name, ms: Date.now() - started })
  return { ok: true, data: {} }
}

function isPush(event: unknown, wanted: string): boolean {
  const { MsgType, Event } = (event ?? {}) as { MsgType?: unknown; Event?: unknown }
  return MsgType === 'event' && Event === wanted
}

/** Throws when it fails, so that WeChat sends the message again. */
async function takePush(area: string, { event, run }: PushJob, message: object, started: number): Promise<Reply> {
  try {
    await run(message, new Date(started))
  } catch (error) {
    throw new Error(`message ${area}.${event} failed, reference ${logFailure(error, { area, action: event })}`)
  }
  log({ event: 'push', area, action: event, ms: Date.now() - started })
  return { ok: true, data: {} }
}

async function letIn(access: Access, input: unknown, now: Date): Promise<Caller<Access>> {
  const openid = callerOpenid() ?? ''
  const base = { now, openid }
  if (access === 'anyone') return base
  if (!openid) throw new AppError('NOT_SIGNED_IN', '请从微信里打开')
  switch (access) {
    case 'signedIn':
    case 'provedInQuery':
      return base
    case 'member': {
      const membership = await findMembership(openid)
      if (!membership) throw new AppError('NOT_A_MEMBER', '您还没入会。入会后就能用')
      return { ...base, membership }
    }
    case 'clerk': {
      const merchantId = (input as { merchantId?: string }).merchantId
      const found = merchantId ? await findCounter(openid, merchantId, now) : null
      if (!found) throw notAClerk()
      return { ...base, ...found }
    }
  }
}

function sayFault(error: z.ZodError): string {
  return firstWords(error) ?? '填的内容不对，请检查后再试'
}

function explain(
  error: unknown,
  area: string,
  name: string | null,
): { code: string; message: string; reference?: string } {
  const where = { area, ...(name ? { action: name } : {}) }
  if (error instanceof AppError) {
    log({ event: 'refused', ...where, code: error.code })
    return { code: error.code, message: error.message }
  }
  const reference = logFailure(error, where)
  return {
    code: 'INTERNAL',
    message: `没办成，不是您的错。东西没有丢，请再试一次，或打 12351 报 ${reference}`,
    reference,
  }
}

/** Logs an error that nobody foresaw. Returns the reference under which it stands there. */
function logFailure(error: unknown, where: { area: string; action?: string }): string {
  const reference = `${randomBytes(1).toString('hex').toUpperCase()}-${String(randomBytes(2).readUInt16BE() % 10_000).padStart(4, '0')}`
  log({ event: 'failed', ...where, reference, ...originOf(error) })
  return reference
}
