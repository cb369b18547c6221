/** Brings a CloudBase environment's collections, indexes and rules to what the plan says. Never drops anything. */
import type { IndexKey } from '../../cloudfunctions/kernel/collections'
import type { Index, Plan } from './plan'

/** What we use of @cloudbase/manager-node 5.6 (its own types are not installed: see docs/dependencies.md). */
export interface Manager {
  env: { getEnvInfo(): Promise<{ EnvInfo: { Storages?: { Bucket?: string }[] } }> }
  database: {
    createCollectionIfNotExists(name: string): Promise<{ IsCreated: boolean }>
    describeCollection(name: string): Promise<{ Indexes?: StandingIndex[] }>
    updateCollection(name: string, change: { CreateIndexes: NewIndex[] }): Promise<unknown>
  }
  permission: {
    modifyResourcePermission(rule: {
      resourceType: 'collection' | 'storage'
      resource: string
      permission: 'ADMINONLY' | 'PRIVATE'
    }): Promise<unknown>
  }
}

interface StandingIndex {
  Name: string
  Keys: { Name?: string; Direction?: string }[]
  Unique: boolean
}

interface NewIndex {
  IndexName: string
  MgoKeySchema: { MgoIndexKeys: { Name: string; Direction: string }[]; MgoIsUnique: boolean }
}

/** Safe to run again. Throws when an index stands with the same keys but other uniqueness: a person has to decide. */
export async function applyDatabase(manager: Manager, plan: Plan, say: (line: string) => void): Promise<void> {
  for (const { name, indexes } of plan.collections) {
    const { IsCreated } = await manager.database.createCollectionIfNotExists(name)
    // The rule first: nothing stands open while indexes are built.
    await manager.permission.modifyResourcePermission({
      resourceType: 'collection',
      resource: name,
      permission: 'ADMINONLY',
    })
    const { Indexes = [] } = await manager.database.describeCollection(name)
    const missing = indexes.filter((index) => !stands(name, index, Indexes))
    if (missing.length > 0) await manager.database.updateCollection(name, { CreateIndexes: missing.map(newIndex) })
    const unknown = Indexes.filter((it) => it.Name !== '_id_' && !indexes.some(({ keys }) => sameKeys(keys, it)))
    say(`collection ${name}: ${IsCreated ? 'made' : 'stands'}, ${missing.length} of ${indexes.length} indexes made`)
    for (const { Name } of unknown) say(`  index ${Name} is not declared here; left as it is`)
  }
  const { EnvInfo } = await manager.env.getEnvInfo()
  for (const { Bucket } of EnvInfo.Storages ?? []) {
    if (!Bucket) continue
    // A phone uploads the pages of a paper itself; the function that takes them in keeps them as its own files, which
    // no phone reads (cloudfunctions/kernel/take-in-files.ts).
    await manager.permission.modifyResourcePermission({
      resourceType: 'storage',
      resource: Bucket,
      permission: 'PRIVATE',
    })
    say(`file storage ${Bucket}: a phone reads and writes only its own uploads`)
  }
}

function stands(collection: string, { name, keys, unique }: Index, standing: StandingIndex[]): boolean {
  const found = standing.find((it) => sameKeys(keys, it))
  if (found && Boolean(found.Unique) !== unique) {
    throw new Error(`${collection}: index ${found.Name} stands, but ${name} is to be ${unique ? '' : 'not '}unique`)
  }
  return found !== undefined
}

function sameKeys(keys: IndexKey[], { Keys }: StandingIndex): boolean {
  return (
    keys.length === Keys.length &&
    keys.every(([field, direction], i) => Keys[i]!.Name === field && Keys[i]!.Direction === String(direction))
  )
}

function newIndex({ name, keys, unique }: Index): NewIndex {
  const MgoIndexKeys = keys.map(([field, direction]) => ({ Name: field, Direction: String(direction) }))
  return { IndexName: name, MgoKeySchema: { MgoIndexKeys, MgoIsUnique: unique } }
}
