import { freshPhone, type FakePhone } from './fake-wx'

type LargeType = typeof import('../../miniprogram/client/large-type')

/** A fresh start of the app: the module forgets, the phone's storage does not. */
async function started(): Promise<LargeType> {
  jest.resetModules()
  return import('../../miniprogram/client/large-type')
}

describe('large type', () => {
  let phone: FakePhone
  beforeEach(() => (phone = freshPhone()))

  test.each([
    [undefined, false],
    [17, false],
    [19, false],
    [20, true],
    [25, true],
  ])('follows the phone: font setting %s → %s', async (setting, large) => {
    phone.fontSizeSetting = setting
    expect((await started()).isLarge()).toBe(large)
  })

  test('keeps what the person said, both ways, over a new start and against the phone’s setting', async () => {
    phone.fontSizeSetting = 25
    ;(await started()).setLarge(false)
    expect((await started()).isLarge()).toBe(false)
    phone.fontSizeSetting = 17
    expect((await started()).isLarge()).toBe(false)
    ;(await started()).setLarge(true)
    expect((await started()).isLarge()).toBe(true)
  })

  test('tells every page that follows, and none that has left', async () => {
    const { onLargeChange, setLarge } = await started()
    const heard: string[] = []
    const leave = onLargeChange((large) => heard.push(`left ${large}`))
    onLargeChange((large) => heard.push(`stays ${large}`))
    leave()
    setLarge(true)
    expect(heard).toEqual(['stays true'])
  })
})
