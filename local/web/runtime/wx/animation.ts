/** wx.createAnimation: steps gathered into data for the `animation` attribute, played as CSS transitions. */
import type { Loose } from '../types'

const TRANSFORMS = [
  'rotate',
  'rotateX',
  'rotateY',
  'rotateZ',
  'rotate3d',
  'scale',
  'scaleX',
  'scaleY',
  'scaleZ',
  'scale3d',
  'translate',
  'translateX',
  'translateY',
  'translateZ',
  'translate3d',
  'skew',
  'skewX',
  'skewY',
  'matrix',
  'matrix3d',
]
const STYLES = ['opacity', 'backgroundColor', 'width', 'height', 'left', 'right', 'top', 'bottom']
interface Action {
  animates: Loose[]
  option: Loose
}

/** An Animation object: every method chains, `step()` closes a step, `export()` gives the data. */
export function createAnimation(base: Loose = {}): Loose {
  let animates: Loose[] = []
  let actions: Action[] = []
  const api: Loose = {}
  for (const type of [...TRANSFORMS, ...STYLES]) {
    api[type] = (...args: unknown[]) => {
      animates.push({ type, args })
      return api
    }
  }
  api.step = (own: Loose = {}) => {
    const { duration = 400, timingFunction = 'linear', delay = 0, transformOrigin = '50% 50% 0' } = { ...base, ...own }
    actions.push({ animates, option: { transition: { duration, timingFunction, delay }, transformOrigin } })
    animates = []
    return api
  }
  api.export = () => {
    const result = { actions }
    actions = []
    return result
  }
  return api
}
