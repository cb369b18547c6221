import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { openCloud, type CollectionSpec } from './index'

/** `npm run cloud -- --port N --data DIR [--functions DIR]`: the local cloud alone. */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { port: { type: 'string' }, data: { type: 'string' }, functions: { type: 'string' } },
  })
  const built = join(__dirname, '..', '..', 'dist', 'functions')
  const declared = join(built, 'collections.json')
  const ours = values.functions === undefined
  const collections: CollectionSpec[] = ours && existsSync(declared) ? JSON.parse(readFileSync(declared, 'utf8')) : []
  const cloud = await openCloud({
    dataDir: resolve(values.data ?? '.local/cloud'),
    functionsDir: ours ? built : resolve(values.functions!),
    collections,
    log: (line) => console.error(JSON.stringify({ time: new Date().toISOString(), ...line })),
  })
  const url = await cloud.listen(Number(values.port ?? 7400))
  const stop = () => void cloud.close().then(() => process.exit(0))
  process.once('SIGINT', stop)
  process.once('SIGTERM', stop)
  console.log(`ready ${url}`)
}

main().catch((error: Error) => {
  console.error(error.message)
  process.exit(1)
})
