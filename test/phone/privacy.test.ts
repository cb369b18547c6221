import { answerPrivacy, listenForPrivacy, onPrivacyAsked } from '../../miniprogram/client/privacy'
import { freshPhone } from './fake-wx'

type Ask = (resolve: (answer: object) => void, info: { referrer: string }) => void

test('whichever page is in front shows the sheet; one answer reaches everything that waits', () => {
  freshPhone()
  let ask: Ask = () => undefined
  ;(globalThis as unknown as { wx: Record<string, unknown> }).wx.onNeedPrivacyAuthorization = (own: Ask) => (ask = own)
  listenForPrivacy()

  const shown: string[] = []
  const leaveClosed = onPrivacyAsked((reason) => shown.push(`closed ${reason}`))
  onPrivacyAsked((reason) => shown.push(`home ${reason}`))
  onPrivacyAsked((reason) => shown.push(`me ${reason}`))
  leaveClosed()

  const answers: object[] = []
  ask((answer) => answers.push(answer), { referrer: 'getPhoneNumber' })
  ask((answer) => answers.push(answer), { referrer: 'getLocation' })
  expect(shown).toEqual(['home phone', 'me phone', 'home place', 'me place'])

  answerPrivacy('agree', 'privacy-agree')
  expect(shown.slice(4)).toEqual(['home null', 'me null'])
  expect(answers).toEqual(Array(2).fill({ event: 'agree', buttonId: 'privacy-agree' }))

  answerPrivacy('disagree')
  expect(answers).toHaveLength(2)
})

test('an old phone without the listener is left alone', () => {
  freshPhone()
  expect(() => listenForPrivacy()).not.toThrow()
})
