/**
 * Writes the lists of kinds, so that a new kind is a file and its test and no list has to be kept:
 * - cloudfunctions/<area>/kinds/index.generated.ts: every file of the folder is a kind, exported under its own name
 *   (home-ticket.ts: homeTicket). Functions are bundled, so the imports must stand in a source.
 * - miniprogram/client/kinds.generated.ts, by phone-kinds.ts, and cloudfunctions/kernel/form-words.generated.ts, by
 *   form-words.ts, when a kind is newer than they are.
 * Plain JavaScript: bootstrap runs it before anything else.
 */
const { spawnSync } = require('node:child_process')
const { existsSync, readdirSync, readFileSync, statSync, writeFileSync } = require('node:fs')
const path = require('node:path')

const FUNCTIONS = path.resolve(__dirname, '../../cloudfunctions')
const LIST = 'index.generated.ts'
const PHONE = path.resolve(__dirname, '../../miniprogram/client/kinds.generated.ts')
const PHONE_WRITER = path.resolve(__dirname, 'phone-kinds.ts')
const WORDS = path.join(FUNCTIONS, 'kernel/form-words.generated.ts')
const WORDS_WRITER = path.resolve(__dirname, 'form-words.ts')

const camel = (name) => name.replace(/-(\w)/g, (_, letter) => letter.toUpperCase())

/** The list of the kinds in one folder, in the order of their names. */
function listOf(folder) {
  const files = readdirSync(folder)
    .filter((name) => name.endsWith('.ts') && name !== LIST)
    .map((name) => name.slice(0, -3))
    .sort()
  return [
    '// Written by local/build/kind-lists.cjs from the files beside it.',
    "import type { AnyKind } from '../../kernel/casework/kind'",
    ...files.map((file) => `import { ${camel(file)} } from './${file}'`),
    '',
    `export const declared: AnyKind[] = [${files.map(camel).join(', ')}]`,
    '',
  ].join('\n')
}

/** Writes the lists that are not as the folders are. */
function writeKindLists() {
  for (const area of readdirSync(FUNCTIONS)) {
    const folder = path.join(FUNCTIONS, area, 'kinds')
    if (!existsSync(folder)) continue
    const file = path.join(folder, LIST)
    const list = listOf(folder)
    if (!existsSync(file) || readFileSync(file, 'utf8') !== list) writeFileSync(file, list)
  }
  const kindsOf = (area) => {
    const folder = path.join(FUNCTIONS, area, 'kinds')
    return existsSync(folder) ? readdirSync(folder).map((name) => path.join(folder, name)) : []
  }
  write(PHONE, PHONE_WRITER, kindsOf('cases'))
  write(WORDS, WORDS_WRITER, readdirSync(FUNCTIONS).flatMap(kindsOf))
}

/** Has a list written anew when one of its sources is newer than it. */
function write(file, writer, sources) {
  if (existsSync(file) && [writer, ...sources].every((one) => statSync(one).mtimeMs <= statSync(file).mtimeMs)) return
  const { status } = spawnSync(process.execPath, ['--import', 'tsx', writer], { stdio: 'inherit' })
  if (status !== 0) throw new Error(`${path.basename(file)} was not written`)
}

module.exports = { writeKindLists }
