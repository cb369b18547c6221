import type { Action } from '../kernel/serve'

export const seatActions: Record<string, Action> = {}
