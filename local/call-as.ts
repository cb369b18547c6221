import type { ActionName, InputOf, OutputOf } from '../miniprogram/client/call'
import type { Cloud } from './cloud/index'

/** Calls actions of the built functions as a WeChat user, as the phone would: for tests, costs and the bench. */

export type Reply<T> =
  { ok: true; data: T } | { ok: false; error: { code: string; message: string; reference?: string } }

/** `const reply = await callAs(cloud, openid)('membership.me', {})`; never throws for a refusal. */
export function callAs(cloud: Pick<Cloud, 'invoke'>, openid: string) {
  return async function call<N extends ActionName>(name: N, input: InputOf<N>): Promise<Reply<OutputOf<N>>> {
    const [area, action] = name.split('.') as [string, string]
    return (await cloud.invoke(area, { action, input }, { openid })) as Reply<OutputOf<N>>
  }
}

/** The data of a reply that must be good; throws with the refusal's code otherwise. */
export async function good<T>(reply: Promise<Reply<T>>): Promise<T> {
  const answered = await reply
  if (!answered.ok) throw new Error(`${answered.error.code}: ${answered.error.message}`)
  return answered.data
}

/** A code of WeChat's phone button, as the phone would get it. */
export async function phoneCode(url: string, openid: string): Promise<string> {
  const answer = await fetch(`${url}/wx/phone-code`, { method: 'POST', headers: { 'x-wx-openid': openid } })
  return ((await answer.json()) as { code: string }).code
}
