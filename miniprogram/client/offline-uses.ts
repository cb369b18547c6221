import type { OfflineCode } from '../rules/offline-code'
import { call, CallFailure, type InputOf } from './call'

/**
 * Uses recorded at a counter without a network: kept on the clerk's phone until the cloud has answered for each. Of the
 * customer nothing is kept but her code, which goes when it was answered.
 */

type SentUse = InputOf<'benefits.sync'>['uses'][number]

export interface WaitingUse extends SentUse {
  merchantId: string
  offerWords: string
  /** When it was recorded here. */
  at: number
}

/** One that the cloud did not record: kept until the clerk has read why. */
export interface RefusedUse extends Pick<WaitingUse, 'merchantId' | 'clientKey' | 'offerWords' | 'billFen' | 'at'> {
  words: string
}

interface KeptUses {
  waiting: WaitingUse[]
  refused: RefusedUse[]
  /** Card and step of the last codes used here, newest last. */
  seen: string[]
}

const KEY = 'offline-uses'
/** More than one counter takes in the minute for which a code is good. */
const SEEN = 40
/** As many as one call takes. */
const AT_ONCE = 20

export const waitingAt = (merchantId: string): WaitingUse[] =>
  keptUses().waiting.filter((use) => use.merchantId === merchantId)
export const refusedAt = (merchantId: string): RefusedUse[] =>
  keptUses().refused.filter((use) => use.merchantId === merchantId)

/** Whether a use of this code was recorded on this phone. */
export const hasSeen = (code: OfflineCode): boolean => keptUses().seen.includes(nameOf(code))

/** Keeps a use. Throws CallFailure when the phone has no room: then it is not recorded. */
export function keepUse(use: WaitingUse, code: OfflineCode): void {
  const { waiting, refused, seen } = keptUses()
  if (waiting.some(({ clientKey }) => clientKey === use.clientKey)) return
  try {
    write({ waiting: [...waiting, use], refused, seen: [...seen, nameOf(code)].slice(-SEEN) })
  } catch {
    throw new CallFailure('FULL', '手机存满了，这一笔没记上。腾点地方，再按一次')
  }
}

/** The clerk has read why. */
export function forgetRefused(clientKey: string): void {
  const kept = keptUses()
  write({ ...kept, refused: kept.refused.filter((use) => use.clientKey !== clientKey) })
}

export interface Sent {
  recorded: number
  refused: number
  /** Why some are still here; null when none is. */
  failure: CallFailure | null
}

let sending: Promise<Sent> | null = null

/** Sends what waits at a counter, twenty at a time. A second press while it runs gets the first one's outcome. */
export function sendUses(merchantId: string): Promise<Sent> {
  sending ??= sendAll(merchantId).finally(() => (sending = null))
  return sending
}

async function sendAll(merchantId: string): Promise<Sent> {
  const sent: Sent = { recorded: 0, refused: 0, failure: null }
  for (;;) {
    const some = waitingAt(merchantId).slice(0, AT_ONCE)
    if (some.length === 0) return sent
    try {
      const uses = some.map(({ code, offerId, billFen, payFen, clientKey }) => ({
        code,
        offerId,
        billFen,
        payFen,
        clientKey,
      }))
      const { answers } = await call('benefits.sync', { merchantId, uses })
      if (answers.length === 0) throw new CallFailure('BUSY', '现在人多，没传完。等一会儿再按一次')
      for (const { clientKey, outcome, words } of answers) {
        take(clientKey, outcome === 'recorded' ? null : words)
        sent[outcome === 'recorded' ? 'recorded' : 'refused'] += 1
      }
    } catch (error) {
      const failure = error instanceof CallFailure ? error : new CallFailure('INTERNAL', '没传完，请再按一次')
      return { ...sent, failure }
    }
  }
}

/** One that was answered goes; with why, when it was refused. Read anew: others may have been recorded meanwhile. */
function take(clientKey: string, why: string | null): void {
  const { waiting, refused, seen } = keptUses()
  const use = waiting.find((one) => one.clientKey === clientKey)
  if (!use) return
  const { merchantId, offerWords, billFen, at } = use
  write({
    waiting: waiting.filter((one) => one !== use),
    refused: why === null ? refused : [...refused, { merchantId, clientKey, offerWords, billFen, at, words: why }],
    seen,
  })
}

const nameOf = ({ certificate, step }: OfflineCode): string => `${certificate.handle}:${step}`

function keptUses(): KeptUses {
  return (wx.getStorageSync(KEY) as KeptUses | '') || { waiting: [], refused: [], seen: [] }
}

function write(uses: KeptUses): void {
  wx.setStorageSync(KEY, uses)
}
