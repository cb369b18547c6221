/**
 * Writes cloudfunctions/kernel/form-words.generated.ts: what each field of each kind's form is called, and its choices,
 * so that a copy of somebody's data can be read whichever area its applications belong to. Run by kind-lists.cjs.
 */
import { existsSync, readdirSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { fieldsOf } from '../../cloudfunctions/kernel/casework/form'
import type { FormFieldView } from '../../cloudfunctions/kernel/casework/contract'
import type { AnyKind } from '../../cloudfunctions/kernel/casework/kind'

const FUNCTIONS = resolve(__dirname, '../../cloudfunctions')
const FILE = join(FUNCTIONS, 'kernel/form-words.generated.ts')

const wordsOf = (fields: readonly FormFieldView[]): object =>
  Object.fromEntries(
    fields
      .filter(({ widget }) => widget !== 'consent')
      .map(({ name, label, widget, unit, options, items }) => [
        name,
        {
          label,
          ...(widget === 'money' && { money: true }),
          ...(unit && widget !== 'money' && { unit }),
          ...(options.length > 0 && { options: Object.fromEntries(options.map((one) => [one.value, one.label])) }),
          ...(items.length > 0 && { items: wordsOf(items as FormFieldView[]) }),
        },
      ]),
  )

async function main(): Promise<void> {
  const areas = readdirSync(FUNCTIONS).filter((area) => existsSync(join(FUNCTIONS, area, 'kinds/index.generated.ts')))
  const kinds: AnyKind[] = []
  for (const area of areas) {
    const { declared } = (await import(join(FUNCTIONS, area, 'kinds/index.generated.ts'))) as { declared: AnyKind[] }
    kinds.push(...declared)
  }
  const words = Object.fromEntries(kinds.map(({ kind, form }) => [kind, wordsOf(fieldsOf(form))]))
  writeFileSync(
    FILE,
    `// Written by local/build/form-words.ts from the kinds of all areas.
export interface FieldWords {
  label: string
  money?: true
  unit?: string
  options?: Record<string, string>
  items?: Record<string, FieldWords>
}

/** By kind and field. */
export const FORM_WORDS: Record<string, Record<string, FieldWords>> = ${JSON.stringify(words)}
`,
  )
}

void main()
