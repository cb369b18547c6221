import type { Meter } from './database/meter'

/** What the calls of one action cost together. `requests` are database requests, transaction start and commit too. */
export interface CostRow {
  function: string
  action: string
  calls: number
  requests: number
  examined: number
  returned: number
  /** Bytes of the functions' replies. */
  bytes: number
}

/** Requests that no function made: a test or a tool that uses an SDK by itself. */
const DIRECT = 'direct'
/** How long a request that comes after its call's end is still booked to it. */
const AFTERMATH = 60_000

/** The account book. A request is booked to the call whose id its URL carries (see call-environment.ts). */
export class Costs {
  private rows = new Map<string, CostRow>()
  private readonly calls = new Map<string, CostRow>()

  private row(functionName: string, action: string): CostRow {
    const key = JSON.stringify([functionName, action])
    let row = this.rows.get(key)
    if (!row) {
      row = { function: functionName, action, calls: 0, requests: 0, examined: 0, returned: 0, bytes: 0 }
      this.rows.set(key, row)
    }
    return row
  }

  begin(callId: string, functionName: string, action: unknown): void {
    const row = this.row(functionName, typeof action === 'string' ? action : '')
    row.calls++
    this.calls.set(callId, row)
  }

  end(callId: string, replyBytes: number): void {
    const row = this.calls.get(callId)
    if (row) row.bytes += replyBytes
    setTimeout(() => this.calls.delete(callId), AFTERMATH).unref()
  }

  request(callId: string | undefined, meter: Meter): void {
    const row = (callId !== undefined && this.calls.get(callId)) || this.row(DIRECT, '')
    row.requests++
    row.examined += meter.examined
    row.returned += meter.returned
  }

  list(): CostRow[] {
    return [...this.rows.values()].map((row) => ({ ...row }))
  }

  reset(): void {
    this.rows = new Map()
  }
}
