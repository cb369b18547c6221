/**
 * WeChat lets a mini-program send one message for each time the person said yes, and asks only after a tap. So the
 * pages ask where an answer will be wanted (after handing in), and never wait for what she says: the inbox in the app
 * has every message anyway.
 */

/** WeChat's limit for one question. */
const MOST_AT_ONCE = 5

/** Asks whether the union may knock. `templates`: the city's approved template ids. Never throws. True: she said yes to one at least. */
export async function askToTell(templates: readonly string[]): Promise<boolean> {
  const tmplIds = templates.filter(Boolean).slice(0, MOST_AT_ONCE)
  if (tmplIds.length === 0) return false
  try {
    const answers = (await wx.requestSubscribeMessage({ tmplIds })) as unknown as Record<string, string>
    return tmplIds.some((id) => answers[id] === 'accept')
  } catch {
    return false
  }
}
