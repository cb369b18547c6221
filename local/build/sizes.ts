/** What the mini-program's packages weigh as they ship, file by file. */
import { readFileSync, statSync } from 'node:fs'
import { extname, join, relative, sep } from 'node:path'
import { transformSync } from 'esbuild'
import { filesBelow } from './sources'

export interface PackageSize {
  /** '' for the main package, else the subpackage's root. */
  root: string
  bytes: number
  files: number
}

/** Types DevTools leaves out of an upload (packOptions of project.config.json, and TypeScript declarations). */
const LEFT_OUT = /\.(d\.ts|md)$/

/** The main package first, then the subpackages of app.json. Bytes as uploaded: TypeScript compiled, scripts minified. */
export function packageSizes(root: string): PackageSize[] {
  const app = JSON.parse(readFileSync(join(root, 'app.json'), 'utf8')) as { subPackages?: Sub[]; subpackages?: Sub[] }
  const roots = (app.subPackages ?? app.subpackages ?? []).map((sub) => sub.root.replace(/\/$/, ''))
  const sizes = new Map<string, PackageSize>(['', ...roots].map((name) => [name, { root: name, bytes: 0, files: 0 }]))
  for (const file of filesBelow(root, ['node_modules'])) {
    if (LEFT_OUT.test(file)) continue
    const path = relative(root, file).split(sep).join('/')
    const size = sizes.get(roots.find((name) => path.startsWith(`${name}/`)) ?? '')!
    size.bytes += shippedBytes(file)
    size.files += 1
  }
  return [...sizes.values()]
}

interface Sub {
  root: string
  pages: string[]
}

function shippedBytes(file: string): number {
  const type = extname(file)
  if (type !== '.ts' && type !== '.js') return statSync(file).size
  const loader = type === '.ts' ? 'ts' : 'js'
  const { code } = transformSync(readFileSync(file, 'utf8'), { loader, format: 'cjs', target: 'es2018', minify: true })
  return Buffer.byteLength(code)
}
