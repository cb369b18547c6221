// @ts-check
import { button, make } from './dom.js'

/** The phones on the stage: each a frame round the bare app, drawn at 390×844 and scaled to what room there is. */

/** @typedef {import('./state.js').Phone} Phone */
/** @typedef {import('./people.js').Persona} Persona */

const SCREEN = { width: 390, height: 844 }
/** The body round the screen, either side; the same number is in shell.css. */
const BODY = 12
const CAPTION = 48
const GAP = 28
const LEAST_SCALE = 0.55
/** WeChat's font size setting: 17 is its ordinary one. */
const LARGE_FONT = 22
/** Below this width there is one phone, without a body; the same number is in shell.css. */
export const NARROW = 760

/** @param {Phone} phone @param {boolean} large */
function addressOf({ persona, page }, large) {
  const query = new URLSearchParams({ persona, ...(page && { page }), ...(large && { font: String(LARGE_FONT) }) })
  return `/app/?${query}`
}

/**
 * Draws the phones; one that shows the same person and page already is left alone, as it stands.
 * @param {HTMLElement} stage @param {{ phones: Phone[], target: number, large: boolean, people: Persona[], narrow: boolean,
 *   choosing: boolean, onTarget: (index: number) => void }} view
 */
export function drawPhones(stage, { phones, target, large, people, narrow, choosing, onTarget }) {
  while (stage.children.length > phones.length) stage.lastElementChild?.remove()
  phones.forEach((phone, index) => {
    const box = /** @type {HTMLElement} */ (stage.children[index] ?? stage.appendChild(newPhone(index, onTarget)))
    // A narrow window shows one; the other lies beside it, out of sight, so that its screen can still be scanned.
    box.classList.toggle('aside', narrow && index !== target)
    const person = people.find((one) => one.id === phone.persona)
    const caption = /** @type {HTMLElement} */ (box.querySelector('.caption'))
    caption.replaceChildren(make('b', '', person?.name ?? phone.persona), make('span', '', person?.role ?? ''))
    caption.classList.toggle('chosen', choosing && phones.length > 1 && index === target)
    const frame = /** @type {HTMLIFrameElement} */ (box.querySelector('iframe'))
    const alone = /** @type {HTMLAnchorElement} */ (box.querySelector('.alone'))
    const address = addressOf(phone, large)
    alone.href = address
    if (frame.dataset.address !== address) {
      frame.dataset.address = address
      frame.title = `${person?.name ?? ''}的手机`
      frame.src = address
    }
  })
  fitPhones(stage, narrow)
}

/** @param {number} index @param {(index: number) => void} onTarget */
function newPhone(index, onTarget) {
  const caption = button('caption', () => onTarget(index))
  const alone = make('a', 'alone', '单独打开')
  alone.target = '_blank'
  const room = make('div', 'room', make('div', 'body', make('iframe', '')))
  return make('div', 'phone', make('div', 'phone-head', caption, alone), room)
}

/** Scales the phones to the stage: never larger than life, side by side without scrolling sideways.
 * @param {HTMLElement} stage @param {boolean} narrow */
export function fitPhones(stage, narrow) {
  const count = Math.max(1, stage.children.length)
  const wide = SCREEN.width + 2 * BODY
  const high = SCREEN.height + 2 * BODY
  const room = { width: (stage.clientWidth - GAP * (count + 1)) / count, height: stage.clientHeight - CAPTION - 28 }
  const scale = Math.max(LEAST_SCALE, Math.min(1, room.width / wide, room.height / high))
  for (const box of /** @type {HTMLCollectionOf<HTMLElement>} */ (stage.children)) {
    const body = /** @type {HTMLElement} */ (box.querySelector('.body'))
    const around = /** @type {HTMLElement} */ (box.querySelector('.room'))
    body.style.transform = narrow || scale === 1 ? '' : `scale(${scale})`
    around.style.width = narrow ? '' : `${wide * scale}px`
    around.style.height = narrow ? '' : `${high * scale}px`
  }
}

/** Loads every phone anew. @param {HTMLElement} stage */
export function forgetPhones(stage) {
  stage.replaceChildren()
}
