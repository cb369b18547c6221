import { createHash, randomBytes } from 'node:crypto'
import type { Sqlite } from '../database/sqlite'

export interface WechatUser {
  openid: string
  phone?: string
  unionid?: string
}

/** A subscribe message as its receiver reads it. */
export interface SubscribeMessage {
  templateId: string
  /** The mini-program page it opens, if any. */
  page?: string
  /** Its fields: `{ thing1: { value: '...' } }`. */
  data: Record<string, { value: string }>
  /** ISO 8601. */
  sentAt: string
}

const SCHEMA = `
  CREATE TABLE IF NOT EXISTS wx_users (openid TEXT PRIMARY KEY, phone TEXT, unionid TEXT);
  CREATE TABLE IF NOT EXISTS wx_codes (code TEXT PRIMARY KEY, openid TEXT NOT NULL, expires INTEGER NOT NULL);
  CREATE TABLE IF NOT EXISTS wx_grants (openid TEXT NOT NULL, template TEXT NOT NULL, messages INTEGER NOT NULL,
    PRIMARY KEY (openid, template));
  CREATE TABLE IF NOT EXISTS wx_inbox (number INTEGER PRIMARY KEY, openid TEXT NOT NULL, message TEXT NOT NULL);
  CREATE INDEX IF NOT EXISTS wx_inbox_openid ON wx_inbox (openid);
`
const CODE_LIFE = 5 * 60 * 1000

/** What WeChat knows of its users: phone numbers, codes given out, messages allowed and received. */
export class WechatUsers {
  constructor(
    private readonly sql: Sqlite,
    private readonly now: () => Date,
  ) {
    sql.exec(SCHEMA)
  }

  register({ openid, phone, unionid }: WechatUser): void {
    this.sql.prepare('INSERT OR REPLACE INTO wx_users VALUES (?, ?, ?)').run(openid, phone ?? null, unionid ?? null)
  }

  find(openid: string): WechatUser | undefined {
    const row = this.sql.prepare('SELECT * FROM wx_users WHERE openid = ?').get(openid) as
      { openid: string; phone: string | null; unionid: string | null } | undefined
    return row && { openid, phone: row.phone ?? undefined, unionid: row.unionid ?? undefined }
  }

  /** The user's number; a stranger has an invented one, always the same (no real mobile number begins with 100). */
  phoneOf(openid: string): string {
    const digest = createHash('sha256').update(openid).digest().readUInt32BE(0)
    return this.find(openid)?.phone ?? `100${String(digest % 100_000_000).padStart(8, '0')}`
  }

  /** What the phone-number button hands to the page: good once, for five minutes. */
  issueCode(openid: string): string {
    const code = randomBytes(24).toString('hex')
    const expires = this.now().getTime() + CODE_LIFE
    this.sql.prepare('INSERT INTO wx_codes VALUES (?, ?, ?)').run(code, openid, expires)
    return code
  }

  /** Whose code it is; undefined when it was used, has expired or was never given out. */
  redeemCode(code: string): string | undefined {
    const row = this.sql.prepare('SELECT openid, expires FROM wx_codes WHERE code = ?').get(code) as
      { openid: string; expires: number } | undefined
    this.sql.prepare('DELETE FROM wx_codes WHERE code = ?').run(code)
    return row && row.expires >= this.now().getTime() ? row.openid : undefined
  }

  /** The user accepted these templates: one message each, as WeChat's one-time subscription. */
  grant(openid: string, templateIds: string[]): void {
    for (const template of templateIds)
      this.sql
        .prepare('INSERT INTO wx_grants VALUES (?, ?, 1) ON CONFLICT DO UPDATE SET messages = messages + 1')
        .run(openid, template)
  }

  /** Delivers a message if one is allowed. */
  deliver(openid: string, message: Omit<SubscribeMessage, 'sentAt'>): boolean {
    const spent = this.sql
      .prepare('UPDATE wx_grants SET messages = messages - 1 WHERE openid = ? AND template = ? AND messages > 0')
      .run(openid, message.templateId)
    if (spent.changes === 0) return false
    const text = JSON.stringify({ ...message, sentAt: this.now().toISOString() })
    this.sql.prepare('INSERT INTO wx_inbox (openid, message) VALUES (?, ?)').run(openid, text)
    return true
  }

  /** Messages received, newest first. */
  inbox(openid: string): SubscribeMessage[] {
    const rows = this.sql.prepare('SELECT message FROM wx_inbox WHERE openid = ? ORDER BY number DESC').all(openid)
    return (rows as { message: string }[]).map((row) => JSON.parse(row.message))
  }
}
