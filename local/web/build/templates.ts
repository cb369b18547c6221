/** Compiles every WXML and WXS in use into one JavaScript expression: `{ path: procGenGroup }`. */
import { readFileSync } from 'node:fs'
import { posix } from 'node:path'
import { TmplGroup } from 'glass-easel-template-compiler'
import type { Project } from './project'
import { convertInlineWxs, convertWxs, WXS_PRELUDE } from './wxs'

interface Problem {
  isError: boolean
  level: string
  message: string
  path: string
  startLine: number
  startColumn: number
}

export interface Templates {
  /** A JavaScript expression. */
  code: string
  warnings: string[]
  /** Errors in our own files (file:line:column message); a page with one may draw nothing. */
  errors: string[]
}

/** Compiles the project's templates. Problems in npm packages are warnings, in the project's own files errors. */
export function compileTemplates(project: Project): Templates {
  const group = new TmplGroup()
  const result: Templates = { code: '', warnings: [], errors: [] }
  const seen = new Set<string>()
  const queue = [...project.units.values()].filter((unit) => unit.template).map((unit) => unit.path)
  for (let path = queue.shift(); path !== undefined; path = queue.shift()) {
    if (seen.has(path)) continue
    seen.add(path)
    const file = project.file(`${path}.wxml`)
    if (!file) {
      result.errors.push(`${path}.wxml: imported but not found`)
      continue
    }
    const problems = group.addTmpl(path, convertInlineWxs(readFileSync(file, 'utf8'))) as Problem[]
    for (const problem of problems) report(problem, file, path, result)
    queue.push(...(group.getDirectDependencies(path) as string[]).map(withoutExtension))
    for (const script of group.getScriptDependencies(path) as string[]) addScript(group, project, script, seen, result)
  }
  group.setExtraRuntimeScript(WXS_PRELUDE)
  result.code = group.getTmplGenObjectGroups()
  group.free()
  return result
}

function addScript(group: TmplGroup, project: Project, name: string, seen: Set<string>, result: Templates): void {
  const path = withoutExtension(name)
  if (seen.has(`${path}.wxs`)) return
  seen.add(`${path}.wxs`)
  const file = project.file(`${path}.wxs`)
  if (!file) {
    result.errors.push(`${path}.wxs: required but not found`)
    return
  }
  const source = readFileSync(file, 'utf8')
  group.addScript(path, convertWxs(source))
  for (const [, required] of source.matchAll(/require\(\s*['"](.*?)['"]\s*\)/g)) {
    const target = required!.startsWith('/') ? required!.slice(1) : posix.join(posix.dirname(path), required!)
    addScript(group, project, target, seen, result)
  }
}

function report(problem: Problem, file: string, path: string, result: Templates): void {
  const line = `${file}:${problem.startLine + 1}:${problem.startColumn + 1} ${problem.message}`
  const npm = path.startsWith('miniprogram_npm/')
  if (problem.isError && !npm) result.errors.push(line)
  else if (!npm) result.warnings.push(line)
}

function withoutExtension(path: string): string {
  return path.replace(/\.(wxml|wxs)$/, '')
}
