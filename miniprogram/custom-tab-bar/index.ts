import { onUnreadChange, unreadCount } from '../client/badge'
import { isLarge, onLargeChange } from '../client/large-type'

/** Our own tab bar, since WeChat's own cannot grow with large type. */
Component({
  data: {
    path: '',
    large: false,
    unread: 0,
    tabs: [
      { path: 'pages/home/home', icon: 'home', text: '首页' },
      { path: 'pages/services/services', icon: 'service', text: '服务' },
      { path: 'pages/card/card', icon: 'card', text: '会员卡' },
      { path: 'pages/inbox/inbox', icon: 'message', text: '消息' },
      { path: 'pages/me/me', icon: 'me', text: '我的' },
    ],
  },
  lifetimes: {
    attached() {
      const stops = [
        onLargeChange((large) => this.setData({ large })),
        onUnreadChange((unread) => this.setData({ unread })),
      ]
      leave.set(this, () => stops.forEach((stop) => stop()))
      this.refresh()
    },
    detached() {
      leave.get(this)?.()
    },
  },
  pageLifetimes: {
    show() {
      this.refresh()
    },
  },
  methods: {
    refresh() {
      const pages = getCurrentPages()
      this.setData({ path: pages[pages.length - 1]?.route ?? '', large: isLarge(), unread: unreadCount() })
    },
    open(event: WechatMiniprogram.TouchEvent) {
      const { path } = event.currentTarget.dataset as { path: string }
      if (path !== this.data.path) void wx.switchTab({ url: `/${path}` })
    },
  },
})

const leave = new WeakMap<object, () => void>()
