/** Where an npm name used by a mini-program stands on disk: miniprogram_npm first (as DevTools builds it), then node_modules. */
import { existsSync, readFileSync, statSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'

/** Splits `@scope/name/rest` into the package's name and the path inside it. */
export function splitName(specifier: string): { name: string; rest: string } {
  const parts = specifier.split('/')
  const take = specifier.startsWith('@') ? 2 : 1
  return { name: parts.slice(0, take).join('/'), rest: parts.slice(take).join('/') }
}

/** The folder that stands for a package in the mini-program, or null. `from` is a folder inside the mini-program. */
export function packageFolder(name: string, from: string, root: string, packages: string): string | null {
  for (let dir = from; ; dir = dirname(dir)) {
    const built = join(dir, 'miniprogram_npm', name)
    if (existsSync(built)) return built
    if (dir === root || dir === dirname(dir)) break
  }
  // Packages that bring their own miniprogram_npm (TDesign's dayjs) are found by the walk above when `from` is inside
  // them; a package in node_modules is outside the root, so its own ancestors are walked too.
  for (const dir of [...ancestors(from), ...ancestors(packages)]) {
    const folder = join(dir, 'node_modules', name)
    if (existsSync(join(folder, 'package.json'))) return miniprogramFolder(folder)
  }
  return null
}

function ancestors(dir: string): string[] {
  const list = [dir]
  while (dir !== dirname(dir)) list.push((dir = dirname(dir)))
  return list
}

/** `miniprogram` of package.json, else miniprogram_dist, else the package itself (the rule of DevTools' "build npm"). */
function miniprogramFolder(folder: string): string {
  const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { miniprogram?: string }
  if (manifest.miniprogram) return join(folder, manifest.miniprogram)
  const dist = join(folder, 'miniprogram_dist')
  return existsSync(dist) ? dist : folder
}

/** The nearest folder at or above `root` with a package.json; `root` itself when there is none. */
export function nearestPackages(root: string): string {
  return ancestors(root).find((dir) => existsSync(join(dir, 'package.json'))) ?? root
}

/** True when `file` lies in `folder`. */
export function isInside(file: string, folder: string): boolean {
  const rel = relative(folder, file)
  return rel === '' || (!rel.startsWith('..') && !rel.startsWith('/'))
}

/** The first of the candidates that is a file, or null. */
export function firstFile(candidates: string[]): string | null {
  return candidates.find((file) => existsSync(file) && statSync(file).isFile()) ?? null
}
