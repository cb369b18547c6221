/**
 * `npm test`: every check of the repository, one after the other, each with its time; goes on after a failure. Words
 * after `--` go to jest, which then runs alone: `npm test -- test/rules`. In CI (CI=true) nothing may be skipped.
 */
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { buildFunctions } from '../build/functions'
import { packMiniprogramNpm } from '../build/miniprogram-npm'
import { buildPreview } from '../web/index'
import { browserTests, ensureBrowser } from './browser'
import { run, type Ran } from './run'
import { compileLikeWechat, whyNoCompilers } from './wechat'

type Check = [name: string, command: string, options: string[]]

interface Counted {
  passed: number
  failed: number
  skipped: string[]
}

/** The mini-program built for the browser, once for all journeys. */
const PREVIEW = 'dist/preview'
const CI = /^(1|true)$/i.test(process.env.CI ?? '')

async function main(): Promise<void> {
  const only = process.argv.slice(2)
  const total: Counted = { passed: 0, failed: 0, skipped: [] }
  const count = (ok: boolean) => (ok ? (total.passed += 1) : (total.failed += 1))

  // Downloads while the sources are checked.
  const browser = ensureBrowser()
  count(await step('build', build))
  if (only.length === 0) {
    // Two at a time: a runner has two cores. The longest first, so that both end together.
    const types = (config: string): Check => [`types of ${config}`, 'tsc', ['--noEmit', '-p', config]]
    const checks: Check[] = [
      ['lint', 'eslint', ['.']],
      types('tsconfig.json'),
      ['layout', 'prettier', ['--check', '--log-level', 'warn', '.']],
      types('local/web/runtime/tsconfig.json'),
      types('local/shell/site/tsconfig.json'),
    ]
    const next = async (): Promise<void> => {
      for (let check = checks.shift(); check; check = checks.shift()) {
        const [name, command, options] = check
        count(await step(name, () => run(command, options)))
      }
    }
    await Promise.all([next(), next()])
    const reason = whyNoCompilers()
    if (reason) total.skipped.push(reason)
    else count(await step("WeChat's compilers", compilers))
  }
  const tests = await jest(only, await browser)
  total.passed += tests.passed
  total.failed += tests.failed
  total.skipped.push(...tests.skipped)

  if (total.skipped.length === 0) console.log('\nskipped: nothing')
  for (const what of total.skipped) console.log(`\nskipped: ${what}`)
  if (CI && total.skipped.length > 0) {
    console.log('in CI nothing may be skipped')
    total.failed += total.skipped.length
  }
  if (total.failed > 0) process.exitCode = 1
  console.log(`${total.passed} passed, ${total.failed} failed`)
}

/** Runs one check, prints its name, time and, when it fails, what it said. */
async function step(name: string, check: () => Promise<Ran>): Promise<boolean> {
  const begun = Date.now()
  const { code, output } = await check().catch((error: Error) => ({ code: 1, output: error.stack ?? error.message }))
  console.log(`${code === 0 ? 'ok    ' : 'FAILED'} ${name}  ${((Date.now() - begun) / 1000).toFixed(1)} s`)
  if (code !== 0) console.log(output.trimEnd())
  return code === 0
}

/** What later checks look at: the compilers and the sizes want the packages in their place. */
async function build(): Promise<Ran> {
  await Promise.all([buildFunctions(), packMiniprogramNpm()])
  await (await buildPreview({ root: 'miniprogram' }, PREVIEW)).close()
  return { code: 0, output: '' }
}

async function compilers(): Promise<Ran> {
  const faults = compileLikeWechat('miniprogram')
  return { code: faults.length, output: faults.join('\n') }
}

/** `noBrowser`: why its tests have to be left out, or null. */
async function jest(only: string[], noBrowser: string | null): Promise<Counted> {
  const folder = mkdtempSync(join(tmpdir(), 'jest-'))
  const report = join(folder, 'report.json')
  const left = noBrowser ? browserTests() : []
  const options = ['--maxWorkers=2', '--silent', '--reporters=./local/check/reporter.cjs']
  options.push('--testSequencer=./local/check/longest-first.cjs')
  options.push('--json', `--outputFile=${report}`, ...only)
  if (left.length > 0) options.push('--testPathIgnorePatterns', ...left)
  try {
    // Built once for all files; a copy, since a test of `npm run city` builds dist/ anew.
    const functions = join(folder, 'functions')
    cpSync('dist/functions', functions, { recursive: true })
    const env = { BUILT_FUNCTIONS: functions, BUILT_PREVIEW: resolve(PREVIEW) }
    const { code } = await run('jest', options, { show: true, env })
    const read = JSON.parse(readFileSync(report, 'utf8')) as JestReport
    const skipped = left.length > 0 ? [`${left.length} test files in the browser: ${noBrowser}`] : []
    const pending = read.numPendingTests + read.numTodoTests
    if (pending > 0) skipped.push(`${pending} tests marked to be skipped`)
    const failed = read.numFailedTests + read.numRuntimeErrorTestSuites
    return { passed: read.numPassedTests, failed: failed || Number(code !== 0), skipped }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

interface JestReport {
  numPassedTests: number
  numFailedTests: number
  numPendingTests: number
  numTodoTests: number
  numRuntimeErrorTestSuites: number
}

main().catch((error: Error) => {
  console.error(error.stack)
  process.exitCode = 1
})
