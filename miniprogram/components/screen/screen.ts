import { isLarge, onLargeChange } from '../../client/large-type'
import { keptCard } from '../../client/offline-card'

/** A wait shorter than this shows nothing: a flash of grey boxes is worse than a breath. */
const SKELETON_AFTER_MS = 300

/**
 * The root of every page: paper, edges, large type, and the four states. Slots: the page itself, `head` (only with
 * `bare`), `foot` (give its view the class `foot-bar` or `foot-row foot-bar`). See components/README.md.
 */
Component({
  options: { multipleSlots: true, styleIsolation: 'apply-shared' },
  properties: {
    /** loading, ready, empty, failed */
    state: { type: String, value: 'ready' },
    /** What was thrown; a CallFailure's words and reference are shown. */
    failure: { type: Object, value: null as unknown as Record<string, unknown> },
    /** What could not be fetched, for the failed state: `您的申请`. */
    what: { type: String, value: '' },
    emptyIcon: { type: String, value: 'paper' },
    emptyTitle: { type: String, value: '' },
    emptyText: { type: String, value: '' },
    /** The words of the empty state's button; none, no button. Event: `act`. */
    emptyAction: { type: String, value: '' },
    /** Set when old content is shown without a network: `没有网络，先看 9:10 的内容`. */
    stale: { type: String, value: '' },
    /** The page stands above the tab bar. */
    tab: { type: Boolean, value: false },
    /** The page draws up to the very top (custom navigation). */
    bare: { type: Boolean, value: false },
  },
  data: {
    large: false,
    cardKept: false,
    skeleton: false,
    slow: false,
    top: 0,
  },
  observers: {
    state(state: string) {
      this.waitFor(state === 'loading')
      if (state === 'failed') this.setData({ cardKept: keptCard() !== null })
    },
  },
  lifetimes: {
    attached() {
      this.setData({ large: isLarge() })
      if (this.data.bare) this.setData({ top: wx.getMenuButtonBoundingClientRect().top })
      unfollow.set(
        this,
        onLargeChange((large) => this.setData({ large })),
      )
      this.waitFor(this.data.state === 'loading')
    },
    detached() {
      unfollow.get(this)?.()
      clearTimers(this)
    },
  },
  methods: {
    waitFor(loading: boolean) {
      clearTimers(this)
      if (!loading) {
        if (this.data.skeleton || this.data.slow) this.setData({ skeleton: false, slow: false })
        return
      }
      timers.set(this, [
        setTimeout(() => this.setData({ skeleton: true }), SKELETON_AFTER_MS) as unknown as number,
        setTimeout(() => this.setData({ slow: true }), 5000) as unknown as number,
      ])
    },
    retry() {
      this.triggerEvent('retry')
    },
    act() {
      this.triggerEvent('act')
    },
    openCard() {
      void wx.switchTab({ url: '/pages/card/card' })
    },
    callUnion() {
      void wx.makePhoneCall({ phoneNumber: '12351' }).catch(() => undefined)
    },
  },
})

const timers = new WeakMap<object, number[]>()
const unfollow = new WeakMap<object, () => void>()

function clearTimers(screen: object): void {
  timers.get(screen)?.forEach((timer) => clearTimeout(timer))
  timers.delete(screen)
}
