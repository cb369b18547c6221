/** `<page-meta>`, `<navigation-bar>`, `<page-container>`: elements that speak to the page they stand in. */
import { pageOf } from '../page'
import { setRootFontSize } from '../chrome/frame'
import { convertUnits } from '../../units'
import { dom, fire, type Builtin } from './define'

export const pageMeta: Builtin = {
  tag: 'page-meta',
  properties: {
    backgroundTextStyle: String,
    backgroundColor: String,
    backgroundColorTop: String,
    backgroundColorBottom: String,
    rootBackgroundColor: String,
    scrollTop: null,
    scrollDuration: null,
    pageStyle: String,
    pageFontSize: String,
    rootFontSize: String,
    pageOrientation: String,
  },
  observers: {
    'pageStyle, backgroundColor, rootFontSize, pageFontSize, rootBackgroundColor'() {
      const page = pageOf(dom(this))
      if (!page) return
      const style = [String(this.data.pageStyle ?? '')]
      if (this.data.pageFontSize && this.data.pageFontSize !== 'system')
        style.push(`font-size:${this.data.pageFontSize}`)
      page.element.setAttribute('style', convertUnits(style.join(';')))
      if (this.data.rootBackgroundColor) page.view.style.background = String(this.data.rootBackgroundColor)
      else if (this.data.backgroundColor) page.view.style.background = String(this.data.backgroundColor)
      if (this.data.rootFontSize) setRootFontSize(String(this.data.rootFontSize))
      page.scroll.style.overflowY = /overflow(-y)?:\s*hidden/.test(style[0]!) ? 'hidden' : ''
    },
    scrollTop() {
      const page = pageOf(dom(this))
      if (page && this.data.scrollTop !== null && this.data.scrollTop !== '')
        page.scroll.scrollTop = parseFloat(String(this.data.scrollTop))
    },
  },
}

export const navigationBar: Builtin = {
  tag: 'navigation-bar',
  properties: {
    title: String,
    loading: Boolean,
    frontColor: String,
    backgroundColor: String,
    colorAnimationDuration: null,
    colorAnimationTimingFunc: null,
  },
  observers: {
    'title, frontColor, backgroundColor, loading'() {
      const bar = pageOf(dom(this))?.bar
      if (!bar) return
      if (this.data.title) bar.setTitle(String(this.data.title))
      bar.setColor(String(this.data.frontColor ?? ''), String(this.data.backgroundColor ?? ''))
    },
  },
}

export const pageContainer: Builtin = {
  tag: 'page-container',
  properties: {
    show: Boolean,
    duration: null,
    zIndex: null,
    overlay: null,
    position: String,
    round: Boolean,
    closeOnSlideDown: Boolean,
    overlayStyle: String,
    customStyle: String,
  },
  observers: {
    show() {
      dom(this).hidden = !this.data.show
      if (this.data.show) fire(this, 'enter', {})
    },
  },
}
