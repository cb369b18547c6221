import { join } from 'node:path'
import { buildFunctions } from '../local/build/functions'

/** The folder of the built functions: those that `npm test` built once for all files, or, for a file run alone, its own. */
export async function functionsFor(dataDir: string): Promise<string> {
  const shared = process.env.BUILT_FUNCTIONS
  if (shared) return shared
  const own = join(dataDir, 'functions')
  await buildFunctions(own)
  return own
}
