import { answerPrivacy, onPrivacyAsked, type PrivacyReason } from '../../client/privacy'

const WORDS: Record<PrivacyReason, string> = {
  phone: '工会要用您的手机号跟您联系。只为办您的事，不给别人看。您随时可以收回同意。',
  place: '要看看您在哪儿，才知道哪家店近。只用这一下，不存。',
  other: '这一步要用到您手机上的东西。只为办您的事，不给别人看。您随时可以收回同意。',
}

/** WeChat asks for the privacy consent when a private interface is first used; this sheet asks in our words. */
Component({
  options: { styleIsolation: 'apply-shared' },
  data: { asked: false, words: '' },
  lifetimes: {
    attached() {
      forget.set(
        this,
        onPrivacyAsked((reason) => this.setData(reason ? { asked: true, words: WORDS[reason] } : { asked: false })),
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
