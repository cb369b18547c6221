import { CallFailure } from '../../miniprogram/client/call'
import {
  chooseAll,
  decideTogether,
  mayJoin,
  MOST_TOGETHER,
  offersBatch,
  resultTitle,
  toggleChosen,
} from '../../miniprogram/packages/staff/desk/batch'

const row = (id: string, kind = 'joining', batch = ['approve'], next = '要答复') => ({
  id,
  area: 'membership',
  kind,
  next,
  batch,
  name: `工友${id}`,
  version: 2,
})
const rows = [
  row('a'),
  row('b', 'hardship', []),
  row('c'),
  row('d', 'ticket'),
  row('e', 'joining', ['approve'], '要复核'),
]

describe('several at once', () => {
  it('is offered only where two share kind, step and act', () => {
    expect(offersBatch(rows)).toBe(true)
    expect(offersBatch([rows[0]!, rows[3]!, rows[4]!])).toBe(false)
    expect(offersBatch([rows[1]!, row('x', 'hardship', [])])).toBe(false)
  })

  it('lets only those of the same kind and step be ticked with the first', () => {
    expect([...mayJoin(rows, [])]).toEqual(['a', 'c', 'd', 'e'])
    expect([...mayJoin(rows, ['a'])]).toEqual(['a', 'c'])
    expect(toggleChosen(rows, ['a'], 'c')).toEqual(['a', 'c'])
    expect(toggleChosen(rows, ['a'], 'd')).toEqual(['a'])
    expect(toggleChosen(rows, [], 'b')).toEqual([])
    expect(toggleChosen(rows, ['a', 'c'], 'a')).toEqual(['c'])
    expect(chooseAll(rows, ['d'])).toEqual(['d'])
    expect(chooseAll(rows, [])).toEqual(['a', 'c'])
  })

  it('stops at twenty', () => {
    const many = Array.from({ length: 25 }, (_, n) => row(`${n}`))
    const full = many.slice(0, MOST_TOGETHER).map(({ id }) => id)
    expect(chooseAll(many, [])).toHaveLength(MOST_TOGETHER)
    expect(toggleChosen(many, full, '24')).toEqual(full)
    expect(toggleChosen(many, full, '0')).toHaveLength(MOST_TOGETHER - 1)
  })

  it('sends each with the version that was read, and names what failed and why', async () => {
    const sent: object[] = []
    const result = await decideTogether(rows, ['a', 'c'], 'approve', ' 同意 ', async (input) => {
      sent.push(input)
      return { done: ['a'], failed: [{ caseId: 'c', message: '别人刚办过这一件' }] }
    })
    const cases = [
      { caseId: 'a', version: 2 },
      { caseId: 'c', version: 2 },
    ]
    expect(sent).toEqual([{ cases, act: 'approve', note: '同意' }])
    expect(result).toEqual({
      done: ['工友a'],
      failed: [{ id: 'c', name: '工友c', why: '别人刚办过这一件' }],
      unsure: false,
    })
    expect(resultTitle(result)).toBe('1 件办好了，1 件没成')
  })

  it('says that nobody knows when the network went', async () => {
    const result = await decideTogether(rows, ['a'], 'approve', '', async () => {
      throw new CallFailure('OFFLINE', '网络不通')
    })
    expect(result.unsure).toBe(true)
    expect(resultTitle(result)).toContain('网断了')
    expect(resultTitle({ done: ['甲', '乙'], failed: [], unsure: false })).toBe('2 件都办好了')
    expect(resultTitle({ done: [], failed: result.failed, unsure: false })).toBe('1 件都没成')
  })
})
