import { recordVoice, VoiceFailure, type Recorder, type Recording } from '../../../../client/record-voice'
import { MOST_VOICE_SECONDS } from '../../../../rules/interview'

/** Speaks instead of typing: a tap begins, a tap ends, heard before it is sent. Event: `change` { recording }, null for none. */
Component({
  options: { addGlobalClass: true },
  properties: {
    /** On its way: nothing can be changed. */
    sending: { type: Boolean, value: false },
  },
  data: {
    state: '' as '' | 'asking' | 'recording',
    seconds: 0,
    most: MOST_VOICE_SECONDS,
    made: null as Recording | null,
    trouble: '',
  },
  lifetimes: {
    detached() {
      this.stop()
    },
  },
  pageLifetimes: {
    // WeChat itself stops listening when the phone is locked or another program is in front.
    hide() {
      this.stop()
    },
  },
  methods: {
    async record() {
      if (this.data.state) return
      this.setData({ state: 'asking', trouble: '', seconds: 0 })
      const recorder = recordVoice(MOST_VOICE_SECONDS, () => this.begun())
      recorders.set(this, recorder)
      try {
        this.give(await recorder.result)
      } catch (error) {
        this.setData({ trouble: error instanceof VoiceFailure ? error.words : '没录上。请再说一次，或者写下来' })
      } finally {
        recorders.delete(this)
        clearInterval(ticking.get(this))
        this.setData({ state: '' })
      }
    },
    begun() {
      const from = Date.now()
      this.setData({ state: 'recording' })
      ticking.set(
        this,
        setInterval(() => this.setData({ seconds: Math.floor((Date.now() - from) / 1000) }), 1000),
      )
    },
    stop() {
      recorders.get(this)?.stop()
    },
    drop() {
      this.give(null)
    },
    give(recording: Recording | null) {
      this.setData({ made: recording })
      this.triggerEvent('change', { recording })
    },
  },
})

const recorders = new WeakMap<object, Recorder>()
const ticking = new WeakMap<object, ReturnType<typeof setInterval>>()
