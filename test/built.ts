import { join } from 'node:path'

/** The folder of the built functions: those that `npm test` built once for all files, or, for a file run alone, its own. */
export async function functionsFor(dataDir: string): Promise<string> {
  const shared = process.env.BUILT_FUNCTIONS
  if (shared) return shared
  const own = join(dataDir, 'functions')
  const { buildFunctions } = await import('../local/build/functions')
  await buildFunctions(own)
  return own
}

/** The folder of the mini-program that `npm test` built once for all files; undefined for a file run alone. */
export const builtPreview = () => process.env.BUILT_PREVIEW || undefined
