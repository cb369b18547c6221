import { call, newClientKey, type InputOf } from './call'
import { sendPage } from './uploads'

/** Pictures that go with an act, sent when its button is pressed and before the act itself. */

/** What is on this phone and is to go up: a picture, a recording. */
export interface Sendable {
  path: string
  ending: string
}

type Photos = NonNullable<InputOf<'cases.decide'>['photos']>

/**
 * The sending of one act's pictures, under one key for as long as its sheet is open: pressed again after the net let
 * go, only what is missing goes up, and the act names the same files.
 */
export class PhotoSending {
  /** What has got there, by the picture's path on this phone. */
  private readonly sent = new Map<string, { number: number; fileId: string }>()

  /** `clientKey`: of an act that was begun before, so that going on is the same act. */
  constructor(readonly clientKey = newClientKey()) {}

  /** Sends what is not there yet; `tell` hears whole percents of all. Throws UploadFailure, CallFailure. */
  async send(pages: readonly Sendable[], tell: (percent: number) => void): Promise<Photos> {
    await this.keepOnly(pages.map(({ path }) => path))
    const missing = pages.filter(({ path }) => !this.sent.has(path))
    const folder = missing.length > 0 ? (await call('vault.mine', {})).folder : ''
    for (const [i, { path, ending }] of missing.entries()) {
      const say = (percent: number) => tell(Math.floor((i + percent / 100) * (100 / missing.length)))
      say(0)
      const number = this.freeNumber()
      const fileId = await sendPage(`${folder}/${this.clientKey}-${number}.${ending}`, path, say)
      this.sent.set(path, { number, fileId })
    }
    return { clientKey: this.clientKey, fileIds: pages.map(({ path }) => this.sent.get(path)!.fileId) }
  }

  /** The cloud did not take them: what got there may be gone, and goes up again next time under the same key. */
  forget(): void {
    this.sent.clear()
  }

  /** Not this act after all: nothing of it stays up there. */
  drop(): Promise<void> {
    return this.keepOnly([])
  }

  /** A picture taken away gives its number back, once its file is gone: the next one is sent to the same place. */
  private async keepOnly(paths: readonly string[]): Promise<void> {
    const gone = [...this.sent].filter(([path]) => !paths.includes(path))
    gone.forEach(([path]) => this.sent.delete(path))
    const fileList = gone.map(([, { fileId }]) => fileId)
    // What stays up there is attached to nothing, and nobody but this person reads it.
    if (fileList.length > 0) await wx.cloud.deleteFile({ fileList }).catch(() => undefined)
  }

  private freeNumber(): number {
    const taken = [...this.sent.values()].map(({ number }) => number)
    return [1, 2, 3, 4, 5, 6, 7, 8].find((number) => !taken.includes(number))!
  }
}
