/** Sees to it that there is a Chromium and a Chinese font for the tests in the browser. */
import { existsSync } from 'node:fs'
import { importsOf, filesBelow } from '../build/sources'
import { findChromium } from '../../test/web/browser'
import { run } from './run'

/** Installs what is missing on Debian when root. Null when all is there, else one line that says what to install. */
export async function ensureBrowser(): Promise<string | null> {
  if (await isReady()) return null
  if (process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    console.log('installing Chromium and a Chinese font (once) ...')
    const env = { DEBIAN_FRONTEND: 'noninteractive' }
    await run('apt-get', ['update', '-qq'], { env })
    const install = ['install', '-y', '-qq', '--no-install-recommends', 'chromium', 'fonts-noto-cjk']
    const { code, output } = await run('apt-get', install, { env })
    if (code !== 0) console.log(output.split('\n').slice(-5).join('\n'))
    if (await isReady()) return null
  }
  return process.platform === 'darwin'
    ? 'install Google Chrome'
    : 'install Chromium and a Chinese font: apt-get install chromium fonts-noto-cjk'
}

async function isReady(): Promise<boolean> {
  return hasChromium() && (await hasChineseFont())
}

function hasChromium(): boolean {
  try {
    findChromium()
    return true
  } catch {
    return false
  }
}

/** macOS has one. Elsewhere fontconfig knows; without fontconfig there is none. */
async function hasChineseFont(): Promise<boolean> {
  if (process.platform === 'darwin') return true
  const { output } = await run('fc-list', [':lang=zh-cn', 'family'])
  return output.trim() !== '' && !/ENOENT/.test(output)
}

/** The test files that need a browser: those that import the one way to start it. */
export function browserTests(folder = 'test'): string[] {
  return filesBelow(folder).filter(
    (file) => file.endsWith('.test.ts') && importsOf(file).some(({ specifier }) => /(^|\/)browser$/.test(specifier)),
  )
}
