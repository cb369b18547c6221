import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { filesBelow } from '../../local/build/sources'

/** Every icon that a page names, in the colour it names, is a file: a missing one shows as a broken picture. */

const PHONE = join(__dirname, '../../miniprogram')
const exists = (file: string) => existsSync(join(PHONE, `assets/icons/${file}.svg`))
const fileOf = (name: string, tone: string) => (tone === '' ? name : `${name}-${tone === 'plain' ? 'quiet' : tone}`)

const PATTERNS = [
  // { icon: 'eye', tone: 'blue' } in a module: a tag draws it in its tone.
  /icon: '([\w-]+)',\s*tone: '(\w+)'/g,
  /icon: '([\w-]+)',\s*words: [^,}\n]+,\s*tone: '(\w+)'/g,
  // <tag icon="eye" ... tone="blue">
  /<tag [^>]*icon="([\w-]+)"[^>]*tone="(\w+)"/g,
  // <icon name="eye" size="20" tone="blue" />, in either order
  /<icon [^>]*name="([\w-]+)"[^>]*tone="(\w+)"/g,
  /<icon [^>]*tone="(?<tone>\w+)"[^>]*name="(?<name>[\w-]+)"/g,
  /<icon (?![^>]*tone)[^>]*name="([\w-]+)"()/g,
]

test('icons that pages name are there', () => {
  const files = filesBelow(PHONE, ['miniprogram_npm']).filter((file) => /\.(ts|wxml)$/.test(file))
  const named = files.flatMap((file) => {
    const text = readFileSync(file, 'utf8')
    return PATTERNS.flatMap((pattern) =>
      [...text.matchAll(pattern)].map(({ groups, 1: name = '', 2: tone = '' }) =>
        groups ? fileOf(groups.name!, groups.tone!) : fileOf(name, tone),
      ),
    )
  })
  expect(named.length).toBeGreaterThan(100)
  expect([...new Set(named)].filter((file) => !exists(file))).toEqual([])
})
