import { Readable } from 'node:stream'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'

import { shareEnvironment } from './call-environment'
import { Costs, type CostRow } from './costs'
import { bulkInsert } from './database/bulk'
import { Database } from './database/database'
import { idKey } from './database/collection'
import type { IndexSpec } from './database/indexes'
import { Store } from './database/store'
import { parse, type Doc } from './database/values'
import { answer } from './endpoints'
import { Functions, TIMER_SOURCE } from './functions'
import { Storage } from './storage/storage'
import { timerEvent, type DeclaredTimer } from './timers'
import { PICTURE_VERDICT, PictureChecks } from './wechat/picture-checks'
import { WechatUsers, type SubscribeMessage, type WechatUser } from './wechat/users'

export type { CostRow, IndexSpec, SubscribeMessage, WechatUser }

export interface CollectionSpec {
  name: string
  indexes: IndexSpec[]
}

export interface CloudOptions {
  /** Where documents and files are kept. */
  dataDir: string
  /** A folder of cloud functions, DIR/NAME/index.js. */
  functionsDir?: string
  /** Collections to have, with exactly these indexes. Others are left as they are. */
  collections?: CollectionSpec[]
  /** Environment that the functions see besides the platform's. */
  env?: Record<string, string>
  host?: string
  port?: number
  /** Receives one object a log line; nothing is logged without it. */
  log?: (line: object) => void
  /**
   * What functions (`Date`), `db.serverDate()` and WeChat's calls take for now; real time without it. How long a
   * function or a transaction may take, and how long a file's address is good, are always real time.
   */
  clock?: () => Date
  /** 20 by default. */
  functionTimeoutSeconds?: number
  /** 30 by default, as on the cloud. */
  transactionSeconds?: number
}

/** Opens the local cloud over a folder. It answers once `listen` or, mounted in another server, `useUrl` was called. */
export async function openCloud(options: CloudOptions): Promise<Cloud> {
  return new Cloud(options)
}

const LOAD_BATCH = 20_000

export class Cloud {
  private readonly store: Store
  private readonly database: Database
  private readonly functions: Functions
  private readonly storage: Storage
  private readonly users: WechatUsers
  private readonly checks = new PictureChecks()
  private readonly accounts = new Costs()
  private readonly environment = shareEnvironment()
  private readonly now: () => Date
  private readonly log: (line: object) => void
  private server?: Server
  private url = ''

  constructor(private readonly options: CloudOptions) {
    const now = (this.now = options.clock ?? (() => new Date()))
    this.log = options.log ?? (() => {})
    this.store = new Store(options.dataDir)
    this.database = new Database(this.store, now, options.transactionSeconds)
    this.storage = new Storage(this.store.sql, options.dataDir, () => this.url)
    this.users = new WechatUsers(this.store.sql, now)
    this.functions = new Functions({
      directory: options.functionsDir,
      env: options.env ?? {},
      adminUrl: () => `${this.url}/admin`,
      costs: this.accounts,
      log: this.log,
      clock: options.clock,
      timeoutSeconds: options.functionTimeoutSeconds ?? 20,
    })
    for (const { name, indexes } of options.collections ?? []) this.store.declare(name, indexes)
  }

  /** Answers a request whose path is the cloud's and returns true; leaves any other alone and returns false. */
  handle(request: IncomingMessage, response: ServerResponse): Promise<boolean> {
    const { database, functions, storage, users, checks, accounts: costs, log } = this
    return answer({ database, functions, storage, users, checks, costs, log }, request, response)
  }

  /** Runs alone on a port of this machine (0: any free one). Returns its address. */
  async listen(port = this.options.port ?? 0): Promise<string> {
    const host = this.options.host ?? '127.0.0.1'
    const server = createServer((request, response) => {
      void this.handle(request, response).then((ours) => ours || response.writeHead(404).end())
    })
    // 500 calls at once, each with a connection a database request.
    await new Promise<void>((resolve, reject) => server.once('error', reject).listen(port, host, 2048, resolve))
    this.server = server
    this.url = `http://${host}:${(server.address() as { port: number }).port}`
    return this.url
  }

  /** The address at which another server passes requests to `handle`. */
  useUrl(url: string): void {
    this.url = url.replace(/\/$/, '')
  }

  /** Calls a function as a WeChat user. Throws CallError (errCode, requestId) when it fails. */
  async invoke(name: string, event: unknown, caller: { openid: string }): Promise<unknown> {
    const unionid = this.users.find(caller.openid)?.unionid
    return JSON.parse((await this.functions.invoke(name, event, { ...caller, unionid })).reply)
  }

  /** The timers of all functions. One that does not load has none; the log says why. */
  timers(): DeclaredTimer[] {
    return this.functions.names().flatMap((area) => {
      try {
        return this.functions.timersOf(area).map(({ name, cron }) => ({ area, name, cron }))
      } catch (error) {
        this.log({ level: 'error', function: area, error: error instanceof Error ? error.stack : String(error) })
        return []
      }
    })
  }

  /**
   * Fires a function's timer now, whatever its cron says. Returns the function's answer. Throws when the function has
   * no timer of this name, CallError when it fails.
   */
  async fireTimer(area: string, name: string): Promise<unknown> {
    if (!this.functions.timersOf(area).some((timer) => timer.name === name))
      throw new Error(`the function ${area} has no timer ${name}`)
    const event = timerEvent(name, this.now())
    return JSON.parse((await this.functions.invoke(area, event, { source: TIMER_SOURCE })).reply)
  }

  /**
   * WeChat looks at the pictures whose check was ordered and pushes each verdict to the function that takes such
   * messages. How many it pushed; without such a function none arrives, as on the cloud. Throws CallError.
   */
  async pushPictureVerdicts(): Promise<number> {
    const messages = await this.checks.look()
    if (messages.length === 0) return 0
    const taker = this.functions.names().find((name) => this.functions.pushesOf(name).includes(PICTURE_VERDICT))
    if (taker === undefined) return 0
    for (const { openid, message } of messages) await this.functions.invoke(taker, message, { openid })
    return messages.length
  }

  /** Adds documents in bulk, past the wire, honouring indexes. Throws DATABASE_DUPLICATE_WRITE for a taken key. */
  load(collection: string, docs: Iterable<object>): void {
    const target = this.store.create(collection)
    let batch: Doc[] = []
    const flush = () => {
      this.store.write(() => bulkInsert(target, batch))
      batch = []
    }
    for (const doc of docs) if (batch.push(doc as Doc) >= LOAD_BATCH) flush()
    flush()
  }

  /** Stores a file as a function would. */
  async putFile(path: string, bytes: Buffer): Promise<void> {
    await this.storage.files.save({ path, owner: null }, Readable.from([bytes]), Infinity, () => {})
  }

  count(collection: string): number {
    return this.store.find(collection)?.count() ?? 0
  }

  /** A document as it is stored. */
  read(collection: string, id: unknown): object | undefined {
    const row = this.store.find(collection)?.get(idKey(id))
    return row && (parse(row.text) as object)
  }

  /** Every document of a collection as it is stored: for tests of a small city. */
  all(collection: string): object[] {
    const rows = this.store.find(collection)?.after(0, Number.MAX_SAFE_INTEGER) ?? []
    return rows.map(({ text }) => parse(text) as object)
  }

  /** Every document there is, as its text in the store: to look for what must be nowhere. */
  *documents(): Generator<{ collection: string; text: string }> {
    for (const name of this.store.names()) {
      const collection = this.store.find(name)!
      for (let rows = collection.after(0, LOAD_BATCH); rows.length > 0;) {
        for (const { text } of rows) yield { collection: name, text }
        rows = collection.after(rows[rows.length - 1]!.seq, LOAD_BATCH)
      }
    }
  }

  registerUser(user: WechatUser): void {
    this.users.register(user)
  }

  inbox(openid: string): SubscribeMessage[] {
    return this.users.inbox(openid)
  }

  costs(): CostRow[] {
    return this.accounts.list()
  }

  resetCosts(): void {
    this.accounts.reset()
  }

  async close(): Promise<void> {
    if (this.server) {
      const closed = new Promise((resolve) => this.server!.close(resolve))
      this.server.closeAllConnections()
      await closed
    }
    this.environment.release()
    this.store.close()
  }
}
