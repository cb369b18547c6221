/** What the n-th copy of the built function is called: each is loaded by itself and keeps its own memory. */
export const instanceName = (n: number): string => (n === 0 ? 'interviews' : `interviews${n}`)
