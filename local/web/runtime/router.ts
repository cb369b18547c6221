/** The stack of pages, and the five ways to move in it. Errors are worded as WeChat's. */
import { buildTabBar, showTabBarFor } from './chrome/tabbar'
import { context } from './context'
import { EventChannel } from './event-channel'
import { Page } from './page'
import type { Loose } from './types'

const LIMIT = 10
const stack: Page[] = []
/** Tab pages stay alive when another tab is shown. */
const tabs = new Map<string, Page>()

/** The page on top. */
export function topPage(): Page | undefined {
  return stack.at(-1)
}
/** getCurrentPages(): the pages' own objects. */
export function currentPages(): Loose[] {
  return stack.map((page) => page.caller)
}

export interface Address {
  path: string
  query: Record<string, string>
}

/** `/pages/a/a?x=1`, relative ones against the top page → path and query (decoded once, as on the phone). */
export function parseAddress(url: string): Address {
  const base = `http://x/${topPage()?.path ?? ''}`
  const [path = '', search = ''] = url.split('?')
  const clean = new URL(path || '/', base).pathname.slice(1).replace(/\.html$/, '')
  const query: Record<string, string> = {}
  for (const pair of search.split('&').filter(Boolean)) {
    const [name, ...value] = pair.split('=')
    query[name!] = decode(value.join('='))
  }
  return { path: clean, query }
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

function isTab(path: string): boolean {
  return Boolean(context.bundle.app.tabBar?.list.some((item) => item.pagePath === path))
}

function checked(url: string, tab?: boolean): Address {
  const address = parseAddress(url)
  if (!context.bundle.pages.includes(address.path)) throw new Error(`page "${address.path}" is not found`)
  if (tab === true && !isTab(address.path)) throw new Error('can not switch to no-tabBar page')
  return address
}

async function open(address: Address): Promise<Page> {
  const page = new Page(address.path, address.query, () => void navigateBack(1))
  if (isTab(address.path)) tabs.set(address.path, page)
  stack.push(page)
  page.load()
  reveal(page)
  await page.ready()
  return page
}

/** Shows the page with the right bars. */
function reveal(page: Page): void {
  showTabBarFor(page.path)
  const first = stack[0] === page
  const home = first && !isTab(page.path) && page.path !== context.bundle.pages[0]
  page.bar.showBack(first ? (home ? 'home' : '') : 'back')
  page.show()
}

export async function navigateTo(
  url: string,
  events: Record<string, (...args: unknown[]) => void> = {},
): Promise<Loose> {
  const address = checked(url)
  if (isTab(address.path)) throw new Error('can not navigateTo a tabbar page')
  if (stack.length >= LIMIT) throw new Error(`webview count limit exceed`)
  const channel = new EventChannel()
  const far = new EventChannel()
  for (const [name, listener] of Object.entries(events)) channel.on(name, listener)
  topPage()?.hide()
  const page = new Page(address.path, address.query, () => void navigateBack(1))
  // Two ends: what one emits the other hears.
  page.channel = crossed(far, channel)
  stack.push(page)
  page.load()
  reveal(page)
  await page.ready()
  return { eventChannel: crossed(channel, far) }
}

function crossed(own: EventChannel, other: EventChannel): EventChannel {
  const end = Object.create(own) as EventChannel
  end.emit = (name, ...args) => other.emit(name, ...args)
  return end
}

export async function redirectTo(url: string): Promise<void> {
  const address = checked(url)
  if (isTab(address.path)) throw new Error('can not redirectTo a tabbar page')
  drop(stack.length - 1)
  await open(address)
}

export async function reLaunch(url: string): Promise<void> {
  const address = checked(url)
  drop(0)
  for (const page of tabs.values()) page.unload()
  tabs.clear()
  await open(address)
}

export async function switchTab(url: string): Promise<void> {
  const address = checked(url, true)
  if (topPage()?.path === address.path) return
  const kept = stack[0] && tabs.get(stack[0].path) === stack[0] ? stack[0] : null
  if (kept && stack.length === 1) kept.hide()
  drop(kept ? 1 : 0)
  stack.length = 0
  const target = tabs.get(address.path)
  if (!target) return void (await open({ path: address.path, query: {} }))
  stack.push(target)
  reveal(target)
}

export async function navigateBack(delta: number): Promise<void> {
  if (stack.length <= 1) {
    const first = context.bundle.pages[0]!
    if (topPage()?.path !== first) return isTab(first) ? switchTab(`/${first}`) : reLaunch(`/${first}`)
    throw new Error('cannot navigate back at first page.')
  }
  drop(Math.max(1, stack.length - Math.max(1, delta)))
  const page = topPage()!
  reveal(page)
}

/** Unloads the pages from the top down to `length`. */
function drop(length: number): void {
  while (stack.length > length) {
    const page = stack.pop()!
    if (tabs.get(page.path) === page) tabs.delete(page.path)
    page.unload()
  }
}

/** Opens the first page and draws the tab bar. */
export async function startRouter(address: Address): Promise<void> {
  buildTabBar(context.bundle.app.tabBar, (index) => {
    const item = context.bundle.app.tabBar!.list[index]!
    const tap = { index: String(index), pagePath: item.pagePath, text: item.text }
    void switchTab(`/${item.pagePath}`).then(() => topPage()?.call('onTabItemTap', tap))
  })
  await open(address)
}
