import { listenForPrivacy } from './client/privacy'

App({
  onLaunch() {
    wx.cloud.init({ traceUser: false })
    listenForPrivacy()
  },
})
