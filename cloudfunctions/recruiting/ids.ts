import { z } from 'zod'

/** What the area's actions are given to name things by. */

/** The officer's own desk, `ORG/officer`: access proves it. */
export const desk = z.string().regex(/^[\w-]{1,60}\/officer$/, '请从您自己的案头进来')
export const id = z.string().min(3).max(60)
export const after = z.string().max(200).optional()
