/** What a mini-program's files refer to: the one reader of imports, used by the packing, the checks and the tests. */
import { readdirSync, readFileSync } from 'node:fs'
import { extname, join } from 'node:path'
import ts from 'typescript'

/** One `import`, `export from`, `import()` or `require()` of a module. */
export interface ModuleImport {
  specifier: string
  /** False when only types are imported: nothing of it ships. */
  value: boolean
  /** The names imported; null when it is the whole module. */
  names: string[] | null
}

/** All files below `folder`, sorted; `skip` names folders that are left out wherever they are. */
export function filesBelow(folder: string, skip: string[] = ['node_modules', 'miniprogram_npm']): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .flatMap((entry) => {
      const path = join(folder, entry.name)
      if (!entry.isDirectory()) return [path]
      return skip.includes(entry.name) ? [] : filesBelow(path, skip)
    })
    .sort()
}

/** The modules that a script (TypeScript or JavaScript) imports. */
export function importsOf(file: string, text = readFileSync(file, 'utf8')): ModuleImport[] {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.ESNext, true)
  const found: ModuleImport[] = []
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node) && ts.isStringLiteral(node.moduleSpecifier)) {
      found.push({ specifier: node.moduleSpecifier.text, ...namesOf(node.importClause) })
    } else if (ts.isExportDeclaration(node) && node.moduleSpecifier && ts.isStringLiteral(node.moduleSpecifier)) {
      found.push({ specifier: node.moduleSpecifier.text, value: !node.isTypeOnly, names: null })
    } else if (ts.isCallExpression(node) && node.arguments.length > 0) {
      const argument = node.arguments[0]!
      const callee = node.expression
      const loads =
        callee.kind === ts.SyntaxKind.ImportKeyword || (ts.isIdentifier(callee) && callee.text === 'require')
      if (loads && ts.isStringLiteralLike(argument)) found.push({ specifier: argument.text, value: true, names: null })
    } else if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) {
      const { literal } = node.argument
      if (ts.isStringLiteral(literal)) found.push({ specifier: literal.text, value: false, names: null })
    }
    ts.forEachChild(node, visit)
  }
  visit(source)
  return found
}

function namesOf(clause: ts.ImportClause | undefined): Pick<ModuleImport, 'value' | 'names'> {
  if (!clause) return { value: true, names: null }
  if (clause.isTypeOnly) return { value: false, names: null }
  const { name, namedBindings } = clause
  if (namedBindings && !ts.isNamedImports(namedBindings)) return { value: true, names: null }
  const names = [
    ...(name ? ['default'] : []),
    ...(namedBindings?.elements ?? [])
      .filter((element) => !element.isTypeOnly)
      .map((element) => (element.propertyName ?? element.name).text),
  ]
  return { value: names.length > 0, names }
}

/** Paths that a WXML, WXS or WXSS file refers to, as written. */
export function pathsIn(file: string, text = readFileSync(file, 'utf8')): string[] {
  switch (extname(file)) {
    case '.wxml':
      return matches(text, /<(?:import|include|wxs)\b[^>]*?\bsrc="([^"]+)"/g)
    case '.wxs':
      return matches(text, /\brequire\(\s*['"]([^'"]+)['"]\s*\)/g)
    case '.wxss':
      return matches(text, /@import\s+(?:url\()?['"]([^'"]+)['"]/g)
    default:
      return []
  }
}

function matches(text: string, pattern: RegExp): string[] {
  return [...text.matchAll(pattern)].map((match) => match[1]!)
}

/** Component paths in a page's or component's .json, as written. */
export function componentsIn(json: string): string[] {
  const { usingComponents = {}, componentGenerics = {} } = JSON.parse(json) as {
    usingComponents?: Record<string, string>
    componentGenerics?: Record<string, true | { default?: string }>
  }
  const generic = Object.values(componentGenerics).flatMap((it) => (it !== true && it.default ? [it.default] : []))
  return [...Object.values(usingComponents), ...generic]
}
