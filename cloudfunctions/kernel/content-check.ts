import { z } from 'zod'
import { cloud } from './cloud'
import { AppError } from './errors'
import { log, originOf } from './log'

/** WeChat's content check of what people write for others to read. Asked when it is handed in: WeChat wants a recent visit. */

/** Of a forum: WeChat's `scene`. */
const FORUM = 3
/** WeChat's `media_type`. */
const PICTURE = 2

/** `review`: somebody should look at it first. Throws BAD_CONTENT where WeChat refuses it. */
export async function checkText(openid: string, content: string): Promise<'pass' | 'review'> {
  try {
    const { result } = (await cloud.openapi.security.msgSecCheck({ openid, scene: FORUM, version: 2, content })) as {
      result: { suggest: string }
    }
    if (result.suggest === 'risky') throw new AppError('BAD_CONTENT', '里面有不能发的话，没有发出去。请换个说法再问')
    return result.suggest === 'pass' ? 'pass' : 'review'
  } catch (error) {
    if (error instanceof AppError) throw error
    // WeChat did not answer: nothing is lost, somebody looks at it.
    log({ event: 'content-unchecked', ...originOf(error) })
    return 'review'
  }
}

/**
 * Orders the check of a picture that WeChat fetches from an address. Its trace, by which the verdict is known that WeChat
 * pushes within 30 minutes; null: WeChat did not take the order, somebody looks at the picture.
 */
export async function orderPictureCheck(openid: string, mediaUrl: string): Promise<string | null> {
  try {
    const order = { openid, scene: FORUM, version: 2, mediaUrl, mediaType: PICTURE }
    const { traceId } = (await cloud.openapi.security.mediaCheckAsync(order)) as { traceId?: string }
    return traceId || null
  } catch (error) {
    log({ event: 'picture-unchecked', ...originOf(error) })
    return null
  }
}

/** WeChat's name of the message that brings a verdict. */
export const PICTURE_VERDICT = 'wxa_media_check'

/** What is read of it. Nobody but WeChat and this city's cloud knows a trace: it proves whose word this is. */
const verdictMessage = z.object({
  trace_id: z.string().min(16),
  result: z.object({ suggest: z.enum(['pass', 'review', 'risky']) }),
})

/** The verdict of a pushed message, or null for one that says nothing. */
export function readPictureVerdict(message: object): { trace: string; verdict: 'pass' | 'review' | 'risky' } | null {
  const read = verdictMessage.safeParse(message)
  return read.success ? { trace: read.data.trace_id, verdict: read.data.result.suggest } : null
}
