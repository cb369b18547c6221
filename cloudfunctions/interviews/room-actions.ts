import type { Action } from '../kernel/serve'

export const roomActions: Record<string, Action> = {}
