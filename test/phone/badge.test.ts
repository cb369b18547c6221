import { freshPhone, ok, type FakePhone } from './fake-wx'

type Badge = typeof import('../../miniprogram/client/badge')

describe('the badge of the messages', () => {
  let phone: FakePhone
  let badge: Badge

  beforeEach(async () => {
    phone = freshPhone()
    jest.resetModules()
    badge = await import('../../miniprogram/client/badge')
    jest.useFakeTimers({ now: Date.parse('2026-07-17T02:24:00Z') })
  })
  afterEach(() => jest.useRealTimers())

  test('is asked once a minute by pages that only show it, at once after something was read', async () => {
    phone.answer = () => ok({ count: 2 })
    await badge.keepUnreadFresh()
    await badge.keepUnreadFresh()
    expect(phone.calls).toHaveLength(1)
    await badge.refreshUnread()
    expect(phone.calls).toHaveLength(2)
    jest.advanceTimersByTime(60_000)
    await badge.keepUnreadFresh()
    expect(phone.calls).toHaveLength(3)
  })

  test('tells the tab bar; without a network it stays as it was', async () => {
    const heard: number[] = []
    const leave = badge.onUnreadChange((count) => heard.push(count))
    phone.answer = () => ok({ count: 2 })
    await badge.refreshUnread()
    phone.answer = () => {
      throw new Error('no network')
    }
    await badge.refreshUnread()
    expect([badge.unreadCount(), heard]).toEqual([2, [2]])
    leave()
    phone.answer = () => ok({ count: 1 })
    await badge.refreshUnread()
    expect([badge.unreadCount(), heard]).toEqual([1, [2]])
  })
})
