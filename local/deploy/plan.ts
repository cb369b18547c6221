/** What a deployment of the functions will do, as data: from the same entries and collections that run locally. */
import type { CollectionSpec, IndexKey } from '../../cloudfunctions/kernel/collections'
import type { Entry } from '../build/entries'
import type { BuiltFunction } from '../build/functions'

/** One entry of `functions` in cloudbaserc.json (docs.cloudbase.net/cli-v1/functions/configs). */
export interface FunctionConfig {
  name: string
  handler: 'index.main'
  runtime: string
  memorySize: number
  /** Seconds. */
  timeout: number
  installDependency: false
  envVariables: Record<string, string>
  triggers: { name: string; type: 'timer'; config: string }[]
}

export interface Index {
  name: string
  keys: IndexKey[]
  unique: boolean
}

export interface Plan {
  env: string
  functions: (FunctionConfig & Pick<BuiltFunction, 'bytes' | 'assetBytes' | 'wechatCalls'> & { pushes: string[] })[]
  collections: { name: string; indexes: Index[] }[]
  /** Names only: values are never printed. */
  missingVariables: string[]
}

/** Environment variables that every function gets. */
export const VARIABLES = ['UNION_KEYS']

/** The newest runtime on which CloudBase's documents and the CLI agree; the bundles run from Node 16 on. */
const RUNTIME = 'Nodejs18.15'
/** Megabytes: CloudBase's own default. A process that has loaded a bundle holds about 80 (Node 20 here). */
const MEMORY = 256
/** A roster of 50,000 rows is 30 MB of XML, and some 120 MB while it is read. */
const MORE_MEMORY: Record<string, number> = { recruiting: 512 }
/** Seconds. The default of 3 is short for a cold start; free plans are said to allow no more. Not measured on the cloud. */
const TIMEOUT = 10

/** `variables`: the deployer's environment. Changes nothing. */
export function planOf(
  env: string,
  built: BuiltFunction[],
  entries: Entry[],
  collections: CollectionSpec[],
  variables: Record<string, string | undefined>,
): Plan {
  const envVariables = Object.fromEntries(VARIABLES.map((name) => [name, variables[name] ?? '']))
  return {
    env,
    functions: built.map(({ area, bytes, assetBytes, wechatCalls }) => ({
      name: area,
      handler: 'index.main',
      runtime: RUNTIME,
      memorySize: MORE_MEMORY[area] ?? MEMORY,
      timeout: TIMEOUT,
      installDependency: false,
      envVariables,
      triggers: (entries.find((entry) => entry.area === area)?.timers ?? []).map(({ name, cron }) => ({
        name,
        type: 'timer',
        config: cron,
      })),
      bytes,
      assetBytes,
      wechatCalls,
      pushes: (entries.find((entry) => entry.area === area)?.pushes ?? []).map(({ event }) => event),
    })),
    collections: collections.map(({ name, indexes }) => ({
      name,
      indexes: indexes.map(({ keys, unique = false }) => ({ name: indexName(keys), keys, unique })),
    })),
    missingVariables: VARIABLES.filter((name) => !variables[name]),
  }
}

/** `desk_due_-_id` and the like: an index is known by what it is over, so that a second deployment finds it again. */
export function indexName(keys: IndexKey[]): string {
  return keys
    .map(
      ([field, direction]) => field.replace(/\./g, '_') + (direction === 1 ? '' : direction === -1 ? '_desc' : '_geo'),
    )
    .join('__')
}

/** What the CLI reads. Holds secrets: written only for the moment of the upload. */
export function cloudbaserc({ env, functions }: Plan): string {
  const configs = functions.map(({ bytes: _, assetBytes: __, wechatCalls: ___, pushes: ____, ...config }) => config)
  return JSON.stringify({ version: '2.0', envId: env, functionRoot: './functions', functions: configs }, null, 2)
}

/** The plan in words, one line a thing done. */
export function describePlan({ env, functions, collections, missingVariables }: Plan): string[] {
  const kb = (bytes: number) => `${Math.round(bytes / 1024)} KB`
  const keyWords = (keys: IndexKey[]) => keys.map(([field, direction]) => `${field} ${direction}`).join(', ')
  return [
    `environment ${env}`,
    ...functions.flatMap(
      ({ name, runtime, memorySize, timeout, triggers, envVariables, bytes, assetBytes, wechatCalls, pushes }) => [
        `function ${name}: dist/deploy/functions/${name}/index.js ${kb(bytes)}, ${runtime}, ${memorySize} MB, ${timeout} s, ` +
          `environment ${Object.keys(envVariables).join(', ')}`,
        ...(assetBytes > 0 ? [`  files beside it: ${kb(assetBytes)}`] : []),
        ...(wechatCalls.length > 0 ? [`  asks WeChat for ${wechatCalls.join(', ')} (config.json)`] : []),
        ...pushes.map((event) => `  takes WeChat’s message ${event}: name this function for it in the console`),
        ...triggers.map((trigger) => `  timer ${trigger.name}: ${trigger.config}`),
      ],
    ),
    ...(functions.some(({ triggers }) => triggers.length > 0) ? [] : ['timers: none declared']),
    ...collections.flatMap(({ name, indexes }) => [
      `collection ${name}: clients may neither read nor write (ADMINONLY)`,
      ...indexes.map((index) => `  ${index.unique ? 'unique index' : 'index'} ${index.name}: ${keyWords(index.keys)}`),
    ]),
    'file storage: a phone reads and writes only what it uploaded itself (PRIVATE)',
    ...missingVariables.map((name) => `MISSING: environment variable ${name} (make it with: npm run keys)`),
  ]
}
