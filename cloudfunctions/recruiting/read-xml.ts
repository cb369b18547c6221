import { Parser } from 'saxen'
import { damaged } from './open-zip'

export type Attributes = Record<string, string>

export interface Reading {
  open?(tag: string, attributes: () => Attributes): void
  close?(tag: string): void
  text?(text: string): void
}

/**
 * Goes through an XML text. Tags come without their prefix. Entities of its own (DTD) are never resolved. Throws
 * FILE_REFUSED where the text is no XML.
 */
export function readXml(xml: string, { open, close, text }: Reading): void {
  const parser = new Parser()
  let thrown: unknown = null
  const guard =
    <A extends unknown[]>(act: (...given: A) => void) =>
    (...given: A) => {
      if (thrown) return
      try {
        act(...given)
      } catch (error) {
        thrown = error
        parser.stop()
      }
    }
  if (open)
    parser.on(
      'openTag',
      guard((name, attributes) => open(bare(name), attributes)),
    )
  if (close)
    parser.on(
      'closeTag',
      guard((name) => close(bare(name))),
    )
  if (text) {
    parser.on(
      'text',
      guard((value, decode) => text(decode(value))),
    )
    parser.on(
      'cdata',
      guard((value) => text(value)),
    )
  }
  parser.on('error', () => (thrown ??= damaged()))
  parser.parse(xml)
  if (thrown) throw thrown
}

const bare = (name: string): string => name.slice(name.indexOf(':') + 1)

/** Attributes hold the few entities that XML itself has. */
export function plainAttribute(text: string | undefined): string {
  return (text ?? '')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&apos;/g, "'")
    .replace(/&#(\d+);/g, (_, code) => String.fromCodePoint(Math.min(Number(code), 0x10ffff)))
    .replace(/&#x([0-9a-f]+);/gi, (_, code) => String.fromCodePoint(Math.min(parseInt(code, 16), 0x10ffff)))
    .replace(/&amp;/g, '&')
}
