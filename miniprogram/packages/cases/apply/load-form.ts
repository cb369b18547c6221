import { call, CallFailure, type OutputOf } from '../../../client/call'
import { loadKept, type Loaded } from '../../../client/load'

export type Form = OutputOf<'cases.form'>

/** A form changes with a release; the cloud refuses an application in an old one, and it is fetched anew then. */
const FRESH_MS = 3_600_000

export const formKey = (kind: string): string => `form:${kind}`

export function loadForm(kind: string, { anew = false } = {}): Promise<Loaded<Form>> {
  return loadKept(formKey(kind), () => call('cases.form', { kind }), anew ? 0 : FRESH_MS)
}

/** For whom, as the one who applies may read it; an empty name without an authority. */
export function findAuthority(id: string): Promise<Loaded<{ name: string }>> {
  return loadKept(null, async () => {
    if (!id) return { name: '' }
    const { held } = await call('cases.authorities', {})
    const found = held.find((one) => one.id === id && !one.revoked)
    if (!found) throw new CallFailure('FORBIDDEN', '没有这份委托，或者工友收回了')
    return { name: found.name }
  })
}
