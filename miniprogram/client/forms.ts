import { call, type OutputOf } from './call'
import { loadKept, type Loaded } from './load'

export type Form = OutputOf<'cases.form'>

/** A form changes with a release; the cloud refuses an application in an old one, and it is fetched anew then. */
const FRESH_MS = 3_600_000

/** Under which a form is kept on this phone. */
export const formKey = (kind: string): string => `form:${kind}`

/** `area`: the function that owns the kind; every area that owns kinds has the same actions. */
export function loadForm(kind: string, { anew = false, area = 'cases' } = {}): Promise<Loaded<Form>> {
  return loadKept(formKey(kind), () => call(`${area}.form` as 'cases.form', { kind }), anew ? 0 : FRESH_MS)
}

/** Quietly, while she reads on: what the pre-check wants to find kept, since it asks the network for nothing. */
export async function keepForPrecheck(): Promise<void> {
  await Promise.all([loadForm('hardship'), loadKept('papers', () => call('vault.mine', {}))])
}
