import { call, CallFailure } from '../../miniprogram/client/call'
import { loadKept } from '../../miniprogram/client/load'
import { freshPhone, ok, type FakePhone } from './fake-wx'

const NOW = Date.parse('2026-07-17T01:10:00Z')

describe('loading for a screen', () => {
  let phone: FakePhone
  const unread = () => loadKept('unread', () => call('inbox.unread', {}))
  const lostNetwork = () => {
    throw new Error('no network')
  }

  beforeEach(() => {
    phone = freshPhone()
    jest.useFakeTimers({ now: NOW })
  })
  afterEach(() => jest.useRealTimers())

  test('shows what came', async () => {
    phone.answer = () => ok({ count: 2 })
    expect(await unread()).toEqual({ state: 'ready', value: { count: 2 }, failure: null, stale: '' })
  })

  test('without a network shows what was kept, and of which hour it is', async () => {
    phone.answer = () => ok({ count: 2 })
    await unread()
    jest.setSystemTime(NOW + 3_600_000)
    phone.answer = lostNetwork
    expect(await unread()).toMatchObject({
      state: 'ready',
      value: { count: 2 },
      stale: expect.stringContaining('09:10'),
    })
  })

  test('what was kept on another day says so', async () => {
    phone.answer = () => ok({ count: 2 })
    await unread()
    jest.setSystemTime(NOW + 86_400_000)
    phone.answer = lostNetwork
    expect((await unread()).stale).toContain('昨天 09:10')
    jest.setSystemTime(NOW + 9 * 86_400_000)
    expect((await unread()).stale).toContain('7月17日')
  })

  test('what is fresh is answered without a call, until it is not', async () => {
    const hourly = () => loadKept('city', () => call('membership.city', {}), 3_600_000)
    phone.answer = () => ok({ brand: '工会在线' })
    await hourly()
    jest.setSystemTime(NOW + 3_599_000)
    expect((await hourly()).value).toEqual({ brand: '工会在线' })
    expect(phone.calls).toHaveLength(1)
    jest.setSystemTime(NOW + 3_600_000)
    await hourly()
    expect(phone.calls).toHaveLength(2)
    jest.setSystemTime(NOW - 86_400_000)
    await hourly()
    expect(phone.calls).toHaveLength(3)
  })

  test('a full storage does not take the page away', async () => {
    jest.spyOn(console, 'warn').mockImplementation(() => undefined)
    phone.storageFull = true
    phone.answer = () => ok({ count: 2 })
    expect(await unread()).toMatchObject({ state: 'ready', value: { count: 2 } })
    expect(phone.storage.size).toBe(0)
  })

  test('without a network and with nothing kept fails as offline', async () => {
    phone.answer = lostNetwork
    expect(await unread()).toMatchObject({ state: 'failed', value: null, failure: { code: 'OFFLINE' } })
  })

  test('a refusal is never covered by what was kept', async () => {
    phone.answer = () => ok({ count: 2 })
    await unread()
    phone.answer = () => ({ ok: false, error: { code: 'INTERNAL', message: '没取到', reference: 'K7-3052' } })
    const { state, value, failure } = await unread()
    expect({ state, value }).toEqual({ state: 'failed', value: null })
    expect(failure).toBeInstanceOf(CallFailure)
    expect(failure?.reference).toBe('K7-3052')
  })

  test('keeps nothing where no key is given', async () => {
    phone.answer = () => ok({ count: 2 })
    await loadKept(null, () => call('inbox.unread', {}))
    expect(phone.storage.size).toBe(0)
  })

  test('an error of ours in the middle shows as a failure with words, not as a blank page', async () => {
    const loaded = await loadKept(null, () => Promise.reject(new TypeError('x is not a function')))
    expect(loaded.state).toBe('failed')
    expect(loaded.failure?.message).toMatch(/[\u4e00-\u9fff]/)
  })
})
