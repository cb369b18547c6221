/**
 * One JSON line an event. Ids, codes and counts only: never a name, a number, a phone, a message body or an input.
 * The type allows nothing else in.
 */
export interface LogLine {
  event: string
  area?: string
  action?: string
  code?: string
  reference?: string
  /** Name of a thrown error's class, and where in our code it rose. */
  error?: string
  at?: string
  ms?: number
  id?: string
}

export function log(line: LogLine): void {
  console.log(JSON.stringify(line))
}

/** Where an error rose, without its message: messages of drivers may quote documents. */
export function originOf(error: unknown): Pick<LogLine, 'error' | 'at'> {
  if (!(error instanceof Error)) return { error: typeof error }
  const frame = /\((?:.*[\\/])?([^\\/()]+:\d+):\d+\)|at (?:.*[\\/])?([^\\/()\s]+:\d+):\d+/.exec(error.stack ?? '')
  const { code, errCode } = error as { code?: unknown; errCode?: unknown }
  const told = typeof code === 'string' ? code : typeof errCode === 'number' ? String(errCode) : ''
  return { error: told ? `${error.name} ${told}` : error.name, at: frame?.[1] ?? frame?.[2] ?? '' }
}
