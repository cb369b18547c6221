import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { runInNewContext } from 'node:vm'
import { packMiniprogramNpm } from '../../local/build/miniprogram-npm'

/** The signature library as it is packed for the phone. */

let root: string
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'phone-'))
})
afterAll(() => rmSync(root, { recursive: true, force: true }))

test('loads and signs where there is no require, no crypto and no self; nothing that an ES5 step breaks; 20 KB at most', async () => {
  writeFileSync(
    join(root, 'a.ts'),
    `import { generateKeyPairFromSeed, sign, verify } from '@stablelib/ed25519'\nsign(verify)`,
  )
  const [file] = await packMiniprogramNpm(root)
  expect(file!.bytes).toBeLessThan(20_000)
  const text = readFileSync(join(root, file!.path), 'utf8')
  expect(text).not.toMatch(/\*\*|BigInt|\d+n\b|\brequire\(/)
  const reckon = `const { generateKeyPairFromSeed, sign, verify } = module.exports
    const pair = generateKeyPairFromSeed(new Uint8Array(32)), other = new Uint8Array([1])
    const signature = sign(pair.secretKey, other)
    ;[verify(pair.publicKey, other, signature), verify(pair.publicKey, new Uint8Array([2]), signature)].join()`
  expect(runInNewContext(`var module = { exports: {} };${text};${reckon}`)).toBe('true,false')
})
