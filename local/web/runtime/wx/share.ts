/** The share sheet: onShareAppMessage decides what is shared; a card shows it. */
import { askPermission, showActionSheet } from '../chrome/dialogs'
import { topPage } from '../router'
import type { Loose } from '../types'
import { calls } from './base'
import { preview } from './media'

/** The last thing shared; tests read `window.__shared`. */
export async function openShare(from: 'button' | 'menu', target?: unknown): Promise<void> {
  const page = topPage()
  if (!page) return
  const answer = (page.call('onShareAppMessage', { from, target, webViewUrl: undefined }) ?? {}) as Loose
  const promised = answer.promise ? ((await answer.promise) as Loose) : {}
  const query = new URLSearchParams(page.query).toString()
  const shared: Loose = {
    title: page.bar.getTitle(),
    path: `/${page.path}${query ? `?${query}` : ''}`,
    ...answer,
    ...promised,
  }
  ;(window as unknown as Loose).__shared = shared
  await askPermission({
    title: '发送给朋友',
    lines: [String(shared.title), String(shared.path)],
    refuse: '取消',
    allow: '发送',
  })
}

/** The capsule's menu. */
export async function openMenuSheet(): Promise<void> {
  const page = topPage()
  const shares = typeof page?.caller.onShareAppMessage === 'function'
  const index = await showActionSheet(['发送给朋友', '重新进入小程序'])
  if (index === 0 && shares) return openShare('menu')
  if (index === 0)
    await askPermission({
      title: '当前页面不可转发',
      lines: ['这一页没有 onShareAppMessage。'],
      refuse: '关闭',
      allow: '知道了',
    })
  if (index === 1) location.reload()
}

export const share = calls({
  showShareMenu: () => undefined,
  hideShareMenu: () => undefined,
  updateShareMenu: () => undefined,
  // WeChat shows the picture with what may be done with it: sent on, kept.
  showShareImageMenu: (o) => preview([String(o.path)], String(o.path)),
})
