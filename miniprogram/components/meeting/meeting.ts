import { call, CallFailure } from '../../client/call'
import { answerPrivacy } from '../../client/privacy'

/**
 * Before anything is asked of somebody: the privacy notice and a phone number. Stands twice in a page: `part="words"`
 * among its sheets (event `tick` {ticked}), `part="button"` in its foot, where it does what is needed and says
 * `ready` {phoneMasked} or `trouble` {words}.
 */
Component({
  options: { styleIsolation: 'apply-shared' },
  properties: {
    part: { type: String, value: 'words' },
    /** The city's version of the notice. */
    noticeVersion: { type: String, value: '' },
    ticked: { type: Boolean, value: false },
    /** Empty: not known yet, and asked for. */
    phoneMasked: { type: String, value: '' },
  },
  data: { busy: false },
  methods: {
    tick() {
      this.triggerEvent('tick', { ticked: !this.data.ticked })
    },
    readNotice() {
      wx.navigateTo({ url: '/packages/membership/notice/notice' })
    },
    mustTick() {
      this.triggerEvent('trouble', { words: '先打个勾：看过并同意《隐私说明》' })
    },
    /** The same press says yes to WeChat's privacy question, so a sheet that asks it has its answer. */
    agreedByPress() {
      answerPrivacy('agree', 'phone-button')
    },
    /** WeChat's phone button answered. Refusing is no fault: says what the number is for, and the button stays. */
    gotPhone(event: WechatMiniprogram.ButtonGetPhoneNumber) {
      const { code } = event.detail
      if (!code) return this.triggerEvent('trouble', { words: '没拿到手机号。工会有了结果，要打这个号码告诉您' })
      void this.agree(async () => (await call('membership.givePhone', { code })).phoneMasked)
    },
    /** The number is known already; only the notice may be new. */
    goOn() {
      if (!this.data.ticked) return this.mustTick()
      void this.agree(async () => this.data.phoneMasked)
    },
    async agree(phone: () => Promise<string>) {
      if (this.data.busy) return
      this.setData({ busy: true })
      const done = await this.meet(phone)
      this.setData({ busy: false })
      // Last of all: the page goes on, and this button with it.
      if (done.words) this.triggerEvent('trouble', { words: done.words })
      else this.triggerEvent('ready', { phoneMasked: done.phoneMasked })
    },
    async meet(phone: () => Promise<string>): Promise<{ phoneMasked: string; words: string }> {
      try {
        await call('membership.agree', { noticeVersion: this.data.noticeVersion })
        return { phoneMasked: await phone(), words: '' }
      } catch (error) {
        return { phoneMasked: '', words: error instanceof CallFailure ? error.words : '没成。不是您的错，请再试一次' }
      }
    },
  },
})
