// @ts-check
import { button, make } from './dom.js'

/**
 * The people one can be.
 * @typedef {{ id: string, name: string, role: string, note: string, idNumber: string }} Persona
 */

const HOME = 'pages/home/home'
/** Where somebody's phone opens: staff at the desk, clerks at the counter, the owner at his shop, all others at home. */
const OPENS = /** @type {Record<string, string>} */ ({
  owner: 'packages/merchant/shop/shop',
  clerk: 'packages/merchant/counter/counter',
  clerk2: 'packages/merchant/counter/counter',
  officer: 'packages/staff/desk/desk',
  town: 'packages/staff/desk/desk',
  county: 'packages/staff/desk/desk',
  city: 'packages/staff/desk/desk',
  lawyer: 'packages/staff/desk/desk',
  mediator: 'packages/staff/desk/desk',
  counsellor: 'packages/staff/desk/desk',
})
/** @param {string} id */
export const opensAt = (id) => OPENS[id] ?? HOME

const GROUPS = [
  { title: '工友和会员', ids: ['newcomer', 'rider', 'member', 'lostcard'] },
  { title: '店主和店员', ids: ['owner', 'clerk', 'clerk2'] },
  { title: '工会的人，从单位到市里', ids: ['officer', 'town', 'county', 'city'] },
  { title: '工会请来帮忙的', ids: ['lawyer', 'mediator', 'counsellor'] },
]

/** @param {HTMLElement} panel
 * @param {{ people: Persona[], phones: { persona: string }[], target: number, narrow: boolean, onTarget: (index: number) => void,
 *   onChoose: (id: string) => void }} view */
export function drawPeople(panel, { people, phones, target, narrow, onTarget, onChoose }) {
  panel.replaceChildren()
  if (phones.length > 1 && !narrow) panel.append(chooserOfPhone(target, onTarget))
  const shown = phones[target]?.persona
  for (const { title, ids } of GROUPS) {
    const rows = people.filter((one) => ids.includes(one.id)).map((one) => rowOf(one, one.id === shown, onChoose))
    panel.append(make('h2', '', title), make('ul', 'sheet people', ...rows))
  }
}

/** @param {number} target @param {(index: number) => void} onTarget */
function chooserOfPhone(target, onTarget) {
  const choices = ['左边手机', '右边手机'].map((words, index) => {
    const choice = button('', () => onTarget(index), words)
    choice.setAttribute('aria-pressed', String(index === target))
    return choice
  })
  const box = make('div', 'which', ...choices)
  box.setAttribute('role', 'group')
  box.setAttribute('aria-label', '换哪部手机上的人')
  return box
}

/** @param {Persona} person @param {boolean} shown @param {(id: string) => void} onChoose */
function rowOf({ id, name, role, note }, shown, onChoose) {
  const face = make('span', 'face', name.slice(0, 1))
  face.setAttribute('aria-hidden', 'true')
  const who = make('span', 'who', make('b', '', name), make('i', '', role), make('small', '', note))
  const row = button('person', () => onChoose(id), face, who)
  row.setAttribute('aria-current', String(shown))
  return make('li', '', row)
}
