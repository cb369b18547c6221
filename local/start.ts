import { resolve } from 'node:path'
import { fireByCron } from './cloud/timers'
import { lookEachSecond } from './cloud/wechat/picture-checks'
import { startAll } from './start-all'

/** Applications of the city's members over two years, so that its public board has something to say. */
const SOME_CASES = 600

/** `npm start`: the whole product on this machine. PORT (7300), LOCAL_DATA (.local). */
async function main(): Promise<void> {
  const port = Number(process.env.PORT ?? 7300)
  if (!Number.isInteger(port) || port < 0 || port > 65535) throw new Error(`PORT is no port: ${process.env.PORT}`)
  const dataDir = resolve(process.env.LOCAL_DATA ?? '.local')
  const log = (line: object) => console.error(JSON.stringify(line))
  const started = await startAll({ port, dataDir, log, cases: SOME_CASES })
  // What the night would have done: the public board.
  await started.cloud.fireTimer('cases', 'tick')
  const timers = fireByCron(() => started.cloud, log)
  const looking = lookEachSecond(() => started.cloud, log)
  let closing = false
  const stop = () => {
    if (closing) process.exit(1)
    closing = true
    timers.stop()
    looking.stop()
    started.close().then(
      () => process.exit(0),
      () => process.exit(1),
    )
  }
  process.on('SIGINT', stop)
  process.on('SIGTERM', stop)
  console.log(`ready ${started.url}`)
}

main().catch((error: Error) => {
  console.error(error.message)
  process.exit(1)
})
