import type { Action } from '../kernel/serve'

export const hostActions: Record<string, Action> = {}
