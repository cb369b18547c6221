import { PNG } from 'pngjs'
import { good } from '../../local/call-as'
import type { InputOf } from '../../miniprogram/client/call'
import type { World } from './world'

/** Papers put into a worker's vault as her phone does it: the file uploaded, then taken in. */

const picture = PNG.sync.write(new PNG({ width: 60, height: 40, fill: true }))
let made = 0

/** The id of the new paper. */
export async function addPaper(
  world: World,
  who: string,
  type: InputOf<'vault.add'>['type'],
  takenOn?: string,
): Promise<string> {
  const as = world.as(who)
  const { folder } = await good(as('vault.mine', {}))
  const clientKey = `test-paper-${(made += 1)}`
  const response = await fetch(`${world.url}/storage/${folder}/${clientKey}-1.png`, {
    method: 'PUT',
    headers: { 'x-wx-openid': world.openidOf(who) },
    body: picture as never,
  })
  const { fileID } = (await response.json()) as { fileID: string }
  const { paper } = await good(as('vault.add', { clientKey, type, takenOn, files: [{ fileId: fileID }] }))
  return paper.id
}

/** One paper for each slot, as an application uses them. */
export async function addPapers(world: World, who: string, slots: Record<string, InputOf<'vault.add'>['type']>) {
  const used: { slot: string; paper: string; consent: true }[] = []
  for (const [slot, type] of Object.entries(slots))
    used.push({ slot, paper: await addPaper(world, who, type), consent: true })
  return used
}
