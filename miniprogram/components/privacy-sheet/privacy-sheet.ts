import { answerPrivacy, onPrivacyAsked } from '../../client/privacy'

/** WeChat asks for the privacy consent when a private interface is first used; this sheet asks in our words. */
Component({
  options: { styleIsolation: 'apply-shared' },
  data: { asked: false },
  lifetimes: {
    attached() {
      forget.set(
        this,
        onPrivacyAsked((asked) => this.setData({ asked })),
      )
    },
    detached() {
      forget.get(this)?.()
    },
  },
  methods: {
    agree() {
      answerPrivacy('agree', 'privacy-agree')
    },
    refuse() {
      answerPrivacy('disagree')
    },
    readNotice() {
      void wx.navigateTo({ url: '/packages/membership/notice/notice' })
    },
  },
})

const forget = new WeakMap<object, () => void>()
