/** `npm run preview -- --root DIR --port N [--packages DIR] [--cloud URL]`: any native mini-program folder in a browser. */
import { createServer } from 'node:http'
import { parseArgs } from 'node:util'
import { buildPreview } from './index'

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      root: { type: 'string', default: 'miniprogram' },
      port: { type: 'string', default: process.env.PORT ?? '7310' },
      packages: { type: 'string' },
      cloud: { type: 'string' },
    },
  })
  const preview = await buildPreview({ root: values.root, packages: values.packages, cloudUrl: values.cloud })
  for (const warning of preview.warnings) console.warn(warning)
  const server = createServer((req, res) => {
    preview.handle(req, res).then(
      (ours) => {
        if (!ours) res.writeHead(req.url === '/' ? 302 : 404, req.url === '/' ? { location: '/app/' } : {}).end()
      },
      (error: Error) => res.writeHead(500).end(error.message),
    )
  })
  preview.watch((ms, error) => console.log(error ? error.message : `built in ${ms} ms`))
  server.listen(Number(values.port), '127.0.0.1', () => {
    const address = server.address() as { port: number }
    console.log(`ready http://127.0.0.1:${address.port}/app/`)
  })
}

main().catch((error: Error) => {
  console.error(error.message)
  process.exitCode = 1
})
