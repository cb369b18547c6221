import { PICTURE_VERDICT, readPictureVerdict } from '../kernel/content-check'
import { deleteFiles } from '../kernel/files'
import { idFrom } from '../kernel/ids'
import { leaveMessage } from '../kernel/messages'
import type { PushJob } from '../kernel/serve'
import type { CheckedFile, Question } from './interview'
import { questionLink } from './links'
import { findByTrace, setFiles } from './room-store'

/** WeChat pushed what it thinks of a worker's picture: passed, it is shown; refused, it is deleted and its asker told. */
export const pictureVerdict: PushJob = { event: PICTURE_VERDICT, run: takeVerdict }

/** A host who acts at the same moment wins; then the verdict is set into what the question is after that. */
const TRIES = 4

/** Requests: two; one more for the file and one for the message where WeChat refuses. */
async function takeVerdict(message: object, now: Date): Promise<void> {
  const said = readPictureVerdict(message)
  if (!said) return
  for (let n = 0; n < TRIES; n += 1) {
    const question = await findByTrace(said.trace)
    const file = question?.files.find(({ trace }) => trace === said.trace)
    // Said before, or decided by a host meanwhile.
    if (!question || !file || (file.verdict !== 'pending' && file.verdict !== 'risky')) return
    if (file.verdict === 'pending' && !(await setFiles(question, withVerdict(question, said), now))) continue
    // Again where it was cut off behind the write.
    if (said.verdict === 'risky') await takeAway(question, file, now)
    return
  }
  throw new Error('a question changed too often for its verdict')
}

const withVerdict = ({ files }: Question, { trace, verdict }: { trace: string; verdict: CheckedFile['verdict'] }) =>
  files.map((file) => (file.trace === trace ? { ...file, verdict } : file))

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
