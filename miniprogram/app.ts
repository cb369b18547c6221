import { keepUnreadFresh } from './client/badge'
import { listenForPrivacy } from './client/privacy'

App({
  onLaunch() {
    wx.cloud.init({ traceUser: false })
    listenForPrivacy()
  },
  onShow() {
    void keepUnreadFresh()
  },
})
