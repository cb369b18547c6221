import { readFileSync, rmSync } from 'node:fs'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { join } from 'node:path'
import { fillCity, isFilled } from './city/fill'
import { localKeys } from './city/keys'
import { openCloud, type Cloud, type CollectionSpec } from './cloud/index'
import { serveShell } from './shell/index'
import { readSite, serve, type Site } from './web/server'

export interface StartOptions {
  /** 0: any free one. */
  port: number
  /** Keeps the keys, the built functions and the cloud's data. */
  dataDir: string
  /** Of the city that fills an empty cloud; 2,000 by default. */
  members?: number
  /** Applications of theirs, none by default. */
  cases?: number
  /** Functions that are built already; built into `dataDir` without it. */
  functionsDir?: string
  /** The mini-program that is built already (`buildPreview`); built without it. */
  previewDir?: string
  /** The mini-program's folder; ours by default. */
  root?: string
  /** Receives one object a log line of the functions. */
  log?: (line: object) => void
  /** What the cloud and its city take for now; real time without it. Phones keep the browser's. */
  clock?: () => Date
}

export interface Started {
  url: string
  /** The cloud behind it; another one after the demonstration was reset. */
  readonly cloud: Cloud
  /** Empties the cloud and fills it with the city as it was. */
  reset(): Promise<void>
  close(): Promise<void>
}

const SMALL_CITY = 2000

/**
 * Everything in this process on one port of this machine: the cloud with the built functions and a city, the
 * mini-program in the browser, the start page. Throws when the port is taken or a source does not build.
 */
export async function startAll(options: StartOptions): Promise<Started> {
  let handle: ((req: IncomingMessage, res: ServerResponse) => Promise<unknown>) | undefined
  const server = createServer((req, res) => {
    if (!handle) return void res.writeHead(503, { 'retry-after': '1' }).end()
    handle(req, res).catch((error: Error) => {
      options.log?.({ level: 'error', path: req.url, error: error.stack })
      if (!res.headersSent) res.writeHead(500).end()
    })
  })
  const url = await listen(server, options.port)
  try {
    const functionsDir = options.functionsDir ?? join(options.dataDir, 'functions')
    const root = options.root ?? join(__dirname, '../miniprogram')
    const [site] = await Promise.all([
      options.previewDir ? readSite(options.previewDir) : buildSite(root, !options.root),
      options.functionsDir ? null : buildInto(functionsDir),
    ])
    let cloud = await openFilled(options, functionsDir, url)
    let resetting: Promise<void> | undefined
    const reset = async () => {
      await cloud.close()
      rmSync(cloudDirOf(options), { recursive: true, force: true })
      cloud = await openFilled(options, functionsDir, url)
    }
    const resetOnce = () => (resetting ??= reset().finally(() => (resetting = undefined)))

    handle = async (req, res) => {
      await resetting
      if (await serve(site, req, res)) return
      if (await cloud.handle(req, res)) return
      await serveShell(req, res, resetOnce)
    }
    return {
      url,
      get cloud() {
        return cloud
      },
      reset: resetOnce,
      async close() {
        await closeServer(server)
        await resetting
        await cloud.close()
      },
    }
  } catch (error) {
    await closeServer(server)
    throw error
  }
}

// What builds is loaded only where something is built: it takes longer to load than all the rest.
async function buildSite(root: string, pack: boolean): Promise<Site> {
  // The packages the phone ships with, as DevTools would see them: what runs here is what ships.
  if (pack) await (await import('./build/miniprogram-npm')).packMiniprogramNpm(root)
  return (await (await import('./web/index')).buildPreview({ root })).site
}

async function buildInto(functionsDir: string): Promise<void> {
  await (await import('./build/functions')).buildFunctions(functionsDir)
}

const cloudDirOf = ({ dataDir }: StartOptions) => join(dataDir, 'cloud')

/** Opens the cloud; a city that is missing, or was left half made, is made anew. */
async function openFilled(options: StartOptions, functionsDir: string, url: string): Promise<Cloud> {
  const keys = localKeys(options.dataDir)
  // The city's generator seals with the kernel, which reads its keys where the functions do.
  process.env.UNION_KEYS = keys
  const open = async () =>
    openCloud({
      dataDir: cloudDirOf(options),
      functionsDir,
      collections: JSON.parse(readFileSync(join(functionsDir, 'collections.json'), 'utf8')) as CollectionSpec[],
      env: { UNION_KEYS: keys },
      log: options.log,
      clock: options.clock,
    })
  let cloud = await open()
  cloud.useUrl(url)
  if (isFilled(cloud)) return cloud
  if (cloud.count('orgs') > 0) {
    await cloud.close()
    rmSync(cloudDirOf(options), { recursive: true })
    cloud = await open()
    cloud.useUrl(url)
  }
  await fillCity(cloud, {
    members: options.members ?? SMALL_CITY,
    cases: options.cases,
    now: options.clock?.() ?? new Date(),
  })
  return cloud
}

function listen(server: Server, port: number): Promise<string> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(error.code === 'EADDRINUSE' ? new Error(`port ${port} is taken: PORT=${port + 1} npm start`) : error),
    )
    // 500 calls at once, each with a connection a database request.
    server.listen(port, '127.0.0.1', 2048, () => {
      resolve(`http://127.0.0.1:${(server.address() as { port: number }).port}`)
    })
  })
}

async function closeServer(server: Server): Promise<void> {
  const closed = new Promise((resolve) => server.close(resolve))
  server.closeAllConnections()
  await closed
}
