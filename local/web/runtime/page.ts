/** One open page: its element of the engine, its frame, its life cycle. */
import type { Root } from 'glass-easel-miniprogram-adapter'
import { NavBar } from './chrome/navbar'
import { frame } from './chrome/frame'
import { hasTabBar } from './chrome/tabbar'
import { context, sizes } from './context'
import { backend, flushReady, load, space } from './engine'
import type { EventChannel } from './event-channel'
import { installPull, type PullDown } from './pull-down'
import type { Component, Loose, UnitConfig, WindowConfig } from './types'

const pages = new WeakMap<Element, Page>()
let counter = 0

/** The page around a DOM node. */
export function pageOf(node: Element): Page | null {
  const element = node.closest('.wxp-page')
  return element ? (pages.get(element) ?? null) : null
}

export class Page {
  readonly id = (counter += 1)
  readonly config: WindowConfig & UnitConfig
  readonly frame = document.createElement('div')
  readonly view = document.createElement('div')
  readonly scroll = document.createElement('div')
  readonly bar: NavBar
  readonly pull: PullDown
  element!: HTMLElement
  component!: Component
  /** `this` of the page's methods. */
  caller!: Loose
  tabBar: Loose | null = null
  channel: EventChannel | null = null
  private reachedBottom = false
  private readonly roots: Root[] = []

  constructor(
    readonly path: string,
    readonly query: Record<string, string>,
    onBack: () => void,
  ) {
    this.config = { ...context.bundle.app.window, ...context.bundle.configs[path]! }
    const custom = this.config.navigationStyle === 'custom'
    this.bar = new NavBar(this.config, onBack, custom)
    this.frame.className = 'wxp-page'
    this.view.className = 'wxp-view'
    this.scroll.className = 'wxp-scroll'
    this.view.append(this.scroll)
    if (!custom) this.frame.append(this.bar.element)
    this.frame.append(this.view)
    const tabs = hasTabBar(path)
    this.view.style.top = custom ? '0' : `${sizes.statusBar + sizes.navBar}px`
    this.view.style.bottom = tabs ? `${sizes.tabBar + sizes.safeBottom}px` : '0'
    this.view.style.setProperty('--wx-safe-bottom', tabs ? '0px' : `${sizes.safeBottom}px`)
    this.view.style.setProperty('--wx-safe-top', custom ? `${sizes.statusBar}px` : '0px')
    this.view.style.background = this.config.backgroundColor ?? '#ffffff'
    if (this.config.disableScroll) this.scroll.style.overflowY = 'hidden'
    pages.set(this.frame, this)
    this.pull = installPull(this)
    this.scroll.addEventListener('scroll', () => this.onScroll(), { passive: true })
  }

  /** Creates the page's element, attaches it and runs onLoad. */
  load(): void {
    load(this.path)
    const query = Object.entries(this.query)
      .map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
      .join('&')
    const root: Root = backend.createRoot('page', space, `${this.path}${query ? `?${query}` : ''}`)
    this.roots.push(root)
    this.component = root.getComponent()
    this.element = this.component.$$ as unknown as HTMLElement
    this.element.dataset.page = this.path
    this.caller = root.get() as unknown as Loose
    const { caller } = this
    Object.assign(caller, { route: this.path, options: this.query, __page: this, __displayReporter: undefined })
    caller.getPageId = () => `pageId:${this.id}`
    caller.getOpenerEventChannel = () => this.channel ?? {}
    frame.pages.append(this.frame)
    const anchor = document.createElement('div')
    this.scroll.append(anchor)
    if (context.bundle.app.tabBar?.custom && context.bundle.app.tabBar.list.some((it) => it.pagePath === this.path))
      this.attachTabBar()
    caller.getTabBar = () => this.tabBar
    root.attach(this.scroll as never, anchor as never)
    this.call('onLoad', this.query)
  }

  private attachTabBar(): void {
    load('custom-tab-bar/index')
    const bar = backend.createRoot('custom-tab-bar', space, 'custom-tab-bar/index')
    this.roots.push(bar)
    const anchor = document.createElement('div')
    this.view.append(anchor)
    this.tabBar = bar.get() as unknown as Loose
    bar.attach(this.view as never, anchor as never)
  }

  show(): void {
    this.frame.removeAttribute('data-hidden')
    this.bar.apply()
    document.body.dataset.page = this.path
    if (this.bar.getTitle()) document.title = this.bar.getTitle()
    this.call('onShow')
    this.component.triggerPageLifetime('show', [])
  }

  hide(): void {
    this.frame.setAttribute('data-hidden', '')
    this.call('onHide')
    this.component.triggerPageLifetime('hide', [])
  }

  unload(): void {
    this.call('onUnload')
    this.roots.forEach((root) => root.release())
    this.frame.remove()
  }

  /** After the first frame: components' ready, then the page's. */
  ready(): Promise<void> {
    return new Promise((resolve) => {
      const done = (): void => {
        flushReady()
        this.copyBackground()
        this.call('onReady')
        resolve()
      }
      requestAnimationFrame(done)
    })
  }

  /** The colour of `page {}` fills the whole view, as a body's does. */
  copyBackground(): void {
    const { backgroundColor } = getComputedStyle(this.element)
    if (backgroundColor && backgroundColor !== 'rgba(0, 0, 0, 0)') this.view.style.background = backgroundColor
  }

  /** Calls a method of the page when it has it; errors go to App.onError and do not break the runtime. */
  call(name: string, ...args: unknown[]): unknown {
    const method = this.caller[name] as ((...rest: unknown[]) => unknown) | undefined
    if (typeof method !== 'function') return undefined
    try {
      return method.apply(this.caller, args)
    } catch (error) {
      reportError(error)
      return undefined
    }
  }

  private onScroll(): void {
    const { scrollTop, scrollHeight, clientHeight } = this.scroll
    this.call('onPageScroll', { scrollTop })
    const near = scrollTop + clientHeight >= scrollHeight - (this.config.onReachBottomDistance ?? 50)
    if (near && !this.reachedBottom) this.call('onReachBottom')
    this.reachedBottom = near
  }
}
