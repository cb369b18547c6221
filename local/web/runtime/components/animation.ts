/** Plays what wx.createAnimation exported: each step is one CSS transition. */
import { convertUnits } from '../../units'

interface Step {
  animates: { type: string; args: unknown[] }[]
  option: { transition: { duration: number; timingFunction: string; delay: number }; transformOrigin: string }
}
const LENGTHS = /^(translate|width|height|left|right|top|bottom)/
const ANGLES = /^(rotate|skew)/
const STYLES = new Set(['opacity', 'backgroundColor', 'width', 'height', 'left', 'right', 'top', 'bottom'])

function unit(type: string, value: unknown): string {
  if (typeof value !== 'number') return convertUnits(String(value))
  if (LENGTHS.test(type)) return `${value}px`
  return ANGLES.test(type) && type !== 'rotate3d' ? `${value}deg` : String(value)
}

/** Runs the steps one after the other; transforms of earlier steps stay, as on the phone. */
export function playAnimation(element: HTMLElement, data: unknown): void {
  const steps = (data as { actions?: Step[] } | null)?.actions ?? []
  const transforms = new Map<string, string>()
  let wait = 0
  for (const { animates, option } of steps) {
    const { duration, timingFunction, delay } = option.transition
    window.setTimeout(() => {
      element.style.transition = `all ${duration}ms ${timingFunction} ${delay}ms`
      element.style.transformOrigin = option.transformOrigin
      for (const { type, args } of animates) {
        const values = args.map((value) => unit(type, value))
        if (STYLES.has(type)) element.style.setProperty(type.replace(/[A-Z]/g, '-$&').toLowerCase(), values[0] ?? '')
        else transforms.set(type, `${type}(${values.join(',')})`)
      }
      if (transforms.size) element.style.transform = [...transforms.values()].join(' ')
    }, wait)
    wait += duration + delay
  }
}
