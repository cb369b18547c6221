// @ts-check
import { button, make } from './dom.js'

/** The guided tour of the main job: who holds which phone, and what to do there. */

/** @typedef {import('./state.js').Phone} Phone */
/** @typedef {import('./people.js').Persona} Persona */
/** @typedef {{ title: string, words: string[], phones: Phone[], fills?: string }} Step */

const WORKER = 'newcomer'

/** @type {Step[]} An empty page: the phone stays where it is, if it is that person's. */
export const STEPS = [
  {
    title: '工友入会',
    words: [
      '您现在是孙桂香，在海滨物业做保洁。',
      '点“我要入会”，搜“海滨物业”，一直走到“交上去了”。手机号点一下按钮就有。',
    ],
    phones: [{ persona: WORKER, page: 'pages/home/home' }],
    fills: WORKER,
  },
  {
    title: '工会答复',
    words: [
      '宋丽华是海滨物业工会的主席。',
      '在她的案头打开孙桂香的申请，点“同意入会”。',
      '没看到孙桂香？回上一步，把申请交上去。',
    ],
    phones: [
      { persona: WORKER, page: '' },
      { persona: 'officer', page: 'packages/staff/desk/desk' },
    ],
  },
  {
    title: '收到会员卡',
    words: ['孙桂香有会员卡了，“消息”里也说了。', '码每 30 秒换一次，截图不管用。断了网，卡照样能亮。'],
    phones: [{ persona: WORKER, page: 'pages/card/card' }],
  },
  {
    title: '到店出示',
    words: [
      '于海燕是海味家常菜的店员。点“扫顾客的会员卡”，选“扫另一部手机的屏幕”。',
      '填上账单，记上这一笔。孙桂香的码一换新，“今年已省”就多了。',
    ],
    phones: [
      { persona: WORKER, page: 'pages/card/card' },
      { persona: 'clerk', page: 'packages/merchant/counter/counter' },
    ],
  },
]

/** @param {HTMLElement} panel @param {{ step: number, people: Persona[], onStep: (step: number) => void, onReset: () => void }} view */
export function drawTour(panel, { step, people, onStep, onReset }) {
  panel.replaceChildren()
  const items = STEPS.map((one, index) => itemOf(one, index, step, people, onStep))
  panel.append(make('ol', 'steps', ...items), actsOf(step, onStep, onReset))
}

/** @param {Step} one @param {number} index @param {number} step @param {Persona[]} people @param {(step: number) => void} onStep */
function itemOf({ title, words, fills }, index, step, people, onStep) {
  const dot = make('span', 'dot', index < step ? '✓' : String(index + 1))
  dot.setAttribute('aria-hidden', 'true')
  const head = button('step-head', () => onStep(index), dot, make('b', '', title))
  const item = make('li', index < step ? 'done' : index === step ? 'now' : 'ahead', head)
  if (index !== step) return item
  head.setAttribute('aria-current', 'step')
  item.append(...words.map((line) => make('p', '', line)))
  const person = people.find((one) => one.id === fills)
  if (person) item.append(slipOf(person))
  return item
}

/** What to fill into the form, each with a button that copies it. @param {Persona} person */
function slipOf({ name, idNumber }) {
  return make('div', 'slip', make('div', 'slip-head', '表上这样填'), rowOf('姓名', name), rowOf('身份证号', idNumber))
}

/** @param {string} label @param {string} value */
function rowOf(label, value) {
  const copy = button('copy', () => void copyValue(), '复制')
  copy.setAttribute('aria-label', `复制${label}`)
  async function copyValue() {
    await navigator.clipboard.writeText(value)
    copy.textContent = '好了'
    setTimeout(() => (copy.textContent = '复制'), 1500)
  }
  return make('div', 'slip-row', make('span', '', label), make('code', '', value), copy)
}

/** @param {number} step @param {(step: number) => void} onStep @param {() => void} onReset */
function actsOf(step, onStep, onReset) {
  const back = button('plain', () => onStep(step - 1), '上一步')
  back.disabled = step === 0
  const next = STEPS[step + 1]
  const on = next ? button('primary', () => onStep(step + 1), '下一步') : button('primary', onReset, '再走一遍')
  return make('div', 'acts', back, on)
}
