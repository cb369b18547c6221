/**
 * How alike two questions are, so that she who is about to ask can see who asked it before. By pairs of neighbouring
 * characters, words that every question has left out: good enough for a hint, and the person decides.
 */

/** What nearly every question holds and none is about. */
const FILLERS =
  /请问|你好|您好|领导|我们|咱们|我想问|想问|一下|怎么样|怎么|怎样|什么|多少|哪里|哪儿|为什么|为啥|是不是|有没有|能不能|可不可以|可以|应该|到底|现在|这个|那个|谢谢|的|了|吗|呢|吧|啊|呀/g

/** Below it, two questions have little in common. Measured on the sentences of test/rules/similar.test.ts. */
const ALIKE = 0.34

/** Pairs of neighbouring characters of what a question is about; one that is about nothing is like itself alone. */
function pairsOf(text: string): Set<string> {
  const plain = text.normalize('NFKC').toLowerCase()
  const letters = (of: string) => [...of.replace(/[^\p{L}\p{N}]/gu, '')]
  const about = letters(plain.replace(FILLERS, ' '))
  if (about.length < 2) return new Set([letters(plain).join('')].filter(Boolean))
  return new Set(about.slice(1).map((letter, i) => about[i]! + letter))
}

/** From 0, nothing in common, to 1: twice the pairs they share, of the pairs they have (Dice). */
export function likeness(one: string, other: string): number {
  return shareOf(pairsOf(one), pairsOf(other))
}

function shareOf(a: Set<string>, b: Set<string>): number {
  if (a.size === 0 || b.size === 0) return 0
  let shared = 0
  for (const pair of a) if (b.has(pair)) shared += 1
  // A short question asked within a long one is the same question with its story.
  return Math.max((2 * shared) / (a.size + b.size), 0.8 * (shared / Math.min(a.size, b.size)))
}

/** The most alike of these, the most alike first; those with little in common left out. */
export function alikeMost<T extends { text: string }>(text: string, others: readonly T[], most: number): T[] {
  const mine = pairsOf(text)
  return others
    .map((other) => ({ other, share: shareOf(mine, pairsOf(other.text)) }))
    .filter(({ share }) => share >= ALIKE)
    .sort((a, b) => b.share - a.share)
    .slice(0, most)
    .map(({ other }) => other)
}
