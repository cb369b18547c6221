/** wx.navigateTo and its siblings, the navigation bar, the tab bar, scrolling and pull-down. */
import { setBadge, hideTabBar, setTabItem, setTabStyle } from '../chrome/tabbar'
import { navigateBack, navigateTo, redirectTo, reLaunch, switchTab, topPage } from '../router'
import type { WxOptions } from '../types'
import { calls, WxError } from './base'

function scroll(options: WxOptions): void {
  const page = topPage()
  if (!page) return
  let top = Number(options.scrollTop ?? 0)
  if (options.selector) {
    const found = page.component.getShadowRoot()?.querySelector(String(options.selector))
    if (!found) throw new WxError('node is not found')
    const box = (found.$$ as unknown as HTMLElement).getBoundingClientRect()
    top = page.scroll.scrollTop + box.top - page.view.getBoundingClientRect().top + Number(options.offsetTop ?? 0)
  }
  page.scroll.scrollTo({ top, behavior: options.duration === 0 ? 'auto' : 'smooth' })
}

export const navigation = calls({
  navigateTo: (o) => navigateTo(String(o.url), o.events),
  redirectTo: (o) => redirectTo(String(o.url)),
  reLaunch: (o) => reLaunch(String(o.url)),
  switchTab: (o) => switchTab(String(o.url)),
  navigateBack: (o) => navigateBack(Number(o.delta ?? 1)),
  setNavigationBarTitle: (o) => topPage()?.bar.setTitle(String(o.title)),
  setNavigationBarColor: (o) => topPage()?.bar.setColor(String(o.frontColor ?? ''), String(o.backgroundColor ?? '')),
  showNavigationBarLoading: () => topPage()?.bar.setLoading(true),
  hideNavigationBarLoading: () => topPage()?.bar.setLoading(false),
  hideHomeButton: () => topPage()?.bar.hideHome(),
  setBackgroundColor: (o) =>
    void (topPage() && o.backgroundColor && (topPage()!.view.style.background = String(o.backgroundColor))),
  setBackgroundTextStyle: () => undefined,
  setTabBarBadge: (o) => setBadge(Number(o.index), String(o.text ?? '')),
  removeTabBarBadge: (o) => setBadge(Number(o.index), undefined),
  showTabBarRedDot: (o) => setBadge(Number(o.index), ''),
  hideTabBarRedDot: (o) => setBadge(Number(o.index), undefined),
  showTabBar: () => hideTabBar(false),
  hideTabBar: () => hideTabBar(true),
  setTabBarItem: ({ index, text, iconPath, selectedIconPath }) =>
    setTabItem(
      Number(index),
      Object.fromEntries(Object.entries({ text, iconPath, selectedIconPath }).filter(([, v]) => v !== undefined)),
    ),
  setTabBarStyle: (o) =>
    setTabStyle(
      Object.fromEntries(
        ['color', 'selectedColor', 'backgroundColor', 'borderStyle'].filter((k) => o[k]).map((k) => [k, o[k]]),
      ),
    ),
  pageScrollTo: scroll,
  startPullDownRefresh: () => topPage()?.pull.start(),
  stopPullDownRefresh: () => topPage()?.pull.stop(),
})
