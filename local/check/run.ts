/** Runs programs for the checks. */
import { spawn } from 'node:child_process'
import { delimiter, resolve } from 'node:path'

export interface Ran {
  code: number
  /** stdout and stderr, as they came. */
  output: string
}

const ROOT = resolve(__dirname, '../..')
const PATH = [resolve(ROOT, 'node_modules/.bin'), process.env.PATH].join(delimiter)

/** Runs a command in the repository's root. `show`: print what it says as it says it. Never throws. */
export function run(command: string, options: string[], { show = false, env = {} } = {}): Promise<Ran> {
  return new Promise((done) => {
    const child = spawn(command, options, { cwd: ROOT, env: { ...process.env, PATH, ...env } })
    let output = ''
    const take = (chunk: Buffer) => {
      output += chunk.toString()
      if (show) process.stdout.write(chunk)
    }
    child.stdout.on('data', take)
    child.stderr.on('data', take)
    child.on('error', (error) => done({ code: 1, output: `${output}${error.message}\n` }))
    child.on('close', (code) => done({ code: code ?? 1, output }))
  })
}
