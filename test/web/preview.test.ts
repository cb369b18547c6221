/** `npm run preview` on a folder that is not ours: plain JavaScript with its own npm packages; and what the build refuses. */
import { spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { buildPreview } from '../../local/web/index'
import { errorsOf, launchBrowser, phone } from './browser'

function write(files: Record<string, string>): string {
  const root = mkdtempSync(join(tmpdir(), 'preview-'))
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true })
    writeFileSync(join(root, path), text)
  }
  return root
}

const STRANGER = {
  'package.json': '{"name":"stranger"}',
  'node_modules/greeter/package.json': '{"name":"greeter","version":"1.0.0","main":"main.js"}',
  'node_modules/greeter/main.js': `module.exports = function (name) { return 'hello ' + name }`,
  'node_modules/badge-kit/package.json': '{"name":"badge-kit","version":"1.0.0","miniprogram":"dist"}',
  'node_modules/badge-kit/dist/badge/index.json': '{"component":true}',
  'node_modules/badge-kit/dist/badge/index.wxml': '<view class="badge">[{{text}}]</view>',
  'node_modules/badge-kit/dist/badge/index.wxss': '.badge { color: rgb(9, 9, 9) }',
  'node_modules/badge-kit/dist/badge/index.js': `Component({ properties: { text: String } })`,
  'app.json': '{"pages":["pages/index/index"],"window":{"navigationBarTitleText":"Stranger"}}',
  'app.js': `App({ globalData: { word: 'from app' } })`,
  'pages/index/index.json': '{"usingComponents":{"badge":"badge-kit/badge/index"}}',
  'pages/index/index.wxml': '<view>{{line}}</view><badge text="{{word}}" />',
  'pages/index/index.js': `const greet = require('greeter')
Page({ data: { line: greet('world'), word: getApp().globalData.word, dom: typeof document } })`,
}

test('the command runs it and prints where', async () => {
  const root = write(STRANGER)
  const child = spawn(
    process.execPath,
    ['--import', 'tsx', join(__dirname, '../../local/web/main.ts'), '--root', root, '--port', '0'],
    { cwd: join(__dirname, '../..') },
  )
  try {
    const origin = await new Promise<string>((resolve, reject) => {
      let text = ''
      child.stdout.on('data', (chunk: Buffer) => {
        const found = /ready (http:\/\/127\.0\.0\.1:\d+)/.exec((text += chunk.toString()))
        if (found) resolve(found[1]!)
      })
      child.stderr.on('data', (chunk: Buffer) => (text += chunk.toString()))
      child.on('exit', () => reject(new Error(text)))
    })
    const browser = await launchBrowser()
    const page = await phone(browser, origin)
    expect(await page.getByText('hello world').isVisible()).toBe(true)
    expect(await page.getByText('[from app]').isVisible()).toBe(true)
    expect(await page.evaluate('getCurrentPages()[0].data.dom')).toBe('undefined')
    expect(await errorsOf(page)).toEqual([])
    await browser.close()
  } finally {
    child.kill()
    rmSync(root, { recursive: true })
  }
})

test.each([
  [
    'a template with a bad expression',
    { 'pages/index/index.wxml': '<view>\n{{a b}}</view>' },
    /index\.wxml:2:\d+ unexpected/,
  ],
  ['a script with a syntax error', { 'pages/index/index.js': 'Page({' }, /index\.js:1:\d+/],
  ['a broken app.json', { 'app.json': '{' }, /app\.json: /],
  [
    'an import that is not there',
    { 'pages/index/index.wxml': '<import src="./none.wxml" />' },
    /none\.wxml: imported but not found/,
  ],
])('the build refuses %s and says where', async (_name, files, message) => {
  const root = write({ ...STRANGER, ...files })
  await expect(buildPreview({ root })).rejects.toThrow(message)
  rmSync(root, { recursive: true })
})

test('warnings name what WeChat would refuse; a rebuild sees the change', async () => {
  const root = write({ ...STRANGER, 'pages/index/index.wxss': '.a {\n background: url(/a.png) }' })
  const preview = await buildPreview({ root })
  expect(preview.warnings.join()).toMatch(/pages\/index\/index\.wxss:2 local picture/)
  writeFileSync(join(root, 'pages/index/index.wxss'), '.a { color: red }')
  await preview.rebuild()
  expect(preview.warnings).toEqual([])
  await preview.close()
  rmSync(root, { recursive: true })
})
