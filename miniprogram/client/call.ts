import type { z } from 'zod'
import type { contract as membership } from '../../cloudfunctions/membership/contract'
import type { contract as benefits } from '../../cloudfunctions/benefits/contract'
import type { contract as cases } from '../../cloudfunctions/cases/contract'
import type { contract as inbox } from '../../cloudfunctions/inbox/contract'
import type { contract as interviews } from '../../cloudfunctions/interviews/contract'
import type { contract as draws } from '../../cloudfunctions/draws/contract'
import type { contract as documents } from '../../cloudfunctions/documents/contract'
import type { contract as recruiting } from '../../cloudfunctions/recruiting/contract'
import type { contract as unions } from '../../cloudfunctions/unions/contract'
import type { contract as vault } from '../../cloudfunctions/vault/contract'

/** The one way from the phone to the cloud. Types come from the contracts; nothing else of the functions ships. */

interface Areas {
  membership: typeof membership
  benefits: typeof benefits
  cases: typeof cases
  inbox: typeof inbox
  vault: typeof vault
  documents: typeof documents
  draws: typeof draws
  interviews: typeof interviews
  recruiting: typeof recruiting
  unions: typeof unions
}

type ActionsOf<A extends keyof Areas> = { [K in keyof Areas[A] & string]: `${A}.${K}` }[keyof Areas[A] & string]
export type ActionName = { [A in keyof Areas]: ActionsOf<A> }[keyof Areas]

type ContractOf<N extends ActionName> = N extends `${infer A}.${infer K}`
  ? A extends keyof Areas
    ? K extends keyof Areas[A]
      ? Areas[A][K]
      : never
    : never
  : never

export type InputOf<N extends ActionName> = ContractOf<N> extends { in: infer S extends z.ZodType } ? z.input<S> : never
export type OutputOf<N extends ActionName> =
  ContractOf<N> extends { out: infer S extends z.ZodType } ? z.output<S> : never

/** Why a call failed, in words a person can act on. `offline`: the phone could not reach the cloud, so nothing is known to have happened. */
export class CallFailure extends Error {
  /** The message once more, enumerable: setData copies an error's own fields only. */
  readonly words: string

  constructor(
    readonly code: string,
    message: string,
    /** What to tell 12351, when the cloud itself failed. */
    readonly reference: string | null = null,
  ) {
    super(message)
    this.name = 'CallFailure'
    this.words = message
  }

  get offline(): boolean {
    return this.code === 'OFFLINE'
  }
}

type Reply<T> = { ok: true; data: T } | { ok: false; error: { code: string; message: string; reference?: string } }

/**
 * Calls an action, e.g. `call('benefits.verify', { merchantId, code })`.
 * Throws only CallFailure. A retry after `offline` is safe for every action: those that change something carry a
 * client key or a version.
 */
export async function call<N extends ActionName>(name: N, input: InputOf<N>): Promise<OutputOf<N>> {
  const [area, action] = name.split('.') as [string, string]
  let reply: Reply<OutputOf<N>>
  try {
    const answer = await wx.cloud.callFunction({ name: area, data: { action, input: input as object } })
    reply = answer.result as unknown as Reply<OutputOf<N>>
  } catch {
    throw new CallFailure('OFFLINE', '网络不通。没有丢东西，等有网了再试一次')
  }
  if (!reply || typeof reply !== 'object') throw new CallFailure('NO_REPLY', '没有收到答复。请再试一次')
  if (!reply.ok) throw new CallFailure(reply.error.code, reply.error.message, reply.error.reference ?? null)
  return reply.data
}

/** A key for one intention of a person: the same press, retried, keeps it; a new press gets a new one. */
export function newClientKey(): string {
  const random = () => Math.random().toString(36).slice(2, 10).padEnd(8, '0')
  return `${Date.now().toString(36)}-${random()}${random()}`
}
