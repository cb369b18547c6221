import { orderPictureCheck } from '../kernel/content-check'
import { temporaryAddress } from '../kernel/files'
import { checkUploads, takeInFiles, takeInSound, type SoundFile } from '../kernel/take-in-files'
import type { PaperFile } from '../kernel/vault'
import type { CheckedFile } from './interview'

/** Pictures and spoken words that go with questions and answers, looked into and stored where no phone writes. */

/** WeChat fetches the picture within this time. */
const CHECK_SECONDS = 7200

/**
 * A worker's pictures: WeChat checks each, its verdict comes later; where it takes no order a host looks. `name`: the
 * question's id. Requests: two a picture, one for the addresses, one a check.
 */
export async function takeQuestionPictures(
  openid: string,
  person: string,
  clientKey: string,
  name: string,
  uploads: string[],
): Promise<CheckedFile[]> {
  const files = await takePictures(person, clientKey, name, uploads)
  const addresses = await temporaryAddress(
    files.map(({ id }) => id),
    CHECK_SECONDS,
  )
  const traces = await Promise.all(addresses.map((address) => orderPictureCheck(openid, address)))
  return files.map((file, i) => ({ ...file, trace: traces[i] ?? '', verdict: traces[i] ? 'pending' : 'review' }))
}

/** Pictures of an answer, a kept promise, an interviewee. `name`: what they belong to. */
export async function takePictures(
  person: string,
  clientKey: string,
  name: string,
  uploads: string[],
): Promise<PaperFile[]> {
  checkUploads(person, clientKey, uploads)
  return takeInFiles(`interviews/${name}`, uploads)
}

/** A spoken answer of so many seconds, as the phone counted them. Throws FILE_REFUSED where it is no sound. */
export async function takeVoice(
  person: string,
  clientKey: string,
  name: string,
  { file, seconds }: { file: string; seconds: number },
): Promise<SoundFile & { seconds: number }> {
  return { ...(await takeInSound(person, clientKey, `interviews/${name}-voice`, file)), seconds }
}
