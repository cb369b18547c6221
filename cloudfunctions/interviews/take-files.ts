import { checkUploads, takeInFiles } from '../kernel/take-in-files'
import type { PaperFile } from '../kernel/vault'
import type { CheckedFile } from './interview'

/** Pictures and spoken words that go with questions and answers, looked into and stored where no phone writes. */

/** A worker's pictures: WeChat checks each, its verdict comes later. `name`: the question's id. */
export async function takeQuestionPictures(
  _openid: string,
  person: string,
  clientKey: string,
  name: string,
  uploads: string[],
): Promise<CheckedFile[]> {
  const files = await takePictures(person, clientKey, name, uploads)
  return files.map((file) => ({ ...file, trace: '', verdict: 'pending' }))
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

/** A spoken answer. Throws FILE_REFUSED where it is no sound. */
export async function takeVoice(
  _person: string,
  _clientKey: string,
  _name: string,
  _upload: { file: string; seconds: number },
): Promise<PaperFile & { seconds: number }> {
  throw new Error('spoken answers are not taken yet')
}
