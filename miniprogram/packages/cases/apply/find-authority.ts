import { call, CallFailure } from '../../../client/call'
import { loadKept, type Loaded } from '../../../client/load'

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
