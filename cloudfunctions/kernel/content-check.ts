import { cloud } from './cloud'
import { AppError } from './errors'
import { log, originOf } from './log'

/** WeChat's content check of what people write for others to read. Asked when it is handed in: WeChat wants a recent visit. */

/** Of a forum: WeChat's `scene`. */
const FORUM = 3

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
