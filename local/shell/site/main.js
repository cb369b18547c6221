// @ts-check
/** The start page: draws what the state says, changes the state by what is pressed. */
import { byId } from './dom.js'
import { drawPeople, opensAt } from './people.js'
import { drawPhones, fitPhones, forgetPhones, NARROW } from './phones.js'
import { forgetAll, keepState, readState } from './state.js'
import { drawTour, STEPS } from './tour.js'

/** @typedef {import('./state.js').State} State */

/** @type {import('./people.js').Persona[]} */
const people = await (await fetch('/personas.json')).json()
const city = await (await fetch('/city.json')).json()
byId('brand').textContent = city.brand
document.title = `${city.cityName} · ${city.brand} · 演示`

let state = readState()
const narrow = matchMedia(`(max-width: ${NARROW - 1}px)`)
const stage = byId('stage')
const dialog = /** @type {HTMLDialogElement} */ (byId('reset-dialog'))

/** @param {Partial<State>} change */
function set(change) {
  state = { ...state, ...change }
  keepState(state)
  draw()
}

function draw() {
  const { phones, target, large, tab, step } = state
  const person = people.find((one) => one.id === phones[target]?.persona)
  byId('where').textContent = phones.length > 1 ? (person?.name ?? '') : `${person?.name ?? ''} · ${person?.role ?? ''}`
  byId('swap').hidden = !narrow.matches || phones.length < 2
  // In a narrow window the switches stand in the sheet.
  byId(narrow.matches ? 'side' : 'bar').append(byId('tools'))
  for (const name of /** @type {const} */ (['tour', 'people'])) {
    byId(name).hidden = tab !== name
    byId(`tab-${name}`).setAttribute('aria-selected', String(tab === name))
  }
  byId('two').setAttribute('aria-pressed', String(phones.length > 1))
  byId('large').setAttribute('aria-pressed', String(large))
  drawTour(byId('tour'), { step, people, onStep: goToStep, onReset: askReset })
  drawPeople(byId('people'), { people, phones, target, narrow: narrow.matches, onTarget: aimAt, onChoose: become })
  drawPhones(stage, {
    phones,
    target,
    large,
    people,
    narrow: narrow.matches,
    choosing: tab === 'people',
    onTarget: (index) => set({ tab: 'people', target: index }),
  })
}

/** @param {number} step */
function goToStep(step) {
  const at = Math.min(Math.max(step, 0), STEPS.length - 1)
  const phones = (STEPS[at]?.phones ?? []).map((wanted, index) => {
    const now = state.phones[index]
    const stays = wanted.page === '' && now?.persona === wanted.persona
    return stays ? now : { persona: wanted.persona, page: wanted.page || opensAt(wanted.persona) }
  })
  // The last phone is the one on which something is to be done: a narrow window shows that one.
  set({ step: at, phones, target: phones.length - 1 })
}

/** @param {number} target */
function aimAt(target) {
  set({ target })
}

/** @param {string} persona */
function become(persona) {
  const phones = state.phones.map((phone, index) =>
    index === state.target ? { persona, page: opensAt(persona) } : phone,
  )
  set({ phones })
  if (narrow.matches) closeSide()
}

function askReset() {
  byId('reset-wait').textContent = ''
  dialog.showModal()
}

async function reset() {
  byId('reset-wait').textContent = '正在清，几秒钟就好……'
  const reply = await fetch('/reset', { method: 'POST' }).catch(() => null)
  if (!reply?.ok) {
    byId('reset-wait').textContent = '没清成。请看一眼命令行窗口还在不在跑，再试一次。'
    return
  }
  forgetAll()
  forgetPhones(stage)
  state = readState()
  dialog.close()
  draw()
}

/** The other of two phones. */
function swap() {
  set({ target: 1 - state.target })
}

function closeSide() {
  document.body.classList.remove('side-open')
}

byId('tab-tour').addEventListener('click', () => set({ tab: 'tour' }))
byId('tab-people').addEventListener('click', () => set({ tab: 'people' }))
byId('large').addEventListener('click', () => set({ large: !state.large }))
byId('two').addEventListener('click', () => {
  const [first] = state.phones
  if (!first) return
  const other = first.persona === 'clerk' ? 'member' : 'clerk'
  const phones = state.phones.length > 1 ? [first] : [first, { persona: other, page: opensAt(other) }]
  set({ phones, target: phones.length - 1, tab: 'people' })
})
byId('reset').addEventListener('click', askReset)
byId('reset-no').addEventListener('click', () => dialog.close())
byId('reset-yes').addEventListener('click', () => void reset())
byId('open-side').addEventListener('click', () => document.body.classList.add('side-open'))
byId('swap').addEventListener('click', swap)
byId('side-close').addEventListener('click', closeSide)
narrow.addEventListener('change', draw)
addEventListener('resize', () => fitPhones(stage, narrow.matches))

draw()
