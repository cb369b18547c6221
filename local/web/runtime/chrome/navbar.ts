/** WeChat's own navigation bar of a page: status area, title, back or home. */
import { make, setFrameText } from './frame'
import type { WindowConfig } from '../types'

export class NavBar {
  readonly element = make('div', 'wxp-nav')
  private readonly title = make('div', 'wxp-nav-title')
  private readonly back = make('button', 'wxp-nav-back')
  text: 'black' | 'white'

  constructor(
    config: WindowConfig,
    onBack: () => void,
    readonly custom: boolean,
  ) {
    this.text = config.navigationBarTextStyle ?? 'white'
    this.back.setAttribute('aria-label', '返回')
    this.back.addEventListener('click', onBack)
    this.element.append(this.back, this.title)
    this.setTitle(config.navigationBarTitleText ?? '')
    this.element.style.background = config.navigationBarBackgroundColor ?? '#000000'
    this.element.dataset.text = this.text
  }

  setTitle(title: string): void {
    this.title.textContent = title
    document.title = title || document.title
  }
  getTitle(): string {
    return this.title.textContent ?? ''
  }
  /** Colours as wx.setNavigationBarColor takes them (#ffffff or #000000 in front). */
  setColor(front: string, background: string): void {
    if (front) this.text = /^#f/i.test(front) ? 'white' : 'black'
    if (background) this.element.style.background = background
    this.element.dataset.text = this.text
    this.apply()
  }
  setLoading(on: boolean): void {
    this.element.toggleAttribute('data-loading', on)
  }
  showBack(kind: 'back' | 'home' | ''): void {
    this.back.dataset.kind = kind
    this.back.hidden = !kind
    this.back.setAttribute('aria-label', kind === 'home' ? '首页' : '返回')
  }
  hideHome(): void {
    if (this.back.dataset.kind === 'home') this.back.hidden = true
  }
  /** Makes status bar and capsule fit this page. */
  apply(): void {
    setFrameText(this.text)
  }
}
