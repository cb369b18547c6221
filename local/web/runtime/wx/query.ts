/** createSelectorQuery with node, computedStyle and places relative to the page's view, as on the phone. */
import { canvasNode } from '../components/canvas'
import { scrollContext } from '../components/scroll-view'
import type { Host } from '../components/define'
import { engineElement } from '../events'
import { topPage } from '../router'
import type { Component, Elem, Loose } from '../types'

type Take = (result: Loose | Loose[] | null) => void
interface Job {
  component: Component
  selector: string | null
  single: boolean
  fields: Loose
  take?: Take
}

/** The box of an element relative to its page's view. */
function place(dom: HTMLElement): DOMRect {
  const box = dom.getBoundingClientRect()
  const view = dom.closest('.wxp-view')?.getBoundingClientRect()
  return new DOMRect(box.x - (view?.x ?? 0), box.y - (view?.y ?? 0), box.width, box.height)
}

function node(element: Elem): unknown {
  const host = element as Host
  if (host.is === 'wx://canvas') return canvasNode(host)
  if (host.is === 'wx://scroll-view') return scrollContext(host)
  return host.getMethodCaller?.() ?? host
}

function read(element: Elem, fields: Loose): Loose {
  const dom = element.$$ as unknown as HTMLElement | null
  const result: Loose = {}
  if (fields.id) result.id = element.id
  if (fields.dataset) result.dataset = element.dataset ?? {}
  if (fields.mark) result.mark = element.collectMarks()
  if (dom && (fields.rect || fields.size)) {
    const { left, top, right, bottom, width, height } = place(dom)
    if (fields.rect) Object.assign(result, { left, top, right, bottom })
    if (fields.size) Object.assign(result, { width, height })
  }
  if (dom && fields.scrollOffset) {
    const { scrollLeft, scrollTop, scrollWidth, scrollHeight } = dom
    Object.assign(result, { scrollLeft, scrollTop, scrollWidth, scrollHeight })
  }
  for (const name of (fields.properties ?? []) as string[]) result[name] = (element as Host).data?.[name]
  if (dom && fields.computedStyle) {
    const style = getComputedStyle(dom)
    for (const name of fields.computedStyle as string[])
      result[name] = style.getPropertyValue(name.replace(/[A-Z]/g, '-$&').toLowerCase())
  }
  if (fields.node) result.node = node(element)
  if (fields.context) result.context = node(element)
  return result
}

function viewport(component: Component, fields: Loose): Loose {
  const dom = component.$$ as unknown as HTMLElement | null
  const scroll = (dom?.closest('.wxp-view')?.querySelector('.wxp-scroll') ?? topPage()?.scroll) as HTMLElement
  const result: Loose = {}
  if (fields.id) result.id = ''
  if (fields.dataset) result.dataset = {}
  if (fields.rect) Object.assign(result, { left: 0, top: 0, right: scroll.clientWidth, bottom: scroll.clientHeight })
  if (fields.size) Object.assign(result, { width: scroll.clientWidth, height: scroll.clientHeight })
  if (fields.scrollOffset)
    Object.assign(result, {
      scrollLeft: 0,
      scrollTop: scroll.scrollTop,
      scrollWidth: scroll.scrollWidth,
      scrollHeight: scroll.scrollHeight,
    })
  return result
}

function run(job: Job): Loose | Loose[] | null {
  if (job.selector === null) return viewport(job.component, job.fields)
  const root = job.component.getShadowRoot()
  if (!job.single) return (root?.querySelectorAll(job.selector) ?? []).map((element) => read(element, job.fields))
  const found = root?.querySelector(job.selector)
  return found ? read(found, job.fields) : null
}

export class SelectorQuery {
  private jobs: Job[] = []
  private component: Component | null
  constructor(owner?: unknown) {
    this.component = owner ? engineElement(owner) : null
  }
  in(owner: unknown): this {
    this.component = engineElement(owner)
    return this
  }
  select(selector: string): Loose {
    return this.nodes(selector, true)
  }
  selectAll(selector: string): Loose {
    return this.nodes(selector, false)
  }
  selectViewport(): Loose {
    return this.nodes(null, true)
  }
  /** Results come after the data that was just set is drawn. */
  exec(done?: (results: unknown[]) => void): this {
    const { jobs } = this
    this.jobs = []
    setTimeout(() => {
      const results = jobs.map((job) => {
        const result = run(job)
        job.take?.(result)
        return result
      })
      done?.(results)
    }, 0)
    return this
  }

  private nodes(selector: string | null, single: boolean): Loose {
    const component = this.component ?? topPage()?.component
    const add = (fields: Loose, take?: Take): this => {
      if (component) this.jobs.push({ component, selector, single, fields, take })
      return this
    }
    return {
      fields: (fields: Loose, take?: Take) => add(fields, take),
      boundingClientRect: (take?: Take) => add({ id: true, dataset: true, rect: true, size: true }, take),
      scrollOffset: (take?: Take) => add({ id: true, dataset: true, scrollOffset: true }, take),
      context: (take?: Take) => add({ context: true }, take),
      node: (take?: Take) => add({ node: true }, take),
      ref: (take?: Take) => add({ node: true }, take),
    }
  }
}
