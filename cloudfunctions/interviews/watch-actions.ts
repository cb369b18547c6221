import type { Action } from '../kernel/serve'

export const watchActions: Record<string, Action> = {}
