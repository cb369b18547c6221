/**
 * Writes miniprogram/client/kinds.generated.ts: the words with which the services page leads to each kind, as the
 * kind's own file declares them. Built in, so that the page shows without a network. Run by kind-lists.cjs.
 */
import { writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { declared } from '../../cloudfunctions/cases/kinds/index.generated'
import type { AnyKind } from '../../cloudfunctions/kernel/casework/kind'

const FILE = resolve(__dirname, '../../miniprogram/client/kinds.generated.ts')

/** The source of the phone's list. */
function phoneKinds(kinds: AnyKind[]): string {
  const entries = kinds
    .flatMap(({ kind, plain, who, entry }) => (entry ? [{ kind, plain, who, entry }] : []))
    .sort((a, b) => a.entry.place - b.entry.place)
  const rows = entries.map(({ kind, plain, who, entry: { title, line, inStead } }) => ({
    area: 'cases',
    kind,
    title,
    plain,
    line,
    members: who === 'member',
    inStead,
  }))
  const own = entries.flatMap(({ kind, entry: { situation } }) => (situation ? [{ kind, ...situation }] : []))
  return `// Written by local/build/phone-kinds.ts from cloudfunctions/cases/kinds.
import type { DeclaredKind } from './kinds'

/** Those with words for the services page, in their order. */
export const DECLARED: DeclaredKind[] = ${JSON.stringify(rows, null, 2)}

/** Rows of the services page that a kind brings itself. */
export const OWN_SITUATIONS = ${JSON.stringify(own, null, 2)}
`
}

writeFileSync(FILE, phoneKinds(declared))
