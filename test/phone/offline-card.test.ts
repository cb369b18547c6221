import { ageOf, isGenuine, readCardCode } from '../../miniprogram/rules/card-code'
import {
  changeCard,
  codeAt,
  fetchCard,
  keptCard,
  type Card,
  type KeptCard,
} from '../../miniprogram/client/offline-card'
import { loadMe } from '../../miniprogram/client/session'
import { freshPhone, ok, type FakePhone } from './fake-wx'

const KEY = '00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff'
const card: Card = {
  number: '371002684419',
  serial: 1,
  key: KEY,
  maskedName: '林＊兰',
  unionName: '竹岛街道联合工会',
  tier: '普通会员',
  validUntil: '2027-06-30',
  state: 'active',
  membership: 'active',
  why: '',
  unionPhone: '',
  savedThisYearFen: 41260,
  usedThisYear: 17,
}
const NOW = Date.parse('2026-07-17T02:24:05Z')
const FOUR_MINUTES = 240_000

describe('the card kept on the phone', () => {
  let phone: FakePhone

  beforeEach(() => {
    phone = freshPhone()
    jest.useFakeTimers({ now: NOW })
  })
  afterEach(() => jest.useRealTimers())

  test('is shown again without a network', async () => {
    phone.answer = () => ok({ now: NOW, card })
    await fetchCard()
    phone.answer = () => {
      throw new Error('no network')
    }
    await expect(fetchCard()).rejects.toMatchObject({ code: 'OFFLINE' })
    expect(keptCard()).toEqual({ card, offset: 0 })
  })

  test.each([
    ['slow', -FOUR_MINUTES],
    ['fast', FOUR_MINUTES],
  ])('makes codes that the cloud takes although the phone’s clock is %s', async (_, error) => {
    jest.setSystemTime(NOW + error)
    phone.answer = () => ok({ now: NOW, card })
    const kept = (await fetchCard()) as KeptCard
    const code = readCardCode(codeAt(kept, Date.now()).code)!
    expect(isGenuine(code, KEY)).toBe(true)
    expect(ageOf(code, NOW)).toBe('fresh')
    // The same card without the correction would be refused, so the test can fail.
    expect(ageOf(readCardCode(codeAt({ card, offset: 0 }, Date.now()).code)!, NOW)).not.toBe('fresh')
  })

  test('takes half of the way there and back for the way, so that a slow network is no wrong clock', async () => {
    phone.answer = () => {
      jest.setSystemTime(NOW + 8_000)
      return ok({ now: NOW + 4_000, card })
    }
    expect((await fetchCard())?.offset).toBe(0)
  })

  test('counts down to the next code and changes with it', async () => {
    const kept = { card, offset: 0 }
    expect(codeAt(kept, NOW).seconds).toBe(25)
    expect(codeAt(kept, NOW + 24_000).code).toBe(codeAt(kept, NOW).code)
    expect(codeAt(kept, NOW + 25_000)).not.toMatchObject({ code: codeAt(kept, NOW).code })
    expect(codeAt(kept, NOW + 25_000).seconds).toBe(30)
  })

  test('is forgotten when the cloud says there is no card', async () => {
    phone.answer = () => ok({ now: NOW, card })
    await fetchCard()
    phone.answer = () => ok({ now: NOW, card: null })
    expect(await fetchCard()).toBeNull()
    expect(keptCard()).toBeNull()
    expect([...phone.storage.keys()]).toEqual([])
  })

  test('is forgotten when I am in no union any more, and only when the cloud itself says so', async () => {
    phone.answer = () => ok({ now: NOW, card })
    await fetchCard()
    const gone = { membership: { state: 'left' } }
    phone.storage.set('kept:me', { value: gone, at: NOW })
    phone.answer = () => {
      throw new Error('no network')
    }
    expect((await loadMe()).stale).not.toBe('')
    expect(keptCard()).not.toBeNull()
    phone.answer = () => ok(gone)
    await loadMe()
    expect(keptCard()).toBeNull()
  })

  test('holds a card that was reported lost, and the new key after it was issued again', async () => {
    const kept = { card, offset: 1_500 }
    phone.answer = (name) => ok({ card: name.endsWith('reportCardLost') ? { ...card, state: 'lost' } : again })
    const again = { ...card, serial: 2, key: KEY.replace(/00/g, '77') }
    expect((await changeCard('reportLost', kept)).card.state).toBe('lost')
    expect(keptCard()?.card.state).toBe('lost')
    const issued = await changeCard('reissue', kept)
    expect(issued).toEqual({ card: again, offset: 1_500 })
    expect(codeAt(issued, NOW).code).not.toBe(codeAt(kept, NOW).code)
    expect(keptCard()).toEqual(issued)
  })
})
