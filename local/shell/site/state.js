// @ts-check
/**
 * What the start page shows, kept in this browser so that a reload comes back to the same place.
 *
 * @typedef {{ persona: string, page: string }} Phone
 * @typedef {{ phones: Phone[], target: number, large: boolean, tab: 'tour' | 'people', step: number }} State
 */

const KEY = 'shell'

/** @type {State} */
const FIRST = {
  phones: [{ persona: 'newcomer', page: 'pages/home/home' }],
  target: 0,
  large: false,
  tab: 'tour',
  step: 0,
}

/** @returns {State} */
export function readState() {
  try {
    return { ...FIRST, .../** @type {Partial<State>} */ (JSON.parse(localStorage.getItem(KEY) ?? '{}')) }
  } catch {
    return FIRST
  }
}

/** @param {State} state */
export function keepState(state) {
  localStorage.setItem(KEY, JSON.stringify(state))
}

/** Forgets what the phones keep (the runtime's keys begin with `wx:` or `wx-`) and where the page stood; keeps the type size. */
export function forgetAll() {
  const { large } = readState()
  for (const key of Object.keys(localStorage)) if (/^wx[:-]/.test(key)) localStorage.removeItem(key)
  keepState({ ...FIRST, large })
}
