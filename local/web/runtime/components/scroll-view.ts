/** `<scroll-view>`: the host itself scrolls. */
import { dom, fire, type Builtin, type Host } from './define'
import { installRefresher, setRefreshing } from './refresher'

function onScroll(host: Host): void {
  const element = dom(host)
  const last = (host.__last ?? { left: 0, top: 0 }) as { left: number; top: number }
  const { scrollTop, scrollLeft, scrollHeight, scrollWidth, clientHeight, clientWidth } = element
  host.__last = { left: scrollLeft, top: scrollTop }
  fire(host, 'scroll', {
    scrollLeft,
    scrollTop,
    scrollHeight,
    scrollWidth,
    deltaX: last.left - scrollLeft,
    deltaY: last.top - scrollTop,
  })
  const upper = threshold(host.data.upperThreshold)
  const lower = threshold(host.data.lowerThreshold)
  const edge = (now: boolean, before: boolean, name: string, direction: string): void => {
    if (now && !before) fire(host, name, { direction })
  }
  if (host.data.scrollY) {
    edge(scrollTop <= upper, last.top <= upper, 'scrolltoupper', 'top')
    const end = scrollHeight - clientHeight - lower
    edge(scrollTop >= end, last.top >= end, 'scrolltolower', 'bottom')
  }
  if (host.data.scrollX) {
    edge(scrollLeft <= upper, last.left <= upper, 'scrolltoupper', 'left')
    const end = scrollWidth - clientWidth - lower
    edge(scrollLeft >= end, last.left >= end, 'scrolltolower', 'right')
  }
}

function threshold(value: unknown): number {
  const text = String(value ?? 50)
  const number = parseFloat(text)
  return Number.isNaN(number) ? 50 : text.endsWith('rpx') ? (number * innerWidth) / 750 : number
}

function scrollTo(host: Host, place: ScrollToOptions): void {
  dom(host).scrollTo({ ...place, behavior: host.data.scrollWithAnimation ? 'smooth' : 'auto' })
}

/** ScrollViewContext, what SelectorQuery's node() gives for a scroll-view. */
export function scrollContext(host: Host): Record<string, unknown> {
  return {
    scrollTo: (place: { top?: number; left?: number; animated?: boolean }) =>
      dom(host).scrollTo({ top: place.top, left: place.left, behavior: place.animated === false ? 'auto' : 'smooth' }),
    scrollIntoView: (selector: string) => intoView(host, selector),
    scrollEnabled: true,
    bounces: true,
    showScrollbar: true,
    pagingEnabled: false,
    fastDeceleration: false,
    decelerationDisabled: false,
  }
}

function intoView(host: Host, selector: string): void {
  const target = host.ownerShadowRoot?.querySelector(selector)
  if (!target) return
  const box = (target.$$ as unknown as HTMLElement).getBoundingClientRect()
  const own = dom(host).getBoundingClientRect()
  const { scrollTop, scrollLeft } = dom(host)
  scrollTo(host, { top: scrollTop + box.top - own.top, left: scrollLeft + box.left - own.left })
}

export const scrollView: Builtin = {
  tag: 'scroll-view',
  properties: {
    scrollX: Boolean,
    scrollY: Boolean,
    upperThreshold: { type: null, value: 50 },
    lowerThreshold: { type: null, value: 50 },
    scrollTop: null,
    scrollLeft: null,
    scrollIntoView: String,
    scrollIntoViewOffset: null,
    scrollWithAnimation: Boolean,
    enableBackToTop: Boolean,
    enableFlex: Boolean,
    enablePassive: null,
    scrollAnchoring: Boolean,
    enhanced: Boolean,
    bounces: null,
    showScrollbar: { type: Boolean, value: true },
    pagingEnabled: Boolean,
    fastDeceleration: Boolean,
    usingSticky: Boolean,
    binddragstart: null,
    type: String,
    refresherEnabled: Boolean,
    refresherThreshold: { type: Number, value: 45 },
    refresherDefaultStyle: { type: String, value: 'black' },
    refresherBackground: String,
    refresherTriggered: Boolean,
  },
  created() {
    dom(this).addEventListener('scroll', () => onScroll(this), { passive: true })
    installRefresher(this)
  },
  observers: {
    'scrollX, scrollY, showScrollbar, enableFlex'() {
      const element = dom(this)
      element.style.overflowX = this.data.scrollX ? 'auto' : 'hidden'
      element.style.overflowY = this.data.scrollY ? 'auto' : 'hidden'
      element.toggleAttribute('data-bare', !this.data.showScrollbar)
    },
    scrollTop() {
      if (this.data.scrollTop !== null && this.data.scrollTop !== '')
        requestAnimationFrame(() => scrollTo(this, { top: Number(this.data.scrollTop) }))
    },
    scrollLeft() {
      if (this.data.scrollLeft !== null && this.data.scrollLeft !== '')
        requestAnimationFrame(() => scrollTo(this, { left: Number(this.data.scrollLeft) }))
    },
    scrollIntoView() {
      if (this.data.scrollIntoView) requestAnimationFrame(() => intoView(this, `#${this.data.scrollIntoView}`))
    },
    refresherTriggered() {
      setRefreshing(this, Boolean(this.data.refresherTriggered))
    },
  },
}
