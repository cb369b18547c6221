/** The few protocol buffer shapes of WeChat's calls: only length-delimited fields and small integers occur. */
export interface Field {
  number: number
  bytes?: Buffer
  integer?: number
}

export function readFields(message: Buffer): Field[] {
  const fields: Field[] = []
  let at = 0
  const varint = () => {
    let value = 0
    for (let factor = 1; ; factor *= 128) {
      const byte = message[at++]
      if (byte === undefined) throw new Error('truncated protocol buffer')
      value += (byte & 127) * factor
      if (byte < 128) return value
    }
  }
  while (at < message.length) {
    const tag = varint()
    const number = Math.floor(tag / 8)
    if (tag % 8 === 2) {
      const length = varint()
      fields.push({ number, bytes: message.subarray(at, (at += length)) })
    } else if (tag % 8 === 0) fields.push({ number, integer: varint() })
    else throw new Error(`unexpected protocol buffer wire type ${tag % 8}`)
  }
  return fields
}

export const bytesOf = (fields: Field[], number: number): Buffer | undefined =>
  fields.find((field) => field.number === number)?.bytes

function varint(value: number): Buffer {
  const out: number[] = []
  let rest = value
  do {
    out.push((rest % 128) + (rest >= 128 ? 128 : 0))
    rest = Math.floor(rest / 128)
  } while (rest > 0)
  return Buffer.from(out)
}

export function writeField(number: number, value: Buffer | string | number): Buffer {
  if (typeof value === 'number') return Buffer.concat([varint(number * 8), varint(value)])
  const bytes = Buffer.from(value)
  return Buffer.concat([varint(number * 8 + 2), varint(bytes.length), bytes])
}
