import { createHmac } from 'node:crypto'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { packMiniprogramNpm } from '../../local/build/miniprogram-npm'
import { compileLikeWechat, whyNoCompilers } from '../../local/check/wechat'
import { packedPhone } from './phone'

let root: string
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'phone-'))
})
afterEach(() => rmSync(root, { recursive: true, force: true }))

function write(path: string, text: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true })
  writeFileSync(join(root, path), text)
}
const packed = (path: string) => join(root, 'miniprogram_npm', path)

describe('packing npm', () => {
  test('a component comes with all it uses and with nothing else', async () => {
    write('pages/a/a.json', JSON.stringify({ usingComponents: { 't-dialog': 'tdesign-miniprogram/dialog/dialog' } }))
    const files = (await packMiniprogramNpm(root)).map(({ path }) => path)
    const dist = 'miniprogram_npm/tdesign-miniprogram'
    for (const name of ['dialog/dialog.js', 'dialog/dialog.wxml', 'popup/popup.json', 'button/button.wxss']) {
      expect(files).toContain(`${dist}/${name}`)
    }
    // Its scripts import tslib, which the package brings along in a miniprogram_npm of its own.
    expect(files).toContain(`${dist}/miniprogram_npm/tslib/index.js`)
    expect(
      files.filter((file) => file.endsWith('.d.ts') || /^(upload|calendar|locale)\//.test(file.slice(dist.length + 1))),
    ).toEqual([])
  })

  test('a JavaScript package becomes one CommonJS file at its import path, and works', async () => {
    write(
      'a.ts',
      `import { hmac } from '@noble/hashes/hmac.js'\nimport { sha256 } from '@noble/hashes/sha2.js'\nhmac(sha256)`,
    )
    await packMiniprogramNpm(root)
    const load = (path: string) => jest.requireActual<Record<string, (...of: unknown[]) => Uint8Array>>(packed(path))
    const { hmac } = load('@noble/hashes/hmac.js')
    const { sha256, ...others } = load('@noble/hashes/sha2.js')
    const mac = hmac!(sha256, Buffer.from('key'), Buffer.from('text'))
    expect(Buffer.from(mac).toString('hex')).toBe(createHmac('sha256', 'key').update('text').digest('hex'))
    expect(Object.keys(others).filter((name) => name !== '__esModule')).toEqual([])
  })

  test('types alone bring nothing; what was packed before and is not used any more goes', async () => {
    write('miniprogram_npm/old/index.js', 'module.exports = 1')
    write('a.ts', `import type { z } from 'zod'\nexport type A = z.ZodType`)
    expect(await packMiniprogramNpm(root)).toEqual([])
    expect(existsSync(packed('old/index.js'))).toBe(false)
  })

  test('a package or component that is not there is an error, by name', async () => {
    write('a.json', JSON.stringify({ usingComponents: { 't-no': 'tdesign-miniprogram/nothing/nothing' } }))
    await expect(packMiniprogramNpm(root)).rejects.toThrow(/nothing\/nothing/)
    write('a.json', JSON.stringify({ usingComponents: { 't-no': 'not-a-package-of-ours/a/a' } }))
    await expect(packMiniprogramNpm(root)).rejects.toThrow(/not-a-package-of-ours.*not installed/)
  })
})

const onLinux = whyNoCompilers() ? describe.skip : describe
onLinux("WeChat's compilers", () => {
  test('pass the mini-program as it ships', async () => {
    const phone = await packedPhone()
    expect(compileLikeWechat(phone)).toEqual([])
    rmSync(phone, { recursive: true, force: true })
  }, 60_000)

  test.each([
    ['a.wxml', '<view><text></view>', /a\.wxml:1:14/],
    ['a.wxml', '<view>{{a?.b}}</view>', /a\.wxml/],
    ['a.wxml', '<view wx:else>x</view>', /wx:else|else/],
    ['a.wxs', 'var f = () => 1\nmodule.exports = { f: f }', /a\.wxs/],
    ['a.wxss', '.a { .b { color: red } }', /a\.wxss/],
    ['a.wxss', '@import "/nowhere.wxss";', /nowhere/],
  ])('%s: %s is refused', (file, text, words) => {
    write(file, text)
    write('b.wxml', '<view>fine</view>')
    write('b.wxss', '.b { color: red }')
    expect(readFileSync(join(root, file), 'utf8')).toBe(text)
    expect(compileLikeWechat(root).join('\n')).toMatch(words)
  })
})
