import busboy from 'busboy'
import type { IncomingMessage, ServerResponse } from 'node:http'

const MOST_BODY = 64 * 1024 * 1024

/** The whole body of a request, 64 MB at most. */
export async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size > MOST_BODY) throw new RangeError('request body too large')
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

/** The fields of a multipart form, as bytes. */
export function readForm(request: IncomingMessage): Promise<Record<string, Buffer>> {
  return new Promise((resolve, reject) => {
    const fields: Record<string, Buffer> = {}
    const form = busboy({
      headers: request.headers,
      limits: { fieldSize: MOST_BODY, fileSize: MOST_BODY },
      defParamCharset: 'utf8',
    })
    form.on('field', (name, value) => void (fields[name] = Buffer.from(value)))
    form.on('file', (name, stream) => {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', () => (fields[name] = Buffer.concat(chunks)))
    })
    form.on('close', () => resolve(fields))
    form.on('error', reject)
    request.pipe(form)
  })
}

export function sendJson(response: ServerResponse, status: number, body: string | object): void {
  const text = typeof body === 'string' ? body : JSON.stringify(body)
  response
    .writeHead(status, { 'content-type': 'application/json; charset=utf-8', 'content-length': Buffer.byteLength(text) })
    .end(text)
}

/** Whether a request comes from this machine: the local cloud answers nobody else. */
export function isLoopback(request: IncomingMessage): boolean {
  const address = request.socket.remoteAddress ?? ''
  return address === '::1' || /^(::ffff:)?127\./.test(address)
}
