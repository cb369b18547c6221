// @ts-check

/**
 * An element with a class and its contents.
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag @param {string} name @param {...(string | Node)} contents
 * @returns {HTMLElementTagNameMap[Tag]}
 */
export function make(tag, name, ...contents) {
  const element = document.createElement(tag)
  if (name) element.className = name
  element.append(...contents)
  return element
}

/** @param {string} name @param {() => void} press @param {...(string | Node)} contents */
export function button(name, press, ...contents) {
  const element = make('button', name, ...contents)
  element.type = 'button'
  element.addEventListener('click', press)
  return element
}

/** @param {string} id @returns {HTMLElement} */
export function byId(id) {
  const element = document.getElementById(id)
  if (!element) throw new Error(`no #${id}`)
  return element
}
