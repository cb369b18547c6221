import { cpSync, mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { packMiniprogramNpm } from '../../local/build/miniprogram-npm'

/** A copy of the mini-program with its packages packed: other tests read the real folder at the same time. */
export async function packedPhone(): Promise<string> {
  const copy = mkdtempSync(join(tmpdir(), 'phone-'))
  const source = resolve(__dirname, '../../miniprogram')
  cpSync(source, copy, { recursive: true, filter: (path) => !path.endsWith('miniprogram_npm') })
  await packMiniprogramNpm(copy)
  return copy
}
