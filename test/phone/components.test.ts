/** @jest-environment jsdom */
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { transformSync } from '@swc/core'

/** Our small components by themselves, on WeChat's own simulated component framework (j-component). */

/** Of the package, what is used here: its own typings redeclare WeChat's globals and would hide the mini-program's. */
interface Simulate {
  load(path: string, options: { rootPath: string }): string
  render(id: string, properties: object): { dom: Dom; attach(parent: Dom): void }
}
interface Dom {
  innerHTML: string
  textContent: string
}
const simulate = jest.requireActual<Simulate>('miniprogram-simulate')
const { document } = globalThis as unknown as { document: { createElement(tag: string): Dom } }

let root: string
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'union-components-'))
  cpSync(join(__dirname, '../../miniprogram/components'), root, { recursive: true })
  for (const file of readdirSync(root, { recursive: true, encoding: 'utf8' }))
    if (file.endsWith('.ts')) {
      const { code } = transformSync(readFileSync(join(root, file), 'utf8'), {
        jsc: { parser: { syntax: 'typescript' }, target: 'es2018' },
        module: { type: 'commonjs' },
      })
      writeFileSync(join(root, file.replace(/\.ts$/, '.js')), code)
    }
})
afterAll(() => rmSync(root, { recursive: true, force: true }))

function render(name: string, properties: Record<string, unknown>): Dom {
  const id = simulate.load(join(root, name, name), { rootPath: root })
  const component = simulate.render(id, properties)
  component.attach(document.createElement('div'))
  return component.dom
}

test('a tag shows its word, in its tone', () => {
  const dom = render('tag', { text: '超 2 天', tone: 'rust' })
  expect(dom.textContent).toContain('超 2 天')
  expect(dom.innerHTML).toContain('tag-rust')
})

test('a story line shows what, when and why', () => {
  const dom = render('story-line', {
    title: '工会委员会审批',
    note: '不在这里上班',
    when: '今天 10:24',
    mark: 'stopped',
  })
  expect(dom.textContent).toContain('工会委员会审批')
  expect(dom.textContent).toContain('不在这里上班')
  expect(dom.textContent).toContain('今天 10:24')
  expect(dom.innerHTML).toContain('dot-stopped')
})
