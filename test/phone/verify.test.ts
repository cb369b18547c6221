import { CallFailure } from '../../miniprogram/client/call'
import { billSum } from '../../miniprogram/packages/together'
import { Recording } from '../../miniprogram/packages/merchant/verify/recording'

const percent = { kind: 'percent', payPercent: 85 } as const

/** A cloud that records a bill once a client key, and can lose its answer. */
function counter() {
  const recorded = new Map<string, number>()
  const sent: string[] = []
  let answer: 'ok' | 'lostAfter' | 'lostBefore' | 'refuse' = 'ok'
  const redeem = async (input: { clientKey: string; billFen: number }) => {
    sent.push(`${input.clientKey}/${input.billFen}`)
    await Promise.resolve()
    if (answer === 'lostBefore') throw new CallFailure('OFFLINE', '网络不通')
    if (answer === 'refuse') throw new CallFailure('BAD_INPUT', '今天用过了')
    recorded.set(input.clientKey, input.billFen)
    if (answer === 'lostAfter') throw new CallFailure('OFFLINE', '网络不通')
    return {
      receipt: {
        id: input.clientKey,
        merchantName: '',
        offerWords: '',
        covers: '',
        billFen: input.billFen,
        discountFen: 0,
        giftFen: 0,
        undoes: null,
        payFen: 0,
        at: 0,
      },
    }
  }
  return { recorded, sent, redeem, set: (next: typeof answer) => (answer = next) }
}

describe('reckoning while the clerk types', () => {
  it('shows discount and pay by the rule the cloud uses', () => {
    expect(billSum([percent], '186')).toEqual({ ready: true, discount: '27.90', pay: '158.10', hint: '' })
  })
  it('is silent before anything is typed and says what is wrong after', () => {
    expect(billSum([percent], '').hint).toBe('')
    expect(billSum([percent], '1.234').hint).toContain('只填数字')
    expect(billSum([{ kind: 'amountOff', fromFen: 10_000, offFen: 1_500 }], '99').hint).toContain('还不够')
    expect(billSum([percent], '999999').hint).toContain('10 万')
  })
})

describe('recording one bill', () => {
  it('a double press sends once', async () => {
    const cloud = counter()
    const recording = new Recording('m1', 't', cloud.redeem)
    await Promise.all([recording.press('o1', '186'), recording.press('o1', '186')])
    await recording.press('o1', '186')
    expect(cloud.sent).toHaveLength(1)
    expect(recording.state.name).toBe('recorded')
  })

  it('after a lost answer a retry sends the very same bill with the same key, whatever was typed since', async () => {
    const cloud = counter()
    const recording = new Recording('m1', 't', cloud.redeem)
    cloud.set('lostAfter')
    expect((await recording.press('o1', '186')).name).toBe('unsure')
    expect(recording.editable).toBe(false)
    cloud.set('ok')
    expect((await recording.press('o2', '9.99')).name).toBe('recorded')
    expect(new Set(cloud.sent).size).toBe(1)
    expect([...cloud.recorded.values()]).toEqual([18_600])
  })

  it('a refusal in words lets the clerk change the bill, under a new key', async () => {
    const cloud = counter()
    const recording = new Recording('m1', 't', cloud.redeem)
    cloud.set('refuse')
    expect(await recording.press('o1', '186')).toEqual({ name: 'filling', fault: '今天用过了' })
    cloud.set('ok')
    await recording.press('o1', '86')
    expect(new Set(cloud.sent.map((one) => one.split('/')[0])).size).toBe(2)
    expect([...cloud.recorded.values()]).toEqual([8_600])
  })

  it('does not send what is no amount', async () => {
    const cloud = counter()
    const recording = new Recording('m1', 't', cloud.redeem)
    expect(await recording.press('o1', 'abc')).toEqual({ name: 'filling', fault: '请填账单金额' })
    expect(cloud.sent).toHaveLength(0)
  })
})
