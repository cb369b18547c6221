import { existsSync, readdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { openCloud, type CloudOptions } from './index'
import { fireByCron } from './timers'
import { lookEachSecond } from './wechat/picture-checks'

/** `npm run cloud -- --port N --data DIR [--functions DIR]`: the local cloud alone. */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { port: { type: 'string' }, data: { type: 'string' }, functions: { type: 'string' } },
  })
  const dataDir = resolve(values.data ?? '.local/cloud')
  const served = values.functions === undefined ? await buildOurs(dataDir) : theirs(resolve(values.functions))
  const log = (line: object) => console.error(JSON.stringify({ time: new Date().toISOString(), ...line }))
  const cloud = await openCloud({ dataDir, ...served, log })
  const url = await cloud.listen(Number(values.port ?? 7400))
  const timers = fireByCron(() => cloud, log)
  const looking = lookEachSecond(() => cloud, log)
  const stop = () => {
    timers.stop()
    looking.stop()
    void cloud.close().then(() => process.exit(0))
  }
  process.once('SIGINT', stop)
  process.once('SIGTERM', stop)
  console.log(`ready ${url}`)
}

type Served = Pick<CloudOptions, 'functionsDir' | 'collections' | 'env'>

/** Any folder of ordinary cloud functions, `NAME/index.js`; they make their collections themselves, as on the cloud. */
function theirs(functionsDir: string): Served {
  const names = existsSync(functionsDir)
    ? readdirSync(functionsDir).filter((name) => existsSync(join(functionsDir, name, 'index.js')))
    : []
  if (names.length === 0) throw new Error(`no function in ${functionsDir}: one is a folder NAME with an index.js`)
  console.log(`serving ${names.join(', ')}`)
  return { functionsDir }
}

/** This repository's functions, built now, with keys of their own beside the data. */
async function buildOurs(dataDir: string): Promise<Served> {
  const { buildFunctions, readCollections } = await import('../build/functions')
  const { localKeys } = await import('../city/keys')
  const functionsDir = join(__dirname, '../../dist/functions')
  await buildFunctions(functionsDir)
  return {
    functionsDir,
    collections: await readCollections(),
    env: { UNION_KEYS: process.env.UNION_KEYS ?? localKeys(dataDir) },
  }
}

main().catch((error: Error) => {
  console.error(error.message)
  process.exit(1)
})
