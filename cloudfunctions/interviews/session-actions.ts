import type { Action } from '../kernel/serve'

export const sessionActions: Record<string, Action> = {}
