import { call } from '../../../../client/call'
import { failureWords } from '../../../failure'
import { keepHours } from '../../interviews/keep-hours'
import type { Session } from '../../interviews/room-view'
import { hourButtons, isOver, type HourAct, type HourButton } from '../../interviews/session-view'

/** What may be done with a session's hours. Events: `kept` { session, words }, `refused` { words }. */
Component({
  options: { addGlobalClass: true },
  properties: {
    desk: { type: String, value: '' },
    session: { type: Object, value: null as unknown as Record<string, unknown> },
  },
  data: {
    buttons: [] as HourButton[],
    over: false,
    open: false,
    busy: '' as HourAct | '',
    cancelling: false,
    why: '',
    fault: '',
  },
  observers: {
    session() {
      const session = this.data.session as unknown as Session | null
      if (session) this.setData({ buttons: hourButtons(session), over: isOver(session) })
    },
  },
  methods: {
    turn() {
      this.setData({ open: !this.data.open, cancelling: false, why: '', fault: '' })
    },
    async keep(event: WechatMiniprogram.BaseEvent) {
      const { act } = event.currentTarget.dataset as { act: HourAct }
      const { desk, busy } = this.data
      const session = this.data.session as unknown as Session
      if (busy) return
      if (act === 'cancel') return this.setData({ cancelling: true })
      if (act === 'change') {
        const url = `/packages/staff/interviews/prepare?desk=${encodeURIComponent(desk)}&id=${session.id}`
        return void wx.navigateTo({ url })
      }
      this.setData({ busy: act })
      try {
        const kept = await keepHours(desk, session, act)
        if (kept) this.kept(kept)
      } catch (error) {
        this.setData({ open: false })
        this.triggerEvent('refused', { words: failureWords(error) })
      } finally {
        this.setData({ busy: '' })
      }
    },
    kept(kept: { session: Session; words: string }) {
      this.setData({ open: false, cancelling: false })
      this.triggerEvent('kept', kept)
    },
    writeWhy(event: WechatMiniprogram.Input) {
      this.setData({ why: event.detail.value, fault: '' })
    },
    async cancel() {
      const why = this.data.why.trim()
      if (this.data.busy) return
      if ([...why].length < 2) return this.setData({ fault: '写一句为什么，大家都看得到' })
      this.setData({ busy: 'cancel' })
      try {
        const { id: interview, version } = this.data.session as unknown as Session
        const { session } = await call('interviews.cancel', { desk: this.data.desk, interview, version, why })
        this.kept({ session, words: '记下了，提过问的、要提醒的人都收到消息' })
      } catch (error) {
        this.setData({ fault: failureWords(error) })
      } finally {
        this.setData({ busy: '' })
      }
    },
  },
})
