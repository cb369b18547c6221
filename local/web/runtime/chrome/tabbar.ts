/** The default tab bar of app.json, with badges and red dots. */
import { resolveAsset } from '../context'
import type { TabBarConfig } from '../types'
import { frame, make } from './frame'

let config: TabBarConfig | null = null
let current = ''
let hidden = false
const badges = new Map<number, string>()

/** Draws the bar from app.json; `onTap` gets the index. */
export function buildTabBar(tabBar: TabBarConfig | undefined, onTap: (index: number) => void): void {
  if (!tabBar || tabBar.custom) return
  config = { ...tabBar, list: tabBar.list.map((item) => ({ ...item })) }
  frame.tabs.addEventListener('click', (event) => {
    const button = (event.target as Element).closest<HTMLElement>('button')
    if (button) onTap(Number(button.dataset.index))
  })
}

/** Shows the bar for a tab page, hides it for others. */
export function showTabBarFor(path: string): void {
  current = path
  draw()
}

function draw(): void {
  const active = config?.list.findIndex((item) => item.pagePath === current) ?? -1
  frame.tabs.hidden = !config || active < 0 || hidden
  if (!config || active < 0) return
  frame.tabs.style.background = config.backgroundColor ?? '#ffffff'
  frame.tabs.dataset.border = config.borderStyle ?? 'black'
  frame.tabs.replaceChildren(
    ...config.list.map((item, index) => {
      const on = index === active
      const button = make('button', 'wxp-tab')
      button.dataset.index = String(index)
      button.setAttribute('role', 'tab')
      button.setAttribute('aria-selected', String(on))
      button.style.color = (on ? config!.selectedColor : config!.color) ?? (on ? '#000' : '#7d7d7d')
      const icon = on ? (item.selectedIconPath ?? item.iconPath) : item.iconPath
      if (icon) {
        const picture = new Image(27, 27)
        picture.src = resolveAsset(`/${icon.replace(/^\//, '')}`)
        picture.alt = ''
        button.append(picture)
      }
      button.append(make('span', '', item.text))
      const badge = badges.get(index)
      if (badge !== undefined) button.append(make('em', badge ? '' : 'wxp-dot', badge))
      return button
    }),
  )
}

/** wx.setTabBarBadge and friends; `text` undefined removes, '' is a red dot. */
export function setBadge(index: number, text: string | undefined): void {
  if (text === undefined) badges.delete(index)
  else badges.set(index, text.length > 4 ? '···' : text)
  draw()
}
/** wx.setTabBarItem and setTabBarStyle. */
export function setTabItem(index: number, change: Partial<TabBarConfig['list'][number]>): void {
  if (config?.list[index]) Object.assign(config.list[index], change)
  draw()
}
export function setTabStyle(change: Partial<TabBarConfig>): void {
  if (config) Object.assign(config, change)
  draw()
}
/** wx.hideTabBar and showTabBar. */
export function hideTabBar(value: boolean): void {
  hidden = value
  draw()
}
/** True when a default bar takes room below this page. */
export function hasTabBar(path: string): boolean {
  return Boolean(config?.list.some((item) => item.pagePath === path))
}
