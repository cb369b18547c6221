import type { Action } from '../kernel/serve'

export const archiveActions: Record<string, Action> = {}
