import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { callAs } from '../../local/call-as'
import { fillCity } from '../../local/city/fill'
import { localKeys } from '../../local/city/keys'
import { personas } from '../../local/city/personas'
import { openCloud, type Cloud } from '../../local/cloud/index'
import { functionsFor } from '../built'
import type { CollectionSpec } from '../../cloudfunctions/kernel/collections'

/** A small city on the local cloud with the built functions: what area tests run against, through the real entries. */
export interface World {
  cloud: Cloud
  url: string
  /** Calls as one of the demonstration city's people, or as any openid. */
  as(who: string): ReturnType<typeof callAs>
  openidOf(persona: string): string
  /** What the functions logged. */
  logged: object[]
  close(): Promise<void>
}

/** `env` overrides what the functions see; `clock` is now for the functions and for the city when it is made. */
export async function openWorld(
  members = 60,
  env: Record<string, string> = {},
  clock?: () => Date,
  cases = 0,
): Promise<World> {
  const dataDir = mkdtempSync(join(tmpdir(), 'union-areas-'))
  const functionsDir = await functionsFor(dataDir)
  const keys = localKeys(dataDir)
  process.env.UNION_KEYS = keys
  const collections = JSON.parse(
    await import('node:fs/promises').then((fs) => fs.readFile(join(functionsDir, 'collections.json'), 'utf8')),
  ) as CollectionSpec[]
  const logged: object[] = []
  const cloud = await openCloud({
    dataDir,
    functionsDir,
    collections,
    env: { UNION_KEYS: keys, ...env },
    log: (line) => logged.push(line),
    clock,
  })
  const url = await cloud.listen(0)
  await fillCity(cloud, { members, cases, now: clock?.() ?? new Date() })
  const openidOf = (who: string) => personas.find((one) => one.id === who)?.openid ?? who
  return {
    cloud,
    url,
    as: (who) => callAs(cloud, openidOf(who)),
    openidOf,
    logged,
    async close() {
      await cloud.close()
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}
