import { isGenuine, readCardCode } from '../../miniprogram/rules/card-code'
import { chainFault, readOfflineCode } from '../../miniprogram/rules/offline-code'
import { trustedIssuers } from '../kernel/issuer'
import { cardKey } from '../kernel/seal'

/** A card's code as a camera read it: which card, which step, and whether it is what it seems. */
export interface ShownCode {
  /** 12 digits. */
  number: string
  serial: number
  step: number
  /** `OVER`: genuine, but its certificate has run out. */
  fault: 'FORGED' | 'OVER' | null
}

/** The ordinary code or the one for counters without a network; null when it is no card's code. */
export function readShown(text: string, now: Date): ShownCode | null {
  const code = readCardCode(text)
  if (code) {
    const { number, serial, step } = code
    return { number, serial, step, fault: isGenuine(code, cardKey(number, serial)) ? null : 'FORGED' }
  }
  const offline = readOfflineCode(text)
  if (!offline) return null
  const { number, serial } = offline.certificate
  const fault = chainFault(offline, trustedIssuers(), now)
  return { number, serial, step: offline.step, fault: fault === 'ISSUER' ? 'FORGED' : fault }
}
