import tcb from '@cloudbase/node-sdk'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openCloud, type Cloud, type CloudOptions, type IndexSpec } from '../../local/cloud/index'

// The SDKs look for a cloud metadata host unless they think they run in a function.
process.env['TENCENTCLOUD_RUNENV'] = 'SCF'
process.env['TENCENTCLOUD_REGION'] = 'local'
process.env['SCF_NAMESPACE'] = 'local'
// The SDKs' own warning that a request is slow; they also give it for requests cut short on purpose.
process.env['SILENCE'] = 'true'

export interface TestCloud {
  cloud: Cloud
  url: string
  dataDir: string
  /** The unmodified @cloudbase/node-sdk, pointed at the cloud. */
  app: ReturnType<typeof tcb.init>
  close: () => Promise<void>
}

/** A cloud of its own for a test file, in a temporary folder. */
export async function startCloud(options: Partial<CloudOptions> = {}): Promise<TestCloud> {
  const dataDir = options.dataDir ?? mkdtempSync(join(tmpdir(), 'local-cloud-'))
  const cloud = await openCloud({ ...options, dataDir })
  const url = await cloud.listen(0)
  const close = async () => {
    await cloud.close()
    rmSync(dataDir, { recursive: true, force: true })
  }
  return { cloud, url, dataDir, app: sdk(url), close }
}

export const sdk = (url: string) =>
  tcb.init({ env: 'any-env', secretId: 'x', secretKey: 'x', serviceUrl: `${url}/admin` } as never)

export const collection = (name: string, ...indexes: IndexSpec[]) => ({ name, indexes })

/** The code of the error a promise ends with; fails when it does not. */
export async function codeOf(promise: Promise<unknown>): Promise<string> {
  const result = await promise.then(
    () => ({ code: 'none: it succeeded' }),
    (error: { code?: string; message?: string }) => error,
  )
  return String(result.code ?? (result as { message?: string }).message)
}

/** Documents examined by direct requests since the last call of this. */
export function examined(cloud: Cloud): number {
  const row = cloud.costs().find((cost) => cost.function === 'direct')
  cloud.resetCosts()
  return row?.examined ?? 0
}
