import { PICTURE_VERDICT, readPictureVerdict } from '../kernel/content-check'
import { deleteFiles } from '../kernel/files'
import { idFrom } from '../kernel/ids'
import { leaveMessage } from '../kernel/messages'
import type { PushJob } from '../kernel/serve'
import type { CheckedFile, Question } from './interview'
import { questionLink } from './links'
import { findByTrace, setVerdict } from './room-store'

/** WeChat pushed what it thinks of a worker's picture: passed, it is shown; refused, it is deleted and its asker told. */
export const pictureVerdict: PushJob = { event: PICTURE_VERDICT, run: takeVerdict }

/** Requests: two; one more for the file and one for the message where WeChat refuses. */
async function takeVerdict(message: object, now: Date): Promise<void> {
  const said = readPictureVerdict(message)
  const question = said && (await findByTrace(said.trace))
  if (!said || !question) return
  const n = question.files.findIndex(({ trace }) => trace === said.trace)
  const file = question.files[n]!
  const set = file.verdict === 'pending' && (await setVerdict(question._id, n, said, now))
  // Again where it was cut off behind the write.
  const again = file.verdict === 'risky'
  if (said.verdict === 'risky' && (set || again)) await takeAway(question, file, now)
}

async function takeAway({ _id, openid }: Question, { id, trace }: CheckedFile, now: Date): Promise<void> {
  await deleteFiles([id])
  if (openid.startsWith('gone_')) return
  await leaveMessage({
    _id: idFrom('msg', 'picture', _id, trace),
    openid,
    title: '有一张照片没放出来',
    text: '微信检查了，里面有不能发的。您写的字不受影响。',
    at: now,
    unread: true,
    link: questionLink(_id),
  })
}
