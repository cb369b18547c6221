/** The fixture's mini-program with the real local cloud behind it, mounted together as `npm start` does. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openCloud, type Cloud } from '../../local/cloud/index'
import { writeFunctions } from './functions'
import { startSite, type TestSite } from './site'

export interface CloudSite extends TestSite {
  cloud: Cloud
}

export async function startCloudSite(): Promise<CloudSite> {
  const dir = mkdtempSync(join(tmpdir(), 'cloud-site-'))
  const functionsDir = join(dir, 'functions')
  writeFunctions(functionsDir)
  const cloud = await openCloud({ dataDir: join(dir, 'cloud'), functionsDir })
  const site = await startSite((req, res) => cloud.handle(req, res))
  cloud.useUrl(site.origin)
  const close = async () => {
    await site.close()
    await cloud.close()
    rmSync(dir, { recursive: true, force: true })
  }
  return { ...site, cloud, close }
}
