import type { openAid } from './aid'

/** What attacks on applications share. */

export const message = (reply: unknown) =>
  (reply as { error?: { message: string } } | undefined)?.error?.message ?? 'it was let through'

let tries = 0
export const key = () => `attack-key-${(tries += 1)}`

const suggestion = { idea: '给仓库装一盏灯', about: 'safety', now: '晚上看不见路', better: '门口装一盏感应灯' }

/** A suggestion, which needs no papers: one's own, or for whoever gave the authority. */
export function suggestIn({ world }: Awaited<ReturnType<typeof openAid>>, who: string, authority?: string) {
  return world.as(who)('cases.submit', {
    kind: 'suggestion',
    version: 1,
    clientKey: key(),
    form: suggestion,
    papers: [],
    ...(authority ? { authority } : {}),
  })
}
