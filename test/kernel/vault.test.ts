import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { build } from 'esbuild'
import { collections } from '../../cloudfunctions/kernel/collections'
import { callAs, good } from '../../local/call-as'
import { localKeys } from '../../local/city/keys'
import { openCloud, type Cloud } from '../../local/cloud/index'
import { functionsFor } from '../built'

/** What the kernel gives other areas of the vault, through the real SDK; and what its owner then reads. */

let cloud: Cloud
let dataDir: string
beforeAll(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'union-vault-'))
  const functionsDir = join(dataDir, 'with-probe')
  cpSync(join(await functionsFor(dataDir), 'vault'), join(functionsDir, 'vault'), { recursive: true })
  await build({
    entryPoints: [join(__dirname, 'vault-probe.ts')],
    outfile: join(functionsDir, 'probe/index.js'),
    bundle: true,
    platform: 'node',
    format: 'cjs',
    logLevel: 'error',
  })
  cloud = await openCloud({ dataDir, functionsDir, collections, env: { UNION_KEYS: localKeys(dataDir) } })
  await cloud.listen(0)
}, 60_000)
afterAll(async () => {
  await cloud.close()
  rmSync(dataDir, { recursive: true, force: true })
})

const probe = (event: object) => cloud.invoke('probe', event, { openid: 'o-officer' })
const paper = (id: string, openid: string, state = 'held') => ({ _id: id, openid, state, addedAt: new Date() })
const START = Date.parse('2026-07-20T01:30:10Z')
const look = (more: object = {}) => ({
  paper: 'paper_a',
  person: 'p_a',
  openid: 'o-worker',
  title: '诊断证明',
  case: 'case_a',
  kindTitle: '困难帮扶',
  by: '市总工会 帮扶干部',
  reason: '审核困难帮扶',
  at: START,
  ...more,
})

test("finds an applicant's papers by id: hers only, held ones only, in one request", async () => {
  cloud.load('papers', [
    paper('paper_a', 'o-worker'),
    paper('paper_b', 'o-worker'),
    paper('paper_gone', 'o-worker', 'removed'),
    paper('paper_theirs', 'o-other'),
  ])
  cloud.resetCosts()
  const ids = ['paper_a', 'paper_b', 'paper_gone', 'paper_theirs', 'paper_none']
  expect(((await probe({ find: { openid: 'o-worker', ids } })) as string[]).sort()).toEqual(['paper_a', 'paper_b'])
  expect(cloud.costs().find((row) => row.function === 'probe')).toMatchObject({ requests: 1 })
  expect(await probe({ find: { openid: 'o-worker', ids: [] } })).toEqual([])
})

test('a double tap is one line; another paper, application, reader or minute is another', async () => {
  await probe({ look: look() })
  await probe({ look: look({ at: START + 40_000 }) })
  expect(cloud.count('looks')).toBe(1)
  for (const more of [{ paper: 'paper_b' }, { case: 'case_b' }, { by: '街道总工会 主席' }, { at: START + 60_000 }])
    await probe({ look: look(more) })
  expect(cloud.count('looks')).toBe(5)
})

test('the owner reads them newest first, 20 a page, none twice; nobody else does', async () => {
  for (let i = 0; i < 40; i += 1) await probe({ look: look({ case: `case_many_${i}`, at: START + i * 60_000 }) })
  const mine = callAs(cloud, 'o-worker')
  const seen: { id: string; at: number }[] = []
  let after: string | undefined
  do {
    const page = await good(mine('vault.looks', after ? { after } : {}))
    expect(page.looks.length).toBeLessThanOrEqual(20)
    seen.push(...page.looks)
    after = page.next ?? undefined
  } while (after)
  expect(new Set(seen.map(({ id }) => id)).size).toBe(45)
  expect(seen.map(({ at }) => at)).toEqual(seen.map(({ at }) => at).sort((a, b) => b - a))
  expect(seen[0]).toMatchObject({
    title: '诊断证明',
    by: '市总工会 帮扶干部',
    reason: '审核困难帮扶',
    case: 'case_many_39',
  })
  expect((await good(callAs(cloud, 'o-other')('vault.looks', {}))).looks).toEqual([])
})
