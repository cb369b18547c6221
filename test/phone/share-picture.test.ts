import {
  layOut,
  linesOf,
  WIDTH,
  type ShareCard,
} from '../../miniprogram/packages/interviews/components/share-picture/lay-out'

const wide = (text: string) => [...text].length * 10
const measure = (text: string, { size }: { size: number }) => [...text].length * size

test('lines fit, keep the writer’s breaks, and end in an ellipsis where there are too many', () => {
  expect(linesOf('一二三四五六七', 30, 5, wide)).toEqual(['一二三', '四五六', '七'])
  expect(linesOf('一二\n\n三', 30, 5, wide)).toEqual(['一二', '三'])
  // A full stop stands with what it closes.
  expect(linesOf('一二三。四', 30, 5, wide)).toEqual(['一二三。', '四'])
  expect(linesOf('一二三四五六七', 30, 2, wide)).toEqual(['一二三', '四五…'])
  expect(linesOf('', 30, 2, wide)).toEqual([])
})

test('a card grows with what it says, and nothing leaves it', () => {
  const card: ShareCard = {
    ...{ topic: '高温天干活，津贴怎么发？', title: '工地不给高温津贴，找谁要？', under: '工友 7412 问，3 人想知道' },
    answer: { tag: '答应了', who: '周敏，市总工会副主席', text: '这件事我们管。'.repeat(60) },
    promise: { what: '查完 20 个工地，公布结果（权益保障部）', by: '7月31日（周五）前' },
    figures: [{ words: '工友问了', value: '9 人 12 个' }],
  }
  const laid = layOut(card, '工会在线', measure)
  const short = layOut({ ...card, answer: null, promise: null, figures: [] }, '工会在线', measure)
  expect(laid.height).toBeGreaterThan(short.height)
  const said = laid.parts.flatMap((part) => (part.kind === 'text' ? [part] : []))
  expect(said.map(({ text }) => text)).toEqual(expect.arrayContaining(['答应了', '7月31日（周五）前', '9 人 12 个']))
  expect(said.filter(({ text }) => text.endsWith('…'))).toHaveLength(1)
  for (const { text, x, y, font, right } of said) {
    expect(y + font.size).toBeLessThan(laid.height)
    if (!right) expect(x + measure(text, font)).toBeLessThanOrEqual(WIDTH)
  }
  const tops = said.filter(({ right }) => !right).map(({ y }) => y)
  expect(tops).toEqual([...tops].sort((a, b) => a - b))
})
