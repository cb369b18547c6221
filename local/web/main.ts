/** `npm run preview -- --root DIR --port N [--packages DIR] [--cloud URL]`: any native mini-program folder in a browser. */
import { createServer, request, type IncomingMessage, type ServerResponse } from 'node:http'
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
  const preview = await buildPreview({ root: values.root, packages: values.packages })
  for (const warning of preview.warnings) console.warn(warning)
  const server = createServer((req, res) => {
    preview.handle(req, res).then(
      (ours) => {
        if (ours) return
        if (req.url === '/') res.writeHead(302, { location: '/app/' }).end()
        else if (values.cloud) forward(values.cloud, req, res)
        else res.writeHead(404).end()
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

/** Everything that is not the app goes to the cloud, so that the browser sees one origin. */
function forward(cloud: string, req: IncomingMessage, res: ServerResponse): void {
  const target = new URL(req.url ?? '/', cloud)
  const headers = { ...req.headers, host: target.host }
  const onward = request(target, { method: req.method, headers }, (reply) => {
    res.writeHead(reply.statusCode ?? 502, reply.headers)
    reply.pipe(res)
  })
  onward.on('error', (error) => res.writeHead(502).end(error.message))
  req.pipe(onward)
}

main().catch((error: Error) => {
  console.error(error.message)
  process.exitCode = 1
})
