/**
 * `npm run deploy:functions -- --env ENV [--dry-run]`: functions, their environment and timers through CloudBase's CLI;
 * collections, indexes and rules through its management library. Needs UNION_KEYS, TENCENT_SECRET_ID and
 * TENCENT_SECRET_KEY in the environment; a dry run needs none of them and says which are missing.
 */
import { rmSync, writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { readEntries } from '../build/entries'
import { buildFunctions, readCollections } from '../build/functions'
import { applyDatabase, type Manager } from './database'
import { cloudbaserc, describePlan, planOf } from './plan'
import { CLOUDBASE_CLI, CLOUDBASE_MANAGER, fetchLibrary, npx, spell } from './tools'

/** Not dist/functions: what runs locally meanwhile is left alone. */
const DIST = 'dist/deploy'
const SECRETS = ['TENCENT_SECRET_ID', 'TENCENT_SECRET_KEY'] as const

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { env: { type: 'string' }, 'dry-run': { type: 'boolean', default: false } },
  })
  if (!values.env) throw new Error('which environment? npm run deploy:functions -- --env YOUR-ENV-ID [--dry-run]')
  const built = await buildFunctions(`${DIST}/functions`)
  const plan = planOf(values.env, built, await readEntries(), await readCollections(), process.env)
  const [secretId, secretKey] = SECRETS.map((name) => process.env[name] ?? '') as [string, string]
  const login = ['login', '--apiKeyId', secretId, '--apiKey', secretKey]
  const deploy = ['fn', 'deploy', '--all', '--force', '--yes', '--envId', plan.env]

  for (const line of describePlan(plan)) console.log(line)
  if (values['dry-run']) {
    console.log(`would run, in ${DIST}/: npx --yes ${CLOUDBASE_CLI} ${spell(login)}`)
    console.log(`would run, in ${DIST}/: npx --yes ${CLOUDBASE_CLI} ${spell(deploy)}`)
    console.log(`would make the collections, indexes and rules above through ${CLOUDBASE_MANAGER}`)
    for (const name of SECRETS) if (!process.env[name]) console.log(`MISSING: environment variable ${name}`)
    console.log('dry run: nothing was changed')
    return
  }
  const missing = [...plan.missingVariables, ...SECRETS.filter((name) => !process.env[name])]
  if (missing.length > 0) throw new Error(`set in the environment first: ${missing.join(', ')}`)

  // Collections before functions: a function never meets a collection without its indexes or with an open rule.
  const library = fetchLibrary(CLOUDBASE_MANAGER) as { init(config: object): Manager }
  await applyDatabase(library.init({ secretId, secretKey, envId: plan.env }), plan, console.log)
  const config = `${DIST}/cloudbaserc.json`
  writeFileSync(config, cloudbaserc(plan), { mode: 0o600 })
  try {
    await npx(CLOUDBASE_CLI, login, DIST)
    await npx(CLOUDBASE_CLI, deploy, DIST)
  } finally {
    rmSync(config, { force: true })
  }
}

main().catch((error: Error) => {
  console.error(error.message)
  process.exitCode = 1
})
