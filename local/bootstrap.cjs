/**
 * Installs the dependencies when they are missing or older than the lock file; says nothing when they are there.
 * Every command that must work on a fresh clone begins with it. Plain JavaScript: nothing is installed when it runs.
 * It also writes the lists of kinds, which sources import.
 */
const { spawnSync } = require('node:child_process')
const { existsSync, readFileSync, writeFileSync } = require('node:fs')
const { createHash } = require('node:crypto')
const path = require('node:path')
const { writeKindLists } = require('./build/kind-lists.cjs')

const ROOT = path.resolve(__dirname, '..')
const MARK = path.join(ROOT, 'node_modules', '.installed-lock')

/** Installs what package-lock.json asks for, unless it is there. Exits with npm's code when npm fails. */
function install() {
  const lock = createHash('sha256')
    .update(readFileSync(path.join(ROOT, 'package-lock.json')))
    .digest('hex')
  if (existsSync(MARK) && readFileSync(MARK, 'utf8') === lock) return
  // A developer's own `npm install` is newer than the lock: leave it alone and only remember it.
  if (!isComplete()) {
    console.log('installing dependencies (once, about a minute) ...')
    const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm'
    const { status } = spawnSync(npm, ['ci', '--no-audit', '--no-fund'], { cwd: ROOT, stdio: 'inherit' })
    if (status !== 0) {
      console.error('npm ci failed: is the network up?')
      process.exit(status || 1)
    }
  }
  writeFileSync(MARK, lock)
}

/** Whether every package of the lock file that belongs on this machine is installed at its version. */
function isComplete() {
  const { packages } = JSON.parse(readFileSync(path.join(ROOT, 'package-lock.json'), 'utf8'))
  return Object.entries(packages).every(([where, { version, optional }]) => {
    if (where === '' || optional) return true
    const manifest = path.join(ROOT, where, 'package.json')
    return existsSync(manifest) && JSON.parse(readFileSync(manifest, 'utf8')).version === version
  })
}

const [major] = process.versions.node.split('.').map(Number)
if (major < 20) {
  console.error(`Node ${process.versions.node} is too old: install Node 20 or later`)
  process.exit(1)
}
process.chdir(ROOT)
install()
writeKindLists()
