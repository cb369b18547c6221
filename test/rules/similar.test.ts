import fc from 'fast-check'
import { alikeMost, likeness } from '../../miniprogram/rules/similar'

/** Pairs of questions as workers write them: the same matter in other words, and matters that only sound alike. */
const SAME: [string, string][] = [
  ['高温津贴一天该发多少？', '请问高温津贴到底发多少钱一天'],
  ['工资拖了三个月没发，找谁', '我们厂工资拖了三个月了，应该找谁要'],
  ['社保断缴了能补吗', '领导你好，社保断缴三个月能不能补缴'],
  ['上下班路上摔了算不算工伤', '下班路上摔伤，算工伤吗？'],
  ['哺乳假怎么休', '产后哺乳假一天休多久，怎么休'],
  ['公司不给交社保怎么办', '公司不给交社保'],
]
const OTHER: [string, string][] = [
  ['高温津贴一天该发多少？', '女职工产假能休多少天'],
  ['工资拖了三个月没发，找谁', '职工疗养怎么报名'],
  ['社保断缴了能补吗', '工伤认定要交什么材料'],
  ['上下班路上摔了算不算工伤', '食堂饭菜太咸了'],
  ['请问一下领导，这个怎么办', '请问一下领导，那个怎么样'],
  ['技能比武的奖金什么时候发', '年终奖扣税扣得对吗'],
]

test.each(SAME)('the same matter: %s / %s', (one, other) => {
  expect(alikeMost(one, [{ text: other }], 3)).toHaveLength(1)
})

test.each(OTHER)('another matter: %s / %s', (one, other) => {
  expect(alikeMost(one, [{ text: other }], 3)).toHaveLength(0)
})

test('the most alike comes first, and no more than asked for', () => {
  const others = ['高温津贴发多少', '高温津贴一天发多少钱', '高温津贴', '高温天几点下班'].map((text) => ({ text }))
  const found = alikeMost('高温津贴一天发多少钱', others, 2)
  expect(found).toHaveLength(2)
  expect(found[0]).toBe(others[1])
})

test('likeness is the same both ways, 1 with itself, and within bounds', () => {
  const text = fc.string({ unit: fc.constantFrom(...'高温津贴发多少工资社保断缴的了吗？ a1') })
  fc.assert(
    fc.property(text, text, (one, other) => {
      const share = likeness(one, other)
      expect(share).toBeGreaterThanOrEqual(0)
      expect(share).toBeLessThanOrEqual(1)
      expect(likeness(other, one)).toBe(share)
      if (/[\p{L}\p{N}]/u.test(one)) expect(likeness(one, one)).toBe(1)
    }),
  )
})
