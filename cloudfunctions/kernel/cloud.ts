import cloud from 'wx-server-sdk'
import tcb from '@cloudbase/node-sdk'

/**
 * The two SDKs, started once a process: node-sdk for documents and files (its transactions retry conflicts),
 * wx-server-sdk for who is calling and WeChat's own calls. Locally both talk to local/cloud; nothing here knows.
 */
// Both symbols mean "the environment this function runs in"; the SDKs' own types forget them.
cloud.init({ env: cloud.DYNAMIC_CURRENT_ENV as unknown as string })
/** Files are reached through kernel/files.ts only. */
export const app = tcb.init({ env: tcb.SYMBOL_CURRENT_ENV as unknown as string })

export const db = app.database()
export const _ = db.command
export { cloud }

export type Database = typeof db
export type Transaction = Awaited<ReturnType<Database['startTransaction']>>

/** The caller's openid as the platform vouches for it; null outside WeChat (timers, console). */
export function callerOpenid(): string | null {
  const openid = cloud.getWXContext().OPENID
  return openid ? String(openid) : null
}
