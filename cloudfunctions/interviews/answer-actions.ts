import type { Action } from '../kernel/serve'

export const answerActions: Record<string, Action> = {}
