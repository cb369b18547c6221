import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { areaNames } from '../../local/build/functions'
import { packageSizes } from '../../local/build/sizes'
import { functionsFor } from '../built'
import { packedPhone } from './phone'

const MB = 1024 * 1024

describe('the mini-program as it ships', () => {
  let PHONE: string
  beforeAll(async () => {
    PHONE = await packedPhone()
  })
  afterAll(() => rmSync(PHONE, { recursive: true, force: true }))

  test('the main package is at most 1 MB, each subpackage at most 1 MB', () => {
    const sizes = packageSizes(PHONE)
    expect(sizes.length).toBeGreaterThan(1)
    expect(sizes[0]!.bytes).toBeGreaterThan(10_000)
    expect(sizes.filter(({ bytes }) => bytes > MB)).toEqual([])
    process.stdout.write(
      `${sizes.map(({ root, bytes }) => `${root || 'main'} ${(bytes / 1024).toFixed(0)} KB`).join(', ')}\n`,
    )
  })

  test('every page of app.json has its files, every tab is in the main package', () => {
    const app = JSON.parse(readFileSync(join(PHONE, 'app.json'), 'utf8')) as AppJson
    const packaged = (app.subPackages ?? app.subpackages ?? []).flatMap(({ root, pages }) =>
      pages.map((page) => join(root, page)),
    )
    const missing = [...app.pages, ...packaged].flatMap((page) =>
      ['.ts', '.json', '.wxml'].filter((type) => !existsSync(join(PHONE, page + type))).map((type) => page + type),
    )
    expect(missing).toEqual([])
    expect(app.tabBar.list.filter(({ pagePath }) => !app.pages.includes(pagePath))).toEqual([])
  })
})

interface AppJson {
  pages: string[]
  subPackages?: { root: string; pages: string[] }[]
  subpackages?: { root: string; pages: string[] }[]
  tabBar: { list: { pagePath: string }[] }
}

describe('the functions as they ship', () => {
  const own = mkdtempSync(join(tmpdir(), 'functions-'))
  let folder: string
  beforeAll(async () => {
    folder = await functionsFor(own)
  }, 60_000)
  afterAll(() => rmSync(own, { recursive: true, force: true }))

  // A PDF library and what reads the font are half a megabyte. They are in this one function so that no other starts
  // later for them; it is called when somebody wants a paper, not when a page opens.
  const LARGER: Record<string, number> = { documents: 2 * MB }

  test('each bundle is at most 1.5 MB, loads where there is no node_modules, and answers', () => {
    const built = areaNames().map((area) => ({ area, bytes: statSync(join(folder, area, 'index.js')).size }))
    expect(built.map(({ area }) => area)).toEqual(expect.arrayContaining(['benefits', 'cases', 'inbox', 'membership']))
    expect(built.filter(({ area, bytes }) => bytes > (LARGER[area] ?? 1.5 * MB))).toEqual([])
    expect(built.filter(({ area }) => existsSync(join(folder, area, 'node_modules')))).toEqual([])
    const answers = answersOf(built.map(({ area }) => join(folder, area, 'index.js')))
    expect(answers).toHaveLength(built.length)
    for (const answer of answers) expect(answer).toMatchObject({ ok: false, error: { code: 'UNKNOWN_ACTION' } })
  })

  test('the font lies beside the one function that sets type', () => {
    const fonts = readdirSync(folder).filter((area) => existsSync(join(folder, area, 'NotoSerifSC_400Regular.ttf')))
    expect(fonts).toEqual(['documents'])
  })

  test('the collections of all areas are one list', async () => {
    const collections = JSON.parse(readFileSync(join(folder, 'collections.json'), 'utf8')) as { name: string }[]
    const names = collections.map(({ name }) => name)
    expect(names).toEqual(expect.arrayContaining(['cases', 'ledger', 'memberships', 'offers', 'people']))
    expect(new Set(names).size).toBe(names.length)
  })
})

/** What bundles answer to an action that they do not know, in a plain node: jest's loader would transform them first. */
function answersOf(files: string[]): unknown[] {
  const script = `
    console.log = () => undefined
    const answers = process.argv.slice(1).map((file) => require(file).main({ action: 'noSuchAction' }))
    Promise.all(answers).then((all) => process.stdout.write(JSON.stringify(all), () => process.exit()))`
  return JSON.parse(execFileSync(process.execPath, ['-e', script, ...files], { encoding: 'utf8' })) as unknown[]
}
