/** WeChat's own template and style compilers (2019-20, stricter than today's), run on a mini-program as it ships. */
import { spawnSync } from 'node:child_process'
import { chmodSync, copyFileSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative, resolve } from 'node:path'
import { filesBelow } from '../build/sources'

const BINARIES = resolve(__dirname, '../../node_modules/miniprogram-compiler/bin/linux')

/** Why the compilers cannot run here, or null. The package brings them for Linux on x64 only in a state that runs. */
export function whyNoCompilers(): string | null {
  if (process.platform === 'linux' && process.arch === 'x64') return null
  return `WeChat's compilers run on Linux x64, this is ${process.platform} ${process.arch}`
}

/** What the compilers say against the templates and styles below `root`, as `file:line:column: words`; empty when nothing. */
export function compileLikeWechat(root: string): string[] {
  const tools = mkdtempSync(join(tmpdir(), 'wechat-'))
  try {
    // The package's files come without the right to be executed; node_modules may be read-only.
    for (const name of ['wcc', 'wcsc']) {
      copyFileSync(join(BINARIES, name), join(tools, name))
      chmodSync(join(tools, name), 0o755)
    }
    const files = filesBelow(root, ['node_modules']).map((file) => relative(root, file))
    const templates = files.filter((file) => /\.(wxml|wxs)$/.test(file))
    const styles = files.filter((file) => file.endsWith('.wxss'))
    const out = (name: string) => ['-o', join(tools, name)]
    return [
      ...compile(root, join(tools, 'wcc'), [...out('templates.js'), ...templates]),
      ...compile(root, join(tools, 'wcsc'), [
        '-lc',
        '-js',
        '-pc',
        String(styles.length),
        ...out('styles.js'),
        ...styles,
      ]),
    ]
  } finally {
    rmSync(tools, { recursive: true, force: true })
  }
}

function compile(root: string, tool: string, options: string[]): string[] {
  const { status, signal, stdout, stderr, error } = spawnSync(tool, options, { cwd: root, encoding: 'utf8' })
  if (error) throw error
  const said = `${stdout}${stderr}`.split('\n').filter((line) => line.trim())
  if (status === 0) return []
  return said.length > 0 ? said : [`${tool} ended with ${signal ?? status} and said nothing`]
}
