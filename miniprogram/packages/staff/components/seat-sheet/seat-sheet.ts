import { call } from '../../../../client/call'
import { failureWords } from '../../../failure'
import { sayCode, seatLines, type SeatLine } from '../../interviews/session-view'
import type { Session } from '../../interviews/room-view'

/** The interviewees: who is there, a code for who is not, an empty seat for who went away. Events: `changed` { session }, `back`. */
Component({
  options: { addGlobalClass: true },
  properties: {
    open: { type: Boolean, value: false },
    desk: { type: String, value: '' },
    session: { type: Object, value: null as unknown as Record<string, unknown> },
    wide: { type: Boolean, value: false },
  },
  data: {
    lines: [] as SeatLine[],
    /** The code that was just made, and whose it is. */
    code: '',
    codeOf: '',
    busy: '',
    fault: '',
  },
  observers: {
    session() {
      const session = this.data.session as unknown as Session | null
      if (session) this.setData({ lines: seatLines(session) })
    },
    open(open: boolean) {
      if (!open) this.setData({ code: '', codeOf: '', fault: '' })
    },
  },
  methods: {
    back() {
      this.triggerEvent('back')
    },
    async giveCode(event: WechatMiniprogram.BaseEvent) {
      const { seat, tag } = event.currentTarget.dataset as { seat: string; tag: string }
      if (tag === '码给了，没到') {
        const content = '前面给的那个码就作废了，要把新的发给本人。'
        if (!(await wx.showModal({ title: '换一个码？', content, confirmText: '换一个' })).confirm) return
      }
      await this.ask(seat, async () => {
        const { code, session } = await call('interviews.seatCode', { ...this.named(), seat })
        this.setData({ code: sayCode(code), codeOf: seat })
        return session
      })
    },
    async empty(event: WechatMiniprogram.BaseEvent) {
      const { seat, name } = event.currentTarget.dataset as { seat: string; name: string }
      const content = `交给${name}的问题退回给您，别人接着答。${name}再要进来，得用新的码。`
      if (!(await wx.showModal({ title: `${name}先走了？`, content, confirmText: '空出来' })).confirm) return
      await this.ask(seat, async () => (await call('interviews.emptySeat', { ...this.named(), seat })).session)
    },
    async ask(seat: string, send: () => Promise<Session>) {
      if (this.data.busy) return
      this.setData({ busy: seat, fault: '', code: '', codeOf: '' })
      try {
        this.triggerEvent('changed', { session: await send() })
      } catch (error) {
        this.setData({ fault: failureWords(error) })
      } finally {
        this.setData({ busy: '' })
      }
    },
    copy() {
      void wx.setClipboardData({ data: this.data.code.replace(/ /g, '') })
    },
    named() {
      return { desk: this.data.desk, interview: (this.data.session as unknown as Session).id }
    },
  },
})
