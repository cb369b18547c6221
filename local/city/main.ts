import { existsSync, readFileSync, rmSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { buildFunctions } from '../build/functions'
import { openCloud } from '../cloud/index'
import { fillCity, type Progress } from './fill'
import { localKeys } from './keys'

/** `npm run city -- [--members 570000] [--cases 1000000] [--seed 1] [--data DIR]`: builds the demonstration city anew. */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      members: { type: 'string', default: '2000' },
      cases: { type: 'string', default: '0' },
      seed: { type: 'string', default: '1' },
      data: { type: 'string' },
    },
  })
  const members = wholeNumber('--members', values.members)
  const cases = wholeNumber('--cases', values.cases)
  const seed = wholeNumber('--seed', values.seed)
  const dataDir = resolve(values.data ?? process.env.LOCAL_DATA ?? '.local')
  const cloudDir = join(dataDir, 'cloud')
  const functionsDir = 'dist/functions'
  await buildFunctions(functionsDir)
  if (existsSync(cloudDir)) {
    console.log(`replacing the city in ${cloudDir}`)
    rmSync(cloudDir, { recursive: true })
  }
  process.env.UNION_KEYS = localKeys(dataDir)
  const collections = JSON.parse(readFileSync(join(functionsDir, 'collections.json'), 'utf8'))
  const cloud = await openCloud({ dataDir: cloudDir, collections })
  const begun = Date.now()
  let documents = 0
  await fillCity(cloud, { members, cases, seed, now: new Date() }, (progress) => {
    documents = progress.documents
    show(progress, Date.now() - begun)
  })
  await cloud.close()
  const seconds = (Date.now() - begun) / 1000
  const memory = Math.round(process.resourceUsage().maxRSS / 1024)
  console.log(
    `${process.stdout.isTTY ? '\n' : ''}${members} members, ${cases} applications, ${documents} documents in ${seconds.toFixed(1)} s, at most ${memory} MB of memory`,
  )
}

function wholeNumber(name: string, text: string): number {
  const number = Number(text)
  if (!Number.isInteger(number) || number < 0) throw new Error(`${name} wants a whole number, not ${text}`)
  return number
}

const WIDTH = 40
let tenthsShown = 0

function show({ members, cases, total, documents }: Progress, spent: number): void {
  const part = total === 0 ? 1 : (members + cases) / total
  const bar = '█'.repeat(Math.round(part * WIDTH)).padEnd(WIDTH, '░')
  const left = part > 0.01 ? `${Math.ceil((spent * (1 - part)) / part / 1000)} s left` : ''
  const line = `${bar} ${String(Math.floor(part * 100)).padStart(3)} %  ${members} members  ${cases} applications  ${documents} documents  ${left}`
  if (process.stdout.isTTY) process.stdout.write(`\r${line.padEnd(100)}`)
  else if (Math.floor(part * 10) > tenthsShown) console.log(line)
  tenthsShown = Math.floor(part * 10)
}

main().catch((error: Error) => {
  console.error(error.message)
  process.exitCode = 1
})
