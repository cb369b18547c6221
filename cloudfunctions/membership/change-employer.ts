import type { Caller } from '../kernel/serve'
import { setEmployer } from './store'

/** Where a member works is her own word (同一个工会里换单位). Two requests. */
export async function changeEmployer({ employer }: { employer: string }, { openid }: Caller<'member'>) {
  await setEmployer(openid, employer)
  return { employer }
}
