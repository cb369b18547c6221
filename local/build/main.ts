/** `npm run build`: the functions, and the packages the mini-program uses. */
import { buildFunctions } from './functions'
import { packMiniprogramNpm } from './miniprogram-npm'

const kb = (bytes: number) => `${(bytes / 1024).toFixed(0)} KB`

async function main(): Promise<void> {
  const [functions, packed] = await Promise.all([buildFunctions(), packMiniprogramNpm()])
  for (const { area, bytes } of functions) console.log(`dist/functions/${area}  ${kb(bytes)}`)
  console.log(
    `miniprogram/miniprogram_npm  ${packed.length} files, ${kb(packed.reduce((sum, it) => sum + it.bytes, 0))}`,
  )
}

main().catch((error: Error) => {
  console.error(error.message)
  process.exitCode = 1
})
