/** `<navigator>`: a tap goes to another page. */
import type { Loose } from '../types'
import type { Builtin } from './define'

export const navigator: Builtin = {
  tag: 'navigator',
  hover: 'navigator-hover',
  properties: {
    target: String,
    url: String,
    openType: { type: String, value: 'navigate' },
    delta: { type: Number, value: 1 },
    appId: String,
    path: String,
    extraData: null,
    version: String,
    shortLink: String,
  },
  created() {
    this.addListener('tap', () => {
      const { url, delta } = this.data
      const method = { navigate: 'navigateTo', redirect: 'redirectTo', switchTab: 'switchTab', reLaunch: 'reLaunch' }[
        String(this.data.openType)
      ]
      const wx = (globalThis as unknown as Loose).wx as Loose
      if (this.data.openType === 'navigateBack') wx.navigateBack({ delta })
      else if (method && url)
        wx[method]({
          url: String(url).startsWith('/')
            ? url
            : new URL(String(url), `http://x/${this.ownerShadowRoot?.getHostNode().is}`).href.slice(8),
        })
    })
  },
}
