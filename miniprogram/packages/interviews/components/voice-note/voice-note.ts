import { call } from '../../../../client/call'
import { failureWords } from '../../../failure'

/** What somebody said, to be heard: a recording of this phone (`src`), or that of an answer, fetched when it is wanted. */
Component({
  options: { addGlobalClass: true },
  properties: {
    src: { type: String, value: '' },
    seconds: { type: Number, value: 0 },
    question: { type: String, value: '' },
    answer: { type: String, value: '' },
  },
  data: { playing: false, loading: false, percent: 0, whole: 0, trouble: '' },
  observers: {
    seconds(seconds: number) {
      this.setData({ whole: Math.max(1, Math.round(seconds)) })
    },
  },
  lifetimes: {
    detached() {
      this.stop()
    },
  },
  pageLifetimes: {
    hide() {
      this.stop()
    },
  },
  methods: {
    async turn() {
      if (this.data.playing || this.data.loading) return this.stop()
      this.setData({ loading: true, trouble: '' })
      try {
        const src = this.data.src || (await this.fetch())
        // She may have pressed again meanwhile.
        if (this.data.loading) this.play(src)
      } catch (error) {
        this.setData({ loading: false, trouble: failureWords(error) })
      }
    },
    async fetch(): Promise<string> {
      const { question, answer } = this.data
      const { answers } = await call('interviews.files', { question })
      return answers.find((one) => one.answer === answer)?.voice ?? ''
    },
    play(src: string) {
      stopHeard?.()
      const sound = wx.createInnerAudioContext()
      sounds.set(this, sound)
      stopHeard = () => this.stop()
      sound.onPlay(() => this.setData({ loading: false, playing: true }))
      sound.onTimeUpdate(() => {
        const percent = Math.min(100, Math.round((sound.currentTime / Math.max(1, this.data.seconds)) * 20) * 5)
        if (percent !== this.data.percent) this.setData({ percent })
      })
      sound.onEnded(() => this.stop())
      sound.onError(() => {
        this.stop()
        this.setData({ trouble: '没放出来。请再点一次，大意写在旁边' })
      })
      sound.src = src
      sound.play()
    },
    stop() {
      const sound = sounds.get(this)
      sounds.delete(this)
      sound?.destroy()
      if (this.data.playing || this.data.loading) this.setData({ playing: false, loading: false, percent: 0 })
    },
  },
})

const sounds = new WeakMap<object, WechatMiniprogram.InnerAudioContext>()
/** One voice at a time: stops the one that is heard. */
let stopHeard: (() => void) | null = null
