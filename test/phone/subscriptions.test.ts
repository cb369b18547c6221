import { askToTell } from '../../miniprogram/client/subscriptions'
import { freshPhone } from './fake-wx'

const asked: string[][] = []
let answer: () => Promise<Record<string, string>>

beforeEach(() => {
  freshPhone()
  asked.length = 0
  ;(globalThis as unknown as { wx: Record<string, unknown> }).wx.requestSubscribeMessage = ({
    tmplIds,
  }: {
    tmplIds: string[]
  }) => {
    asked.push(tmplIds)
    return answer()
  }
})

test('says whether she said yes to one at least', async () => {
  answer = async () => ({ a: 'reject', b: 'accept' })
  expect(await askToTell(['a', 'b'])).toBe(true)
  answer = async () => ({ a: 'reject', b: 'ban' })
  expect(await askToTell(['a', 'b'])).toBe(false)
})

test('a refusal by WeChat is no error', async () => {
  answer = () => Promise.reject(new Error('requestSubscribeMessage:fail 20004'))
  expect(await askToTell(['a'])).toBe(false)
})

test('asks nothing where the city has no template, and never for more than five', async () => {
  answer = async () => ({})
  await askToTell([])
  await askToTell(['', ''])
  expect(asked).toEqual([])
  await askToTell(['1', '2', '3', '4', '5', '6'])
  expect(asked).toEqual([['1', '2', '3', '4', '5']])
})
