import type { Action } from '../kernel/serve'

export const promiseActions: Record<string, Action> = {}
