/** `<movable-area>` and `<movable-view>`: dragged inside the area. */
import { dom, fire, type Builtin, type Host } from './define'

function clamp(value: number, limit: number): number {
  return limit >= 0 ? Math.min(limit, Math.max(0, value)) : Math.max(limit, Math.min(0, value))
}

function moveTo(host: Host, x: number, y: number, source: string): void {
  const element = dom(host)
  const area = element.closest('wx-movable-area')
  const limitX = (area?.clientWidth ?? 0) - element.offsetWidth
  const limitY = (area?.clientHeight ?? 0) - element.offsetHeight
  const before = (host.__at ?? { x: 0, y: 0 }) as { x: number; y: number }
  host.__at = host.data.outOfBounds ? { x, y } : { x: clamp(x, limitX), y: clamp(y, limitY) }
  element.style.transform = `translate(${host.__at.x}px,${host.__at.y}px)`
  if (before.x !== host.__at.x || before.y !== host.__at.y) fire(host, 'change', { ...host.__at, source })
}

export const movableArea: Builtin = { tag: 'movable-area', properties: { scaleArea: Boolean } }

export const movableView: Builtin = {
  tag: 'movable-view',
  properties: {
    direction: { type: String, value: 'none' },
    inertia: Boolean,
    outOfBounds: Boolean,
    x: null,
    y: null,
    damping: null,
    friction: null,
    disabled: Boolean,
    scale: Boolean,
    scaleMin: null,
    scaleMax: null,
    scaleValue: null,
    animation: null,
  },
  created() {
    let from: { x: number; y: number; left: number; top: number } | null = null
    const point = (event: unknown): { clientX: number; clientY: number } =>
      (event as { changedTouches: { clientX: number; clientY: number }[] }).changedTouches[0]!
    this.addListener('touchstart', (event) => {
      const at = (this.__at ?? { x: 0, y: 0 }) as { x: number; y: number }
      from = this.data.disabled ? null : { x: point(event).clientX, y: point(event).clientY, left: at.x, top: at.y }
    })
    this.addListener('touchmove', (event) => {
      if (!from) return
      const { clientX, clientY } = point(event)
      const direction = String(this.data.direction)
      const dx = direction === 'all' || direction === 'horizontal' ? clientX - from.x : 0
      const dy = direction === 'all' || direction === 'vertical' ? clientY - from.y : 0
      moveTo(this, from.left + dx, from.top + dy, 'touch')
    })
    this.addListener('touchend', () => void (from = null))
  },
  observers: {
    'x, y'() {
      requestAnimationFrame(() =>
        moveTo(this, parseFloat(String(this.data.x ?? 0)) || 0, parseFloat(String(this.data.y ?? 0)) || 0, ''),
      )
    },
  },
}
