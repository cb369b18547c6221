import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'

/** The load script runs, small, and what it counts adds up. Its seconds say nothing here. */

const root = join(__dirname, '../..')
const SMALL = { viewers: 60, askers: 12, votes: 90, seconds: 5, instances: 2 }

test('no vote is lost or doubled, every question asked is kept, nobody who watches is refused', async () => {
  const sizes = Object.entries(SMALL).flatMap(([name, value]) => [`--${name}`, String(value)])
  const script = ['--import', 'tsx', join(root, 'local/load/interview.ts'), ...sizes]
  const { stdout } = await promisify(execFile)(process.execPath, script, { cwd: root })
  const value = (words: string) => new RegExp(`^${words} {2,}(.+)$`, 'm').exec(stdout)?.[1]
  expect([value('votes lost'), value('votes doubled'), value('refused or failed')]).toEqual(['0', '0', 'none'])
  const [asked, kept] = value('questions asked, kept, let in')!.split(', ').map(Number)
  expect([asked, kept]).toEqual([SMALL.askers, SMALL.askers])
  const [counted, stored] = value('votes answered as new, kept')!.split(', ').map(Number)
  expect(counted).toBe(stored)
  // Instances ask once a second at most, however many watch them: two of them, and what begins and ends.
  const asks = Number(value('database requests a viewer and minute')) * SMALL.viewers * (SMALL.seconds / 60)
  expect(asks).toBeLessThanOrEqual(SMALL.instances * (SMALL.seconds + 3))
}, 90_000)
