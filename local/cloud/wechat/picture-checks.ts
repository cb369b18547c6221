import { APP_ID } from '../call-environment'
import { pictureIsRisky } from './content-check'

/** Pictures whose check was ordered: WeChat fetches each and pushes its verdict to the program later. */

interface Order {
  address: string
  traceId: string
  openid: string
}

/** The name of the message that brings a verdict. */
export const PICTURE_VERDICT = 'wxa_media_check'

export class PictureChecks {
  private waiting: Order[] = []

  order(order: Order): void {
    this.waiting.push(order)
  }

  /** Looks at every picture that waits. The messages to push, in order. */
  async look(): Promise<{ openid: string; message: object }[]> {
    const orders = this.waiting.splice(0)
    return Promise.all(
      orders.map(async ({ address, traceId, openid }) => {
        const answer = await fetch(address)
        const picture = Buffer.from(await answer.arrayBuffer())
        const risky = answer.ok && pictureIsRisky(picture)
        const suggest = !answer.ok ? 'review' : risky ? 'risky' : 'pass'
        return { openid, message: verdictMessage(traceId, openid, suggest) }
      }),
    )
  }
}

/** As the server documentation has it: text of the check's second version. */
function verdictMessage(traceId: string, openid: string, suggest: string): object {
  const label = suggest === 'pass' ? 100 : 20002
  return {
    ToUserName: 'gh_local',
    FromUserName: openid,
    CreateTime: Math.floor(Date.now() / 1000),
    MsgType: 'event',
    Event: PICTURE_VERDICT,
    appid: APP_ID,
    trace_id: traceId,
    version: 2,
    detail: [{ strategy: 'content_model', errcode: 0, suggest, label, prob: 90 }],
    errcode: 0,
    errmsg: 'ok',
    result: { suggest, label },
  }
}

/** Lets WeChat look each second until stopped, as it does by itself. `cloud` is asked anew each time: a reset replaces it. */
export function lookEachSecond(
  cloud: () => { pushPictureVerdicts(): Promise<unknown> },
  log: (line: object) => void,
): { stop: () => void } {
  const ticking = setInterval(() => {
    cloud()
      .pushPictureVerdicts()
      .catch((error: Error) => log({ level: 'error', push: PICTURE_VERDICT, error: error.message }))
  }, 1000)
  return { stop: () => clearInterval(ticking) }
}
