import { mimeOfSound, SOUND_ENDINGS, SOUND_HEAD_BYTES } from '../rules/sounds'

/** What somebody said into this phone. */
export interface Recording {
  path: string
  ending: string
  seconds: number
}

/** Why nothing was recorded, in words that say what to do. */
export class VoiceFailure extends Error {
  readonly words: string

  constructor(
    readonly code: 'PRIVACY' | 'DENIED' | 'TOO_SHORT' | 'BROKEN',
    message: string,
  ) {
    super(message)
    this.name = 'VoiceFailure'
    this.words = message
  }
}

const LEAST_SECONDS = 1

/** One recording that is under way. WeChat has one recorder for the whole program. */
export interface Recorder {
  /** Ends it; the same as the end of time. */
  stop(): void
  /** Throws VoiceFailure. */
  result: Promise<Recording>
}

/** Begins; `begun` when the phone listens, after it may have asked whether it may. */
export function recordVoice(mostSeconds: number, begun: () => void): Recorder {
  const recorder = wx.getRecorderManager()
  const result = new Promise<Recording>((resolve, reject) => {
    recorder.onStart(begun)
    recorder.onError(({ errMsg }) => reject(failureOf(errMsg)))
    recorder.onStop(({ tempFilePath, duration }) => {
      // A phone that counts nothing says 0; its clock is then the recording's.
      const seconds = Math.min(mostSeconds, Math.round(duration / 100) / 10)
      if (seconds < LEAST_SECONDS) return reject(new VoiceFailure('TOO_SHORT', '太短了，没听清。请再说一次'))
      endingOf(tempFilePath).then((ending) => resolve({ path: tempFilePath, ending, seconds }), reject)
    })
  })
  // A minute of speech so has some 360 KB, and every phone plays it.
  recorder.start({
    duration: mostSeconds * 1000,
    format: 'mp3',
    sampleRate: 16000,
    numberOfChannels: 1,
    encodeBitRate: 48000,
  })
  return { stop: () => recorder.stop(), result }
}

function failureOf(said: string): VoiceFailure {
  if (/privacy/.test(said)) return new VoiceFailure('PRIVACY', '您没同意用麦克风。想说了，再点一次就行')
  if (/auth|deny|permission/.test(said))
    return new VoiceFailure('DENIED', '没让用麦克风。请在右上角“···”的“设置”里允许，或者写下来')
  return new VoiceFailure('BROKEN', '没录上。请再说一次，或者写下来')
}

/** By its bytes: phones give what they can. Throws VoiceFailure. */
async function endingOf(filePath: string): Promise<string> {
  const head = await new Promise<ArrayBuffer>((resolve) =>
    wx.getFileSystemManager().readFile({
      filePath,
      position: 0,
      length: SOUND_HEAD_BYTES,
      success: ({ data }) => resolve(data as ArrayBuffer),
      fail: () => resolve(new ArrayBuffer(0)),
    }),
  )
  const mime = mimeOfSound(new Uint8Array(head))
  if (!mime) throw new VoiceFailure('BROKEN', '没录上。请再说一次，或者写下来')
  return SOUND_ENDINGS[mime]
}
