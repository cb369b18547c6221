import type { CollectionSpec } from '../../cloudfunctions/kernel/collections'
import { applyDatabase, type Manager } from '../../local/deploy/database'
import { makeKeys } from '../../local/deploy/keys'
import { cloudbaserc, describePlan, indexName, planOf } from '../../local/deploy/plan'
import { spell } from '../../local/deploy/tools'

const collections: CollectionSpec[] = [
  { name: 'people', indexes: [{ keys: [['openid', 1]], unique: true }, { keys: [['posts.desk', 1]] }] },
  {
    name: 'offers',
    indexes: [
      {
        keys: [
          ['place', '2dsphere'],
          ['status', -1],
        ],
      },
    ],
  },
]
const built = [{ area: 'inbox', bytes: 1_400_000, assetBytes: 15_000_000, wechatCalls: ['subscribeMessage.send'] }]
const timers = [{ name: 'nightly', cron: '0 30 2 * * * *' }]
const entries = [{ area: 'inbox', actions: {}, timers, pushes: [{ event: 'wxa_media_check' }] }]
const planWith = (variables: Record<string, string>) => planOf('env-1', built, entries, collections, variables)

describe('the plan', () => {
  test('says everything it will do, and never a secret', () => {
    const words = describePlan(planWith({ UNION_KEYS: 'a-secret' })).join('\n')
    expect(words).toContain('function inbox: dist/deploy/functions/inbox/index.js 1367 KB')
    expect(words).toContain('files beside it: 14648 KB')
    expect(words).toContain('asks WeChat for subscribeMessage.send')
    expect(words).toContain('timer nightly: 0 30 2 * * * *')
    expect(words).toContain('takes WeChat’s message wxa_media_check')
    expect(words).toContain('unique index openid: openid 1')
    expect(words).toContain('collection people: clients may neither read nor write (ADMINONLY)')
    expect(words).toContain('file storage: a phone reads and writes only what it uploaded itself (PRIVATE)')
    expect(words).toContain('index place_geo__status_desc: place 2dsphere, status -1')
    expect(words).not.toMatch(/a-secret|MISSING/)
    expect(describePlan(planWith({})).join('\n')).toMatch(/MISSING: environment variable UNION_KEYS/)
  })

  test('becomes the configuration that the CLI reads', () => {
    expect(JSON.parse(cloudbaserc(planWith({ UNION_KEYS: 'a-secret' })))).toEqual({
      version: '2.0',
      envId: 'env-1',
      functionRoot: './functions',
      functions: [
        {
          name: 'inbox',
          handler: 'index.main',
          runtime: 'Nodejs18.15',
          memorySize: 256,
          timeout: 10,
          installDependency: false,
          envVariables: { UNION_KEYS: 'a-secret' },
          triggers: [{ name: 'nightly', type: 'timer', config: '0 30 2 * * * *' }],
        },
      ],
    })
  })

  test('two indexes over different keys never share a name', () => {
    expect(indexName([['a.b', 1]])).not.toBe(indexName([['a', 1], ['b', 1]])) // prettier-ignore
    expect(indexName([['a', 1]])).not.toBe(indexName([['a', -1]]))
  })

  test('secrets are not spelled', () => {
    expect(spell(['login', '--apiKeyId', 'id', '--apiKey', 'key', 'a b'])).toBe(
      "login --apiKeyId *** --apiKey *** 'a b'",
    )
  })
})

/** An environment as the management library shows it. */
function environment() {
  const standing: Record<string, { Name: string; Keys: { Name: string; Direction: string }[]; Unique: boolean }[]> = {}
  const closed: string[] = []
  const manager: Manager = {
    env: { getEnvInfo: async () => ({ EnvInfo: { Storages: [{ Bucket: 'files-1' }] } }) },
    database: {
      createCollectionIfNotExists: async (name) => {
        const IsCreated = !standing[name]
        standing[name] ??= [{ Name: '_id_', Keys: [{ Name: '_id', Direction: '1' }], Unique: true }]
        return { IsCreated }
      },
      describeCollection: async (name) => ({ Indexes: standing[name] }),
      updateCollection: async (name, { CreateIndexes }) => {
        const made = CreateIndexes.map(({ IndexName, MgoKeySchema: { MgoIndexKeys, MgoIsUnique } }) => ({
          Name: IndexName,
          Keys: MgoIndexKeys,
          Unique: MgoIsUnique,
        }))
        standing[name]!.push(...made)
      },
    },
    permission: {
      modifyResourcePermission: async ({ resourceType, resource, permission }) => {
        closed.push(`${resourceType} ${resource} ${permission}`)
      },
    },
  }
  return { manager, standing, closed }
}

describe('the database', () => {
  test('gets its collections, indexes and rules; a second run changes nothing', async () => {
    const { manager, standing, closed } = environment()
    const said: string[] = []
    await applyDatabase(manager, planWith({}), (line) => said.push(line))
    expect(standing.people!.map(({ Name, Unique }) => [Name, Unique])).toEqual([
      ['_id_', true],
      ['openid', true],
      ['posts_desk', false],
    ])
    expect(standing.offers![1]!.Keys).toEqual([
      { Name: 'place', Direction: '2dsphere' },
      { Name: 'status', Direction: '-1' },
    ])
    expect(closed).toEqual(['collection people ADMINONLY', 'collection offers ADMINONLY', 'storage files-1 PRIVATE'])

    const before = JSON.stringify(standing)
    await applyDatabase(manager, planWith({}), (line) => said.push(line))
    expect(JSON.stringify(standing)).toBe(before)
    expect(said.filter((line) => line.includes('0 of 2 indexes made'))).toHaveLength(1)
  })

  test('an index that stands with other uniqueness stops the deployment', async () => {
    const { manager, standing } = environment()
    standing.people = [{ Name: 'old', Keys: [{ Name: 'openid', Direction: '1' }], Unique: false }]
    await expect(applyDatabase(manager, planWith({}), () => undefined)).rejects.toThrow(/people: index old stands/)
  })
})

describe('keys', () => {
  test('are 256 bits each, and a rotation keeps all that was', () => {
    const keys = makeKeys()
    for (const key of [keys.seal.k1, keys.index, keys.card, keys.ticket]) expect(key).toMatch(/^[0-9a-f]{64}$/)
    expect(new Set([keys.seal.k1, keys.index, keys.card, keys.ticket]).size).toBe(4)
    const next = makeKeys(keys)
    expect(next).toEqual({
      ...keys,
      current: 'k2',
      seal: { k1: keys.seal.k1, k2: expect.stringMatching(/^[0-9a-f]{64}$/) },
      issuer: {
        ...keys.issuer,
        2: { seed: expect.stringMatching(/^[0-9a-f]{64}$/), from: expect.stringMatching(/^\d{4}-\d{2}-\d{2}$/) },
      },
    })
  })
})
