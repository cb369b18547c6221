import { putPaper } from '../../local/costs'
import type { InputOf } from '../../miniprogram/client/call'
import type { World } from './world'

type Type = InputOf<'vault.add'>['type']

/** A paper put into a worker's vault as her phone does it. Returns its id. */
export function addPaper(world: World, who: string, type: Type, takenOn?: string): Promise<string> {
  return putPaper(world.as(who), world.url, world.openidOf(who), type, takenOn)
}

/** One paper for each slot, as an application uses them. */
export async function addPapers(world: World, who: string, slots: Record<string, Type>) {
  const used: { slot: string; paper: string; consent: true }[] = []
  for (const [slot, type] of Object.entries(slots))
    used.push({ slot, paper: await addPaper(world, who, type), consent: true })
  return used
}
