import { resolve } from 'node:path'
import { actionsTable } from '../local/build/actions-table'
import { readEntries } from '../local/build/entries'
import { arrowsOf, faultOf, faultsOfText, isNamedWell, textsOf } from '../local/check/arrows'
import { readFileSync } from 'node:fs'

const ROOT = resolve(__dirname, '..')
const SHIPPED = ['miniprogram', 'cloudfunctions']

describe('the arrows', () => {
  test('no import goes against them', () => {
    const arrows = arrowsOf(ROOT, SHIPPED)
    expect(arrows.length).toBeGreaterThan(100)
    expect(
      arrows.flatMap((arrow) => (faultOf(arrow) ? [`${arrow.from} → ${arrow.to}: ${faultOf(arrow)}`] : [])),
    ).toEqual([])
  })

  test.each([
    ['miniprogram/rules/a.ts', 'miniprogram/client/call.ts', true, /rules know only rules/],
    ['miniprogram/rules/a.ts', 'zod', true, /package zod/],
    ['miniprogram/client/a.ts', 'zod', true, /package zod/],
    ['miniprogram/client/a.ts', 'cloudfunctions/benefits/contract.ts', true, /only types/],
    ['miniprogram/client/a.ts', 'cloudfunctions/benefits/store.ts', false, /contract/],
    ['cloudfunctions/cases/a.ts', 'cloudfunctions/benefits/offers.ts', true, /each other/],
    ['cloudfunctions/cases/a.ts', 'cloudfunctions/benefits/contract.ts', false, /each other/],
    ['cloudfunctions/kernel/a.ts', 'cloudfunctions/benefits/offers.ts', false, /no area/],
    ['cloudfunctions/cases/a.ts', 'miniprogram/client/call.ts', true, /only rules/],
    ['cloudfunctions/cases/a.ts', 'local/cloud/index.ts', false, /nothing that ships/],
    ['cloudfunctions/cases/a.ts', 'wx-server-sdk', true, /package/],
  ])('%s → %s would be caught', (from, to, value, words) => {
    expect(faultOf({ from, to, value })).toMatch(words)
  })

  test.each([
    ['miniprogram/client/a.ts', 'cloudfunctions/benefits/contract.ts', false],
    ['miniprogram/client/a.ts', 'zod', false],
    ['cloudfunctions/cases/a.ts', 'cloudfunctions/kernel/serve.ts', true],
    ['cloudfunctions/kernel/a.ts', 'miniprogram/rules/days.ts', true],
    ['local/a.ts', 'cloudfunctions/benefits/offers.ts', true],
  ])('%s → %s may be', (from, to, value) => {
    expect(faultOf({ from, to, value })).toBeNull()
  })
})

describe('what ships', () => {
  const texts = textsOf(ROOT, SHIPPED)

  test('only stores and the kernel query; no code is made from text on the phone', () => {
    expect(texts.flatMap(([path, text]) => faultsOfText(path, text).map((fault) => `${path}: ${fault}`))).toEqual([])
    expect(faultsOfText('miniprogram/a.ts', 'const a = require(name)')).toHaveLength(1)
    expect(faultsOfText('miniprogram/a.ts', 'new Function("x")')).toHaveLength(1)
    expect(faultsOfText('cloudfunctions/cases/index.ts', "db.collection('cases')")).toHaveLength(1)
    expect(faultsOfText('cloudfunctions/cases/store.ts', "db.collection('cases')")).toHaveLength(0)
  })

  // The city is configuration. These are the demonstration city's names, and those of its neighbours.
  test('no city is named in code', () => {
    const city = /威海|文登|荣成|乳山|环翠|烟台|weihai/i
    // An example in a comment teaches; only what runs or is read counts.
    const code = (text: string) => text.replace(/\/\*[\s\S]*?\*\/|<!--[\s\S]*?-->|(^|\s)\/\/.*$/gm, '')
    expect(texts.filter(([, text]) => city.test(code(text))).map(([path]) => path)).toEqual([])
    expect(city.test(code("const a = '威海市'"))).toBe(true)
  })

  test('files are named in small letters with dashes', () => {
    const paths = textsOf(ROOT, [...SHIPPED, 'local', 'test']).map(([path]) => path)
    expect(paths.filter((path) => !isNamedWell(path))).toEqual([])
    expect(isNamedWell('local/cloud/readFile.ts')).toBe(false)
  })
})

describe('the actions', () => {
  const levels = ['anyone', 'signedIn', 'member', 'clerk', 'provedInQuery']

  test('every one has an access level and a contract, and takes no field it does not know', async () => {
    const entries = await readEntries()
    expect(entries.length).toBeGreaterThanOrEqual(4)
    for (const { area, actions } of entries) {
      for (const [name, { access, schemas }] of Object.entries(actions)) {
        expect([`${area}.${name}`, levels.includes(access)]).toEqual([`${area}.${name}`, true])
        expect([`${area}.${name}`, schemas.in.safeParse({ notAField: 1 }).success]).toEqual([`${area}.${name}`, false])
      }
    }
  })

  test('docs/actions.md is current (else: npm run docs:actions)', async () => {
    expect(readFileSync(resolve(ROOT, 'docs/actions.md'), 'utf8')).toBe(await actionsTable())
  })
})
