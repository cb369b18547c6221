/** The tools of the two clouds, at the versions they were read at. Hundreds of MB, so fetched only when deploying. */
import { spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join, resolve } from 'node:path'

export const CLOUDBASE_CLI = '@cloudbase/cli@2.12.10'
export const CLOUDBASE_MANAGER = '@cloudbase/manager-node@5.6.5'
export const MINIPROGRAM_CI = 'miniprogram-ci@2.1.42'

/** A command line for printing: options whose names say that they hold a secret show no value. */
export function spell(words: string[]): string {
  return words
    .map((word, i) => (/^--?(apiKey|apiKeyId|token)$/.test(words[i - 1] ?? '') ? '***' : word))
    .map((word) => (/^[\w@./:=*+,-]+$/.test(word) ? word : `'${word.replace(/'/g, `'\\''`)}'`))
    .join(' ')
}

/** `npx --yes TOOL OPTIONS` in `cwd`, its words shown. Throws when it fails. */
export async function npx(tool: string, options: string[], cwd: string): Promise<void> {
  const words = ['--yes', tool, ...options]
  const code = await new Promise<number>((done, fail) => {
    const child = spawn('npx', words, { cwd, stdio: 'inherit' })
    child.on('error', fail)
    child.on('close', (status) => done(status ?? 1))
  })
  if (code !== 0) throw new Error(`failed (${code}): npx ${spell(words)}`)
}

/** A library of the cloud, installed beside the local data and not among our dependencies. */
export function fetchLibrary(library: string): unknown {
  const folder = resolve('.local/deploy-tools')
  const name = library.slice(0, library.lastIndexOf('@'))
  if (!existsSync(join(folder, 'node_modules', name))) {
    mkdirSync(folder, { recursive: true })
    const options = ['install', '--no-audit', '--no-fund', '--prefix', folder, library]
    const { status } = spawnSync('npm', options, { stdio: 'inherit' })
    if (status !== 0) throw new Error(`could not fetch ${library}`)
  }
  return createRequire(join(folder, 'package.json'))(name)
}
