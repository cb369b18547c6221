/** Hearing and speaking: the browser's own player, and its microphone as a WAV file. */
import { keepTemporary } from '../context'
import type { Loose, WxOptions } from '../types'
import { withAddress } from './ask-cloud'
import { WxError } from './base'
import { requirePrivacy } from './privacy'
import { authorize } from './settings'

type Listener = (value?: unknown) => void

/** wx.createInnerAudioContext: one sound; events as the phone names them. */
export function createInnerAudioContext(): Loose {
  const player = new Audio()
  const heard: Record<string, Set<Listener>> = {}
  const tell = (name: string, value?: unknown) => heard[name]?.forEach((listener) => listener(value))
  const events: [string, string][] = [
    ['playing', 'Play'],
    ['pause', 'Pause'],
    ['ended', 'Ended'],
    ['timeupdate', 'TimeUpdate'],
    ['canplay', 'Canplay'],
  ]
  for (const [theirs, ours] of events) player.addEventListener(theirs, () => tell(ours))
  player.addEventListener('error', () => tell('Error', { errCode: 10001, errMsg: 'play audio fail' }))
  const api: Loose = {
    play: () => void player.play().catch(() => tell('Error', { errCode: 10001, errMsg: 'play audio fail' })),
    pause: () => player.pause(),
    stop: () => {
      player.pause()
      player.currentTime = 0
      tell('Stop')
    },
    seek: (at: number) => (player.currentTime = at),
    destroy: () => {
      Object.values(heard).forEach((listeners) => listeners.clear())
      player.pause()
      player.removeAttribute('src')
    },
  }
  for (const name of ['Play', 'Pause', 'Stop', 'Ended', 'TimeUpdate', 'Error', 'Canplay', 'Waiting'])
    Object.assign(api, {
      [`on${name}`]: (listener: Listener) => void (heard[name] ??= new Set()).add(listener),
      [`off${name}`]: (listener?: Listener) => void (listener ? heard[name]?.delete(listener) : heard[name]?.clear()),
    })
  return Object.defineProperties(api, {
    src: {
      get: () => player.src,
      set: (path: string) => withAddress(path, '', (address) => (player.src = address)),
    },
    currentTime: { get: () => player.currentTime },
    duration: { get: () => player.duration || 0 },
    paused: { get: () => player.paused },
  }) as Loose
}

const told: Record<string, Listener> = {}
const tell = (name: string, value?: unknown) => told[name]?.(value)
let listening: { end: () => Promise<void> } | null = null

async function start(options: WxOptions): Promise<void> {
  await requirePrivacy('RecorderManager.start')
  await authorize('scope.record')
  const stream = await navigator.mediaDevices.getUserMedia({ audio: true }).catch(() => {
    throw new WxError('start record fail: no microphone')
  })
  const rate = Number(options.sampleRate ?? 8000)
  const context = new AudioContext({ sampleRate: rate })
  const parts: Float32Array[] = []
  const tap = context.createScriptProcessor(4096, 1, 1)
  tap.onaudioprocess = (event) => parts.push(event.inputBuffer.getChannelData(0).slice())
  context.createMediaStreamSource(stream).connect(tap)
  tap.connect(context.destination)
  const timer = setTimeout(() => void listening?.end(), Number(options.duration ?? 60_000))
  listening = {
    end: async () => {
      listening = null
      clearTimeout(timer)
      tap.disconnect()
      stream.getTracks().forEach((track) => track.stop())
      await context.close()
      const wav = wavOf(parts, rate)
      const duration = (parts.reduce((sum, { length }) => sum + length, 0) / rate) * 1000
      tell('Stop', { tempFilePath: keepTemporary(wav, 'wav'), duration, fileSize: wav.size })
    },
  }
  tell('Start')
}

/** wx.getRecorderManager: one for the whole program; of each event the last listener counts. */
export const recorder: Loose = {
  start: (options: WxOptions = {}) =>
    void start(options).catch((error: Error) => tell('Error', { errMsg: `operateRecorder:fail ${error.message}` })),
  stop: () => void listening?.end(),
  ...Object.fromEntries(
    ['Start', 'Stop', 'Error', 'Pause', 'Resume', 'FrameRecorded', 'InterruptionBegin', 'InterruptionEnd'].map(
      (name) => [`on${name}`, (listener: Listener) => void (told[name] = listener)],
    ),
  ),
}

/** Sixteen-bit mono PCM. */
function wavOf(parts: Float32Array[], rate: number): Blob {
  const samples = parts.reduce((sum, { length }) => sum + length, 0)
  const view = new DataView(new ArrayBuffer(44 + samples * 2))
  const write = (at: number, text: string) =>
    [...text].forEach((letter, i) => view.setUint8(at + i, letter.charCodeAt(0)))
  write(0, 'RIFF')
  view.setUint32(4, 36 + samples * 2, true)
  write(8, 'WAVEfmt ')
  view.setUint32(16, 16, true)
  view.setUint16(20, 1, true)
  view.setUint16(22, 1, true)
  view.setUint32(24, rate, true)
  view.setUint32(28, rate * 2, true)
  view.setUint16(32, 2, true)
  view.setUint16(34, 16, true)
  write(36, 'data')
  view.setUint32(40, samples * 2, true)
  let at = 44
  for (const part of parts)
    for (const sample of part) {
      view.setInt16(at, Math.max(-1, Math.min(1, sample)) * 0x7fff, true)
      at += 2
    }
  return new Blob([view.buffer], { type: 'audio/wav' })
}
