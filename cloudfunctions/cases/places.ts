import { z } from 'zod'
import type { OrgLink } from '../kernel/casework/case'
import { field } from '../kernel/casework/kind'
import { AppError } from '../kernel/errors'
import { chainOfTown } from '../kernel/orgs'
import { citySettings } from '../kernel/settings'

/** Towns in forms: asked of those whom no membership places. */

/** A place field that only those without a membership need (the engine asks them for it). */
export function townField(page: number, label = '您在哪个镇街', help = '会员可以不选') {
  return z
    .string()
    .max(12, '请再选一次镇街')
    .optional()
    .meta(field({ label, help, widget: 'place', page }))
}

/** What one reads of the chosen town, as `titles` of a prepared case. At most one request a minute. */
export async function townTitle(answers: Record<string, unknown>, now: Date): Promise<Record<string, string>> {
  const { town } = answers
  if (typeof town !== 'string' || !town) return {}
  const { districts } = await citySettings(Number(now))
  for (const district of districts) {
    const found = district.towns.find(({ code }) => code === town)
    if (found) return { town: `${district.name}${found.name}` }
  }
  throw new AppError('BAD_INPUT', '没有这个镇街。请再选一次')
}

/** The unions over a town, wherever the applicant is a member. Throws AppError when there is none. */
export async function chainOfPlace(town: string, now: Date): Promise<OrgLink[]> {
  const chain = await chainOfTown(town, now)
  if (!chain) throw new AppError('BAD_INPUT', '没有这个镇街。请再选一次')
  return chain
}
