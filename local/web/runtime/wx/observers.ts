/** createIntersectionObserver and createMediaQueryObserver over the browser's own. */
import { engineElement } from '../events'
import { topPage } from '../router'
import type { Component, Loose } from '../types'

interface Options {
  thresholds?: number[]
  initialRatio?: number
  observeAll?: boolean
}

export class WxIntersectionObserver {
  private readonly component: Component
  private reference: string | null = null
  private margins = '0px'
  private observers: IntersectionObserver[] = []
  constructor(
    owner: unknown,
    private readonly options: Options = {},
  ) {
    this.component = owner ? engineElement(owner) : topPage()!.component
  }
  relativeTo(selector: string, margins?: Loose): this {
    this.reference = selector
    return this.relativeToViewport(margins)
  }
  relativeToViewport(margins: Loose = {}): this {
    this.margins = ['top', 'right', 'bottom', 'left'].map((side) => `${Number(margins[side] ?? 0)}px`).join(' ')
    return this
  }
  observe(selector: string, listener: (result: Loose) => void): void {
    const root = this.component.getShadowRoot()
    const dom = this.component.$$ as unknown as HTMLElement
    const found = this.options.observeAll
      ? (root?.querySelectorAll(selector) ?? [])
      : [root?.querySelector(selector)].filter((it) => it !== null && it !== undefined)
    const around = this.reference
      ? (root?.querySelector(this.reference)?.$$ as unknown as HTMLElement | undefined)
      : dom.closest('.wxp-view')
    for (const element of found) {
      let last = this.options.initialRatio ?? 0
      const observer = new IntersectionObserver(
        ([entry]) => {
          if (!entry || entry.intersectionRatio === last) return
          last = entry.intersectionRatio
          listener({
            intersectionRatio: last,
            boundingClientRect: entry.boundingClientRect,
            intersectionRect: entry.intersectionRect,
            relativeRect: entry.rootBounds,
            time: entry.time,
            id: element.id,
            dataset: element.dataset,
          })
        },
        { root: around ?? null, rootMargin: this.margins, threshold: this.options.thresholds ?? [0] },
      )
      observer.observe(element.$$ as unknown as HTMLElement)
      this.observers.push(observer)
    }
  }
  disconnect(): void {
    for (const observer of this.observers) observer.disconnect()
    this.observers = []
  }
}
