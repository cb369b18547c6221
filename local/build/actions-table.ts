/** `npm run docs:actions`: writes docs/actions.md, every action and who may call it, from the entries themselves. */
import { writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import type { Access } from '../../cloudfunctions/kernel/serve'
import { readEntries } from './entries'

const FILE = resolve(__dirname, '../../docs/actions.md')

const INTRODUCTION = `# Every action, and who may call it

Written by \`npm run docs:actions\`; a test fails when it is not current. An action is called by its name
(\`call('benefits.verify', ...)\`); its input and answer stand in the area's \`contract.ts\`, or for the acts on an
application in \`kernel/casework/contract.ts\`. Who calls is told by WeChat, never by the input.

`

const LEVELS: Record<Access, string> = {
  anyone: 'anybody, also before WeChat knows who',
  signedIn: 'any WeChat account; it reads and changes only its own',
  member: 'an active member',
  clerk: 'a clerk of the merchant that the input names',
  provedInQuery: 'the applicant, or who holds the post or counter that the input names: the query itself asks',
}

/** The text of docs/actions.md as it should be now. */
export async function actionsTable(): Promise<string> {
  const levels = Object.entries(LEVELS).map(([access, who]) => [`\`${access}\``, who])
  const actions = (await readEntries()).flatMap(({ area, actions }) =>
    Object.entries(actions).map(([name, { access }]) => [`\`${area}.${name}\``, `\`${access}\``]),
  )
  const parts = [INTRODUCTION.trim(), table(['access', 'who may'], levels), table(['action', 'access'], actions)]
  return `${[...parts, `${actions.length} actions.`].join('\n\n')}\n`
}

/** A table of markdown, its columns as wide as their widest cell (as prettier lays it out). */
function table(head: string[], rows: string[][]): string {
  const widths = head.map((_, column) => Math.max(...[head, ...rows].map((row) => row[column]!.length)))
  const line = (cells: string[]) => `| ${cells.map((cell, i) => cell.padEnd(widths[i]!)).join(' | ')} |`
  return [line(head), line(widths.map((width) => '-'.repeat(width))), ...rows.map(line)].join('\n')
}

if (process.argv[1] === __filename) {
  actionsTable().then(
    (text) => writeFileSync(FILE, text),
    (error: Error) => {
      console.error(error.message)
      process.exitCode = 1
    },
  )
}
